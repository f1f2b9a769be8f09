"""`kg query`: rows of read-only Cypher as a table, JSON Lines or CSV."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import AsKnown, At, Data, Debug, Json
from kg.cli.terminal import plain, print_json, print_table, shown


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def query(
    cypher: Annotated[
        str | None, typer.Argument(metavar="[CYPHER]", help="Read-only Cypher; - reads it from stdin.")
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="K=V", help="A parameter; V may be JSON.")
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="How rows are printed; else a table on a terminal, JSON Lines in a pipe."),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Read the Cypher from a file.")] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Give up after this.")] = 30.0,
    at: At = None,
    as_known: AsKnown = None,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Ask the graph in Cypher. It can read and nothing else. Exit status 1 when there is no row."""
    from kg.graph import Graph

    text = cypher_text(cypher, file)
    values = dict(parameter(one) for one in parameters or ())
    with Graph.open(data) as graph:
        table = graph.query(text, values, timeout=timeout, at=at, as_known=as_known)
    chosen = Form.JSON if json else form or (Form.TABLE if sys.stdout.isatty() else Form.JSON)
    if chosen is Form.TABLE:
        print_table(table.columns, table.rows)
    elif chosen is Form.CSV:
        print_csv(table.columns, table.rows)
    else:
        for row in table.rows:
            print_json(dict(zip(table.columns, row, strict=True)))
    if not table.rows:
        typer.echo("kg: no rows", err=True)
    return 0 if table.rows else 1


def cypher_text(cypher: str | None, file: Path | None) -> str:
    if (cypher is None) == (file is None):
        raise typer.BadParameter("give the Cypher either as an argument (- for stdin) or with --file")
    if file is None and cypher != "-":
        return str(cypher)
    try:  # as UTF-8, whatever the locale
        return (sys.stdin.buffer.read() if file is None else file.read_bytes()).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(
            f"{file or 'stdin'}: cannot be read ({error}); give text in UTF-8 with Cypher in it"
        ) from None


def parameter(text: str) -> tuple[str, Any]:
    """`k=v`: v as JSON where it is some (5, true, [1, 2], "5"), else as the text that it is."""
    from json import JSONDecodeError, loads

    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"-p {text}: write a parameter as name=value")
    try:
        return name, loads(value)
    except (JSONDecodeError, RecursionError):
        return name, value


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from kg.records import csv_line

    on_terminal = sys.stdout.isatty()
    for row in (columns, *rows):
        line = csv_line(value if isinstance(value, int | float) else shown_exactly(value) for value in row)
        print(plain(line) if on_terminal else line.removesuffix("\n"))


def shown_exactly(value: object) -> str:
    """A text as it is; anything else as a table shows it."""
    return value if isinstance(value, str) else shown(value)
