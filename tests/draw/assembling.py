"""Claims and stories as the subgraph that pictures are drawn from, without a store."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

import networkx

from kg.model import Claim, Entity, Story


def assemble(
    claims: Iterable[Claim], stories: Iterable[Story], entities: Iterable[Entity] = (), focus: Sequence[str] = ()
) -> networkx.MultiDiGraph:
    """One node an entity, one edge a (subject, predicate, object, status, when); superseded claims are left out."""
    graph = networkx.MultiDiGraph()
    held = sorted((claim for claim in claims if claim.superseded is None), key=attrgetter("story", "id"))
    known = {entity.id: entity for claim in held for entity in (claim.subject, claim.object) if entity is not None}
    for entity in sorted((known | {entity.id: entity for entity in entities}).values(), key=attrgetter("id")):
        graph.add_node(entity.id, entity=entity, attributes=())
    for claim in held:
        if claim.object is None:
            graph.nodes[claim.subject.id]["attributes"] += (claim,)
        else:
            add_relation(graph, claim, claim.object)
    quoted = {claim.story for claim in held}
    graph.graph["stories"] = {story.id: replace(story, text="") for story in stories if story.id in quoted}
    graph.graph["focus"] = tuple(focus)
    return graph


def add_relation(graph: networkx.MultiDiGraph, claim: Claim, target: Entity) -> None:
    key = f"{claim.predicate}|{claim.status.value}|{claim.when or ''}"
    if not graph.has_edge(claim.subject.id, target.id, key):
        graph.add_edge(claim.subject.id, target.id, key=key, claims=())
    data = graph.edges[claim.subject.id, target.id, key]
    data["claims"] += (claim,)
    data |= {"predicate": claim.predicate, "status": claim.status, "when": claim.when}
    data["confidence"] = max(each.confidence for each in data["claims"])
    data["sources"] = len({each.story for each in data["claims"]})
