"""`kg evaluate`: how well annotated stories are read."""

from typing import Annotated

import typer

from kg.cli.options import Debug, Json


def evaluate(
    corpus: Annotated[str | None, typer.Argument(metavar="[CORPUS]", help="A folder or file.")] = None,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """Score the reading of annotated stories. Prints precision, recall and F1 by predicate."""
    return 0
