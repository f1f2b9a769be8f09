"""`kg export` and `kg check`: the graph as RDF or tables, and whether it keeps its promises."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import Data, Debug, Json, Output
from kg.cli.terminal import plain, print_json, print_line


class Form(StrEnum):
    TURTLE = "turtle"
    TRIG = "trig"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"


def export(
    form: Annotated[Form | None, typer.Option("--format", help="Else by the suffix of -o, else turtle.")] = None,
    output: Output = None,
    about: Annotated[
        list[str] | None, typer.Option("--about", metavar="NAME", help="Only what is about this entity.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="What addresses begin with; else urn:space-kg:")
    ] = None,
    with_texts: Annotated[bool, typer.Option("--with-texts", help="Whole stories too, not only quotes.")] = False,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Write the graph as RDF or as a table. To a file, whose suffix may tell the format, or to stdout."""
    from kg.graph import Graph

    with Graph.open(data) as graph:
        exported = graph.export(output, format=form, about=about or (), base=base, with_texts=with_texts)
    if output is not None:
        print_line(f"{output}: {len(exported)} bytes")
    elif sys.stdout.isatty():
        for line in exported.decode().splitlines():
            print_line(line)
    else:
        sys.stdout.buffer.write(exported)
    return 0


def check(json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """Check that the graph keeps its promises. SHACL shapes derived from the ontology are among them."""
    from kg.graph import Graph

    with Graph.open(data) as graph:
        report = graph.check()
    if json:
        print_json({"ok": report.ok, "problems": list(report.problems)})
    elif report.ok:
        print_line("all promises kept")
    for problem in () if json else report.problems:
        typer.echo(f"kg: {plain(problem)}", err=True)
    return 0 if report.ok else 1
