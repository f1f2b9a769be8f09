"""Graphs to be backed up, and the two ways between a graph and its archive."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg import Graph
from kg.archive import package
from kg.graph import EXPORTS
from kg.model import Entity, Reading
from kg.resolve import Decided

ISPACE = Entity("Q1", "Company", "ispace", ("ispace inc.",), wikidata="Q1")
NASA = Entity("Q2", "Agency", "NASA", wikidata="Q2")
MOON = Entity("Q3", "CelestialBody", "Moon", wikidata="Q3")
WIRE = Entity("outlet:lunar-wire", "Outlet", "Lunar Wire")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
M2 = Entity("lander:hakuto-r-m2-lander", "Lander", "Hakuto-R M2 lander")
LARGER = Entity("b#e7", "Lander", "a larger lander", described=True)
A = "ispace's Resilience reached the Moon. NASA paid $5 million."
CORRECTED = "ispace's Resilience missed the Moon. NASA paid $5 million."
B = "Resilience, built by ispace, was to land in 2025. “It” is to fly again by 2027. 🚀 A larger lander will follow."
C = "The Hakuto-R M2 lander of ispace was lost, NASA said to Lunar Wire."
DAYS = tuple(f"2026-0{month}-10T12:00:00+00:00" for month in range(1, 10))
EMPTY = "MATCH (n) WHERE NOT n:KnowledgeGraph DETACH DELETE n"
NODES = "MATCH (n) WHERE NOT n:KnowledgeGraph RETURN n"
LINKS = (
    "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key, a.story), type(r), r, "
    "coalesce(b.id, b.key, b.story + toString(b.number))"
)
OTHER = {"embedded": "neo4j", "neo4j": "embedded"}

Opening = Callable[[str], Graph]


def empty(graph: Graph) -> None:
    """Without stories and decisions, as if it were new."""
    (graph.folder / "decisions.tsv").unlink(missing_ok=True)
    graph.store.connection.writing(lambda transaction: transaction.run(EMPTY))
    graph.store.settle(Decided(), (), "")


def load(graph: Graph, reading: Reading, day: str, edition: str | None = None) -> None:
    graph.store.load(reading, loaded=day, settling=graph.ledger.decided, edition=edition)


def exports(graph: Graph, **clocks: str) -> dict[str, bytes]:
    texts = {name: name not in ("csv", "graphml") for name in EXPORTS.values()}
    return {name: graph.export(format=name, with_texts=with_texts, **clocks) for name, with_texts in texts.items()}


def everything(graph: Graph) -> list[str]:
    """All nodes and links, times of loading and superseded claims too."""
    nodes = graph.query(NODES).rows
    for (node,) in nodes:
        if "superseded" in node:  # keys of what is over are those under the decisions of its time
            node.pop("relation", None)
            node.pop("reading_hash", None)
    return sorted(repr(row) for row in (*nodes, *graph.query(LINKS).rows))


def archive(graph: Graph) -> bytes:
    return graph.export(format="archive")


def restore(graph: Graph, data: bytes, folder: Path, **options: Any) -> Any:
    path = folder / "space.backup"
    path.write_bytes(data)
    return graph.load(path, **options)


def fill(graph: Graph, readings: Mapping[str, Reading]) -> None:
    """Stories, corrections, readings anew, one forgotten, decisions between them."""
    load(graph, readings["A"], DAYS[0], "first")
    load(graph, readings["C"], DAYS[0])
    load(graph, readings["B"], DAYS[1])
    graph.same(RESILIENCE.id, M2.id, comment="one craft", time=DAYS[2])
    load(graph, readings["A'"], DAYS[3], "second")
    graph.forget("c")
    load(graph, readings["B, read anew"], DAYS[4])
    graph.rename("Q1", "ispace, inc.", time=DAYS[5])
    load(graph, readings["A', read anew"], DAYS[5], "third")
    load(graph, readings["C"], DAYS[6])


def changed(
    data: bytes, change: Callable[[dict[str, Any]], dict[str, Any]], decisions: str | None = None, **manifest: Any
) -> bytes:
    """The archive with other lines, and a manifest that is right for them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines = [change(json.loads(line)) for line in archive.read(package.STORIES).splitlines()]
        noted = archive.read(package.DECISIONS) if decisions is None else decisions.encode()
    made = io.BytesIO()
    stories = [json.dumps(line).encode() + b"\n" for line in lines]
    package.write(made, stories, noted, package.Counts())
    if manifest:
        return rezipped(made.getvalue(), lambda told: told | manifest)
    return made.getvalue()


def rezipped(data: bytes, change: Callable[[dict[str, Any]], dict[str, Any]], **members: bytes) -> bytes:
    """The archive with another manifest, and with `members` (by name without suffix) in the place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for name in archive.namelist():
            held = members.get(name.partition(".")[0], archive.read(name))
            if name == package.MANIFEST:
                held = json.dumps(change(json.loads(held))).encode()
            other.writestr(package.member(name, packed=name != package.MIMETYPE), held)
        for name in members.keys() - {one.partition(".")[0] for one in archive.namelist()}:
            other.writestr(name, members[name])
    return made.getvalue()
