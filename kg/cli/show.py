"""`kg show`: a subgraph as a picture, as data, or as a table."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import AsKnown, At, Data, Debug, Json, Names, Output
from kg.cli.terminal import counted, print_line, print_table

if TYPE_CHECKING:
    import networkx

COLUMNS = ("subject", "predicate", "object", "status", "when", "claims")


def show(
    names: Names,
    depth: Annotated[int, typer.Option("--depth", min=0, max=4, metavar="N", help="How many relations away.")] = 1,
    at: At = None,
    as_known: AsKnown = None,
    output: Output = None,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Show what is around some entities. With -o FILE as .html, .png, .svg, .json or .graphml; else as a table."""
    from kg import draw
    from kg.graph import Graph

    with Graph.open(data) as graph:
        found = graph.subgraph(*names, depth=depth, at=at, as_known=as_known)
    if output is not None:
        draw.write(found, output, title=", ".join(names))
        size = f"{counted(len(found), 'entity', 'entities')}, {counted(found.size(), 'relation', 'relations')}"
        print_line(f"{output}: {size}")
    elif json:
        print(draw.json(found).rstrip("\n"))
    elif rows := facts(found):
        print_table(COLUMNS, rows)
    else:
        day = f" as of {at}" if at else f" as known on {as_known}" if as_known else ""
        print_line(f"The graph holds no claim on {', '.join(names)}{day}.")
    for line in left_out(found):
        print(line, file=sys.stderr)
    return 0


def left_out(graph: "networkx.MultiDiGraph") -> list[str]:
    """What is not shown of entities that have too much for a picture, if anything."""
    entities, relations = graph.graph["left_out"], graph.graph["relations_left_out"]
    found = []
    if entities:
        found.append(f"not shown: {counted(entities, 'neighbour', 'neighbours')}, joined by fewer claims than these")
    if relations:
        found.append(f"not shown: {counted(relations, 'relation', 'relations')} between these, of fewer claims")
    return found


def facts(graph: "networkx.MultiDiGraph") -> list[tuple[str, ...]]:
    """One row for each relation and each attribute, with the number of claims that say so, sorted."""

    def name(node: str) -> str:
        return str(graph.nodes[node]["entity"].name)

    numbers: Counter[tuple[str, ...]] = Counter()
    for source, target, edge in graph.edges(data=True):
        row = (name(source), edge["predicate"], name(target), edge["status"].value, edge["when"] or "")
        numbers[row] += edge["claimed"]
    for node, held in graph.nodes(data=True):
        for claim in held["attributes"]:
            numbers[name(node), claim.predicate, claim.value or "", claim.status.value, claim.when or ""] += 1
    return [(*row, str(number)) for row, number in sorted(numbers.items())]
