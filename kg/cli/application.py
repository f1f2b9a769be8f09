"""The commands under one name."""

from typing import Annotated

import typer

from kg.cli.ask import ask
from kg.cli.decisions import differ, rename, retype, same
from kg.cli.demo import demo
from kg.cli.disputes import disputes
from kg.cli.engine import schema, status, stop
from kg.cli.evaluate import evaluate
from kg.cli.export import check, export
from kg.cli.extract import extract
from kg.cli.load import forget, load
from kg.cli.query import query
from kg.cli.review import review
from kg.cli.show import show

application = typer.Typer(
    name="kg",
    help="Space news goes in; a knowledge graph one can trust comes out.",
    epilog="Exit status: 0 done, 1 done in part or nothing found, 2 wrong usage, 3 store not reachable.",
    no_args_is_help=True,
    # Help and errors as plain text: markup would cost a third of a second and interpret what users type.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        print(f"space-kg {__version__}")
        raise typer.Exit


@application.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Space news goes in; a knowledge graph one can trust comes out."""


COMMANDS = (
    *(load, extract, query, ask, show, disputes, export, check, forget, review, same, differ, retype, rename),
    *(evaluate, status, schema, stop, demo),
)
for command in COMMANDS:
    application.command()(command)
