"""`kg evaluate`: how well annotated stories are read."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Debug, Json, MinConfidence
from kg.cli.terminal import print_line


def evaluate(
    corpus: Annotated[
        Path | None,
        typer.Argument(metavar="[CORPUS]", help="Annotated stories, labels, or a folder of them; else the examples."),
    ] = None,
    stories: Annotated[
        str | None, typer.Option("--stories", metavar="SOURCE", help="The texts of labels that stand apart.")
    ] = None,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Read without each part in turn, to see what it is worth.")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Draw as SVG what confidence is worth.")
    ] = None,
    min_confidence: MinConfidence = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with its sentence.")] = False,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """Score the reading of annotated stories. Prints precision, recall and F1 by predicate."""
    from kg import evaluate as evaluation
    from kg.demo import stories_folder
    from kg.graph import write
    from kg.loading.reading import reader

    folder = corpus if corpus is not None else stories_folder() / "annotations"
    if ablation:
        print_line(evaluation.HEADING)
        for row in evaluation.ablation(folder, stories=stories):
            print_line(evaluation.render_row(row))
        return 0
    scores = evaluation.evaluate(folder, reader(min_confidence), stories=stories)
    if plot is not None:
        write(plot, evaluation.plot(scores.judged).encode())
    if json:
        print(evaluation.to_json(scores, errors=errors).rstrip("\n"))
    else:
        for line in evaluation.render(scores, errors=errors).splitlines():
            print_line(line)
    return 0
