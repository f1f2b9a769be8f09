"""`kg export` and `kg check`: the graph as RDF or tables, and whether it keeps its promises."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import AsKnown, At, Data, Debug, Json, Output
from kg.cli.terminal import plain, print_json, print_line
from kg.errors import WrongArgument


class Form(StrEnum):
    TURTLE = "turtle"
    TRIG = "trig"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    JSON_LD = "json-ld"
    GRAPHML = "graphml"
    CSV = "csv"
    ARCHIVE = "archive"
    NEO4J_IMPORT = "neo4j-import"


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
    at: At = None,
    as_known: AsKnown = None,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Write the graph as RDF or as a table. To a file, whose suffix may tell the format, or to stdout.

    `--format archive -o FILE` writes all that the graph was told: `kg load FILE` makes the same graph again.
    `--format neo4j-import -o FOLDER` writes the files of `neo4j-admin database import`.
    """
    from kg.graph import Graph

    whole = not (about or base or with_texts or at or as_known)
    if form is Form.ARCHIVE:
        return export_archive(output, whole=whole, data=data)
    if form is Form.NEO4J_IMPORT:
        return export_for_neo4j(output, whole=whole, data=data)
    with Graph.open(data) as graph:
        exported = graph.export(
            output, format=form, about=about or (), base=base, with_texts=with_texts, at=at, as_known=as_known
        )
    if output is not None:
        print_line(f"{output}: {len(exported)} bytes")
    elif sys.stdout.isatty():
        for line in exported.decode().splitlines():
            print_line(line)
    else:
        sys.stdout.buffer.write(exported)
    return 0


def export_archive(output: Path | None, *, whole: bool, data: Path | None) -> int:
    from kg.graph import Graph

    if not whole:
        raise WrongArgument("archive: holds the whole graph as it is; leave the other options out")
    if output is None and sys.stdout.isatty():
        raise WrongArgument("archive: is no text for a terminal; name a file by -o, or send it into a pipe")
    with Graph.open(data) as graph:
        size = graph.export_archive(output or sys.stdout.buffer)
    if output is not None:
        print_line(f"{output}: {size} bytes; kg load makes the same graph of it")
    return 0


def export_for_neo4j(output: Path | None, *, whole: bool, data: Path | None) -> int:
    from kg.graph import Graph

    if output is None or not whole:
        raise WrongArgument("neo4j-import writes the whole graph into a new folder: name it by -o, and nothing else")
    with Graph.open(data) as graph:
        size = graph.export_for_neo4j(output)
    print_line(f"{output}: {size} bytes; in it run: neo4j-admin database import full neo4j @arguments")
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
