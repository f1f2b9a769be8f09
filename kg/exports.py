"""The whole graph, or what is about some entities, as bytes of one format."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import WrongArgument

if TYPE_CHECKING:
    from kg.graph import Graph

SPELLINGS = {"json-ld": "jsonld"}


def export(
    graph: "Graph", format: str, *, about: Sequence[str] = (), base: str | None = None, with_texts: bool = False
) -> bytes:
    """The same graph gives the same bytes; nothing that depends on the clock is in them. Raises `RdfError`."""
    from kg import rdf

    format = SPELLINGS.get(format, format)
    if format == "archive":
        return as_archive(graph, whole=not (about or base or with_texts))
    if format == "graphml":
        return as_graphml(graph, about)
    if format not in rdf.formats():
        raise WrongArgument(f"{format}: no such format; use one of {', '.join((*rdf.formats(), 'graphml', 'archive'))}")
    claims = graph.claims(*about)
    quoted = {claim.story for claim in claims}
    stories = [story for story in graph.stories(texts=with_texts) if not about or story.id in quoted]
    written = {story.id for story in stories}
    copies = [pair for pair in graph.store.copies() if written.issuperset(pair)]
    options = {"base": base} if base else {}
    return rdf.export(claims, stories, format=format, with_texts=with_texts, copies=copies, **options)


def as_archive(graph: "Graph", *, whole: bool) -> bytes:
    if not whole:
        raise WrongArgument("archive: holds the whole graph as it is; leave the other options out")
    held = io.BytesIO()
    graph.export_archive(held)
    return held.getvalue()


def as_graphml(graph: "Graph", about: Sequence[str]) -> bytes:
    from kg import draw

    if about:
        return draw.graphml(graph.subgraph(*about, limit=None)).encode()
    ids = {entity.id for claim in graph.claims() for entity in (claim.subject, claim.object) if entity is not None}
    return draw.graphml(graph.store.subgraph(sorted(ids), depth=0, limit=None)).encode()
