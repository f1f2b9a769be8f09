"""The whole graph, or what is about some entities, as bytes of one format."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import WrongArgument

if TYPE_CHECKING:
    from kg.graph import Graph


def export(
    graph: "Graph", format: str, *, about: Sequence[str] = (), base: str | None = None, with_texts: bool = False
) -> bytes:
    """The same graph gives the same bytes; nothing that depends on the clock is in them. Raises `RdfError`."""
    from kg import rdf

    if format == "graphml":
        return as_graphml(graph, about)
    if format not in rdf.formats():
        raise WrongArgument(f"{format}: no such format; use one of {', '.join((*rdf.formats(), 'graphml'))}")
    claims = graph.claims(*about)
    quoted = {claim.story for claim in claims}
    stories = [story for story in graph.stories(texts=with_texts) if not about or story.id in quoted]
    options = {"base": base} if base else {}
    return rdf.export(claims, stories, format=format, with_texts=with_texts, **options)


def as_graphml(graph: "Graph", about: Sequence[str]) -> bytes:
    from kg import draw

    if about:
        return draw.graphml(graph.subgraph(*about)).encode()
    ids = {entity.id for claim in graph.claims() for entity in (claim.subject, claim.object) if entity is not None}
    return draw.graphml(graph.store.subgraph(sorted(ids), depth=0)).encode()
