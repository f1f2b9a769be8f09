"""A part of the graph as a `networkx.MultiDiGraph`, with the claims behind every node and edge.

graph.graph["focus"]     ids asked for;  graph.graph["stories"]: story id -> Story (text empty) of every claim
node entity id           {"entity": Entity, "attributes": its attribute claims}
edge (u, v, key)         key is "PREDICATE|status|when"; {"predicate", "status", "when", "confidence", "sources",
                         "claims"}
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.model import Claim, Status, Story
from kg.store import belief, edtf, read
from kg.store.belief import Support
from kg.store.connection import Connection, Rows
from kg.store.reading import Relation, relation_of
from kg.store.statements import READ_SUPPORTS
from ontology import cypher

if TYPE_CHECKING:
    from networkx import MultiDiGraph

# More than this no picture shows; a hub such as NASA has a hundred thousand neighbours.
LIMIT = 1000
HAPPENED = frozenset({Status.ACTUAL, Status.ATTEMPTED, Status.FAILED, Status.ENDED})


def neighbours() -> str:
    kinds = "|".join(cypher.relationships())
    return (
        f"UNWIND $ids AS id MATCH (:Entity {{id: id}})-[r:{kinds}]-(other:Entity) "
        "RETURN other.id AS id, sum(r.claims) AS claims"
    )


def edges() -> str:
    kinds = "|".join(cypher.relationships())
    return (
        f"UNWIND $ids AS id MATCH (a:Entity {{id: id}})-[r:{kinds}]->(b:Entity) WHERE b.id IN $ids "
        "RETURN DISTINCT r.relation AS relation"
    )


# What joins entities by claims, one row a claim; as of a date, only claims that hold by then join anything.
JOINS = """
UNWIND $ids AS id MATCH (:Entity {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE c.value IS NULL AND c.superseded IS NULL
WITH DISTINCT c MATCH (s:Entity)<-[:SUBJECT]-(c)-[:OBJECT]->(o:Entity) MATCH (story:Story {id: c.story})
RETURN s.id AS subject, o.id AS object, c.status AS status, c.when AS when, story.published AS published"""


def subgraph(
    connection: Connection, ids: Sequence[str], *, depth: int = 1, at: str | None = None, limit: int = LIMIT
) -> "MultiDiGraph":
    """All that lies within `depth` steps of `ids`, and every relationship between two such entities.

    Of more than `limit` entities a step, those joined by most claims are shown; `left_out` says how many are not.

    `at` (EDTF) shows it as of that day's end: without what is dated later, without intervals that ended before, and
    without what is merely planned or possible, or undated, in stories published later.
    """
    day = edtf.interval(at)[1] if at else None
    reached = set(read.entities(connection, ids))
    border, left_out = set(reached), 0
    for _ in range(depth):
        claimed = numbers(connection, sorted(border), day) if border else {}
        found = sorted((-number, identity) for identity, number in claimed.items() if identity not in reached)
        border = {identity for _, identity in found[:limit]}
        left_out += len(found) - len(border)
        reached |= border
    relations = [row["relation"] for row in connection.read(edges(), ids=sorted(reached))] if reached else []
    claims = gathered(connection, read.CLAIMS_OF_RELATIONS, relations)
    claims += gathered(connection, read.ATTRIBUTES_OF, reached)
    stories = {
        story.id: story for story in read.stories(connection, texts=False, ids={claim.story for claim in claims})
    }
    if day is not None:
        claims = [claim for claim in claims if holds(claim, stories[claim.story], day)]
    graph = build(connection, ids, sorted(reached), claims, stories)
    graph.graph["left_out"] = left_out
    return graph


def numbers(connection: Connection, border: Sequence[str], day: date | None) -> Mapping[str, int]:
    """Neighbours of the entities on the border, each with the number of claims that join it to them."""
    if day is None:
        return Counter({row["id"]: row["claims"] for row in connection.read(neighbours(), ids=border)})
    inside, counted = set(border), Counter[str]()
    for row in connection.read(JOINS, ids=border):
        if is_past(row["status"], row["when"], row["published"], day):
            ends = {row["subject"], row["object"]}
            counted.update(ends - inside if ends & inside else ())
    return counted


def gathered(connection: Connection, statement: str, keys: Iterable[str]) -> list[Claim]:
    return [claim for some in read.claims_by(connection, statement, keys) for claim in some]


def holds(claim: Claim, story: Story, day: date) -> bool:
    """Whether a claim belongs to a picture as of `day`."""
    return is_past(claim.status, claim.when, story.published, day)


def is_past(status: str, when: str | None, published: str | None, day: date) -> bool:
    """Whether what is claimed holds by `day`: it had begun, or what has no date was said by then."""
    since, until = edtf.interval(when)
    if status in HAPPENED and since is not None:
        ended = until is not None and until < day and "/" in (when or "")
        return since <= day and not ended
    told = edtf.interval(published)[0]
    return told is None or told <= day


def build(
    connection: Connection,
    ids: Sequence[str],
    reached: Sequence[str],
    claims: Sequence[Claim],
    stories: Mapping[str, Story],
) -> "MultiDiGraph":
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
    supports = supports_of(connection, related)
    for relation, some in sorted(related.items(), key=lambda pair: pair[0].order):
        data = edge(relation, some, supports)
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


def edge(relation: Relation, claims: Sequence[Claim], supports: Mapping[str, Support]) -> dict[str, Any]:
    properties = belief.relationship([supports[claim.id] for claim in claims], relation.key)
    return {
        "predicate": relation.predicate,
        "status": Status(relation.status),
        "when": properties["when"],
        "confidence": properties["confidence"],
        "sources": properties["sources"],
        "claims": tuple(claims),
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
