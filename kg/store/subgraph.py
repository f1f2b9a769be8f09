"""A part of the graph as a `networkx.MultiDiGraph`, with the claims behind every node and edge.

graph.graph["focus"]     ids asked for;  graph.graph["stories"]: story id -> Story (text empty) of every claim
node entity id           {"entity": Entity, "attributes": its attribute claims}
edge (u, v, key)         key is "PREDICATE|status|when"; {"predicate", "status", "when", "confidence", "sources",
                         "claims", "claimed": how many claims there are in all}

What a hub has too much of for a picture is left out: which relations, which of their claims and which attributes are
read says `kg.store.excerpt`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.model import Claim, Status, Story
from kg.store import belief, edtf, excerpt, read
from kg.store.belief import Support
from kg.store.connection import Connection, Rows
from kg.store.reading import Relation, relation_of
from kg.store.statements import READ_SUPPORTS
from kg.store.validity import holds

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def subgraph(
    connection: Connection,
    ids: Sequence[str],
    *,
    depth: int = 1,
    at: str | None = None,
    limit: int | None = excerpt.ENTITIES,
) -> "MultiDiGraph":
    """What lies within `depth` steps of `ids`, and the relationships between any two such entities.

    Of more than `limit` entities a step, those joined by most claims are shown; `left_out` says how many are not, and
    `relations_left_out` how many relations between those shown. All of it where `limit` is None.

    `at` (EDTF) shows it as of that day's end: without what is dated later, without intervals that ended before, and
    without what is merely planned or possible, or undated, in stories published later.
    """
    day = edtf.interval(at)[1] if at else None
    reached = set(read.entities(connection, ids))
    border, left_out = set(reached), 0
    for _ in range(depth):
        claimed = excerpt.numbers(connection, sorted(border), day) if border else Counter[str]()
        further = sorted((-number, identity) for identity, number in claimed.items() if identity not in reached)
        border = {identity for _, identity in further[:limit]}
        left_out += len(further) - len(border)
        reached |= border
    found = excerpt.relations(connection, ids, sorted(reached)) if reached else []
    told = found if limit is None else found[: excerpt.RELATIONS]
    figures: Mapping[str, Mapping[str, Any]] = {}
    if limit is None:
        claims = excerpt.gathered(connection, read.CLAIMS_OF_RELATIONS, [one.key for one in told])
        claims += excerpt.gathered(connection, read.ATTRIBUTES_OF, reached)
    else:
        claims, figures = excerpt.claims(connection, told, day)
        claims += excerpt.attributes(connection, ids, sorted(reached), day)
    stories = {
        story.id: story for story in read.stories(connection, texts=False, ids={claim.story for claim in claims})
    }
    if day is not None:
        claims = [claim for claim in claims if holds(claim, stories[claim.story], day)]
    graph = build(connection, ids, sorted(reached), claims, stories, figures)
    graph.graph["left_out"] = left_out
    graph.graph["relations_left_out"] = len(found) - len(told)
    return graph


def build(
    connection: Connection,
    ids: Sequence[str],
    reached: Sequence[str],
    claims: Sequence[Claim],
    stories: Mapping[str, Story],
    figures: Mapping[str, Mapping[str, Any]],
) -> "MultiDiGraph":
    """The graph of these claims; `figures` are of relations of which not all claims are among them, by key."""
    import networkx

    entities = read.entities(connection, reached)
    focus = tuple(dict.fromkeys(identity for identity in ids if identity in entities))
    graph = networkx.MultiDiGraph(focus=focus)
    attributes: dict[str, list[Claim]] = {}
    related: dict[Relation, list[Claim]] = {}
    for claim in claims:
        if claim.object is None:
            attributes.setdefault(claim.subject.id, []).append(claim)
        else:
            related.setdefault(relation_of(claim), []).append(claim)
    for identity, entity in entities.items():
        graph.add_node(identity, entity=entity, attributes=tuple(attributes.get(identity, ())))
    supports = supports_of(connection, (relation for relation in related if relation.key not in figures))
    for relation, some in sorted(related.items(), key=lambda pair: pair[0].order):
        data = edge(relation, some, figures.get(relation.key) or comes_to(relation, some, supports))
        key = f"{relation.predicate}|{relation.status}|{data['when'] or ''}"
        graph.add_edge(relation.subject, relation.object, key=key, **data)
    drop_unreached(graph, focus)
    cited = {claim.story for claim in shown(graph)}
    graph.graph["stories"] = {identity: stories[identity] for identity in sorted(cited)}
    return graph


def supports_of(connection: Connection, related: Iterable[Relation]) -> dict[str, Support]:
    keys = sorted(relation.key for relation in related)
    rows: Rows = connection.read(READ_SUPPORTS, rows=keys) if keys else []
    return {row["id"]: Support.of(row) for row in rows}


def comes_to(relation: Relation, claims: Sequence[Claim], supports: Mapping[str, Support]) -> Mapping[str, Any]:
    return belief.relationship([supports[claim.id] for claim in claims], relation.key)


def edge(relation: Relation, claims: Sequence[Claim], properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "predicate": relation.predicate,
        "status": Status(relation.status),
        "when": properties["when"],
        "confidence": properties["confidence"],
        "sources": properties["sources"],
        "claims": tuple(claims),
        "claimed": max(properties["claims"], len(claims)),
    }


def drop_unreached(graph: "MultiDiGraph", focus: Sequence[str]) -> None:
    """Without entities that are connected to no focus any more, once relationships were left out."""
    import networkx

    undirected = graph.to_undirected(as_view=True)
    reached = set(focus).union(*(networkx.node_connected_component(undirected, identity) for identity in focus))
    graph.remove_nodes_from([identity for identity in graph if identity not in reached])


def shown(graph: "MultiDiGraph") -> list[Claim]:
    on_nodes = [claim for _, claims in graph.nodes(data="attributes") for claim in claims]
    return on_nodes + [claim for _, _, claims in graph.edges(data="claims") for claim in claims]
