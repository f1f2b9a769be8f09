"""`kg evaluate`: how well annotated stories are read."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Debug, Json
from kg.cli.terminal import print_line


def evaluate(
    corpus: Annotated[
        Path | None,
        typer.Argument(metavar="[CORPUS]", help="Annotated stories, labels, or a folder of them; else the examples."),
    ] = None,
    stories: Annotated[
        str | None, typer.Option("--stories", metavar="SOURCE", help="The texts of labels that stand apart.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with its sentence.")] = False,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """Score the reading of annotated stories. Prints precision, recall and F1 by predicate."""
    from kg import evaluate as evaluation
    from kg.demo import stories_folder
    from kg.reading import reader

    folder = corpus if corpus is not None else stories_folder() / "annotations"
    scores = evaluation.evaluate(folder, reader(), stories=stories)
    if json:
        print(evaluation.to_json(scores, errors=errors).rstrip("\n"))
    else:
        for line in evaluation.render(scores, errors=errors).splitlines():
            print_line(line)
    return 0
