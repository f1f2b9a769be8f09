"""Graphs as they are compared: all that does not depend on their history, and how to make one empty."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg import Graph
from kg.graph import EXPORTS
from kg.store import Store

EMPTY = "MATCH (n) WHERE NOT n:KnowledgeGraph DETACH DELETE n"
UNDECIDE = "MATCH (mark:KnowledgeGraph) REMOVE mark.decisions"
CURRENT = (
    "MATCH (e:Entity) WHERE e.stories > 0 RETURN labels(e) AS labels, properties(e) AS entity",
    "MATCH (c:Claim)-[r]->(x) WHERE c.superseded IS NULL "
    "RETURN c.id AS id, properties(c) AS claim, type(r) AS type, properties(r) AS link, x.id AS x",
    "MATCH (n:Name)-[:NAMES]->(e:Entity) WHERE e.stories > 0 RETURN n.key AS key, e.id AS id",
    "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS type, properties(r) AS relation, b.id AS b",
    "MATCH (s:Story) RETURN properties(s) AS story",
    "MATCH (s:Story)-[r]->(x) WHERE x:Entity OR x:Story "
    "RETURN s.id AS s, type(r) AS type, properties(r) AS link, x.id AS x",
    "MATCH (b:Band) RETURN properties(b) AS band",
)
NUMBERS = ("stories", "claims", "relationships")
TIMES = ("loaded", "reread")


def clear(graph: Graph) -> None:
    """Make a graph empty, with no decision: in milliseconds, where an engine's start takes seconds."""
    graph.ledger.path.unlink(missing_ok=True)
    for statement in (EMPTY, UNDECIDE):
        graph.store.connection.writing(lambda transaction, statement=statement: transaction.run(statement))


def exports(graph: Graph) -> dict[str, bytes]:
    """All formats, with texts where a format can hold them."""
    return {name: graph.export(format=name, with_texts=name not in ("csv", "graphml")) for name in EXPORTS.values()}


def current(store: Store) -> list[str]:
    """The nodes and relationships that stand for what stories say today."""
    return sorted(repr(plain(row)) for statement in CURRENT for row in store.connection.read(statement))


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value) if key not in TIMES}
    return sorted(map(plain, value), key=repr) if isinstance(value, list) else value


def told_today(graph: Graph) -> dict[str, Any]:
    """All that is compared of a graph; who may be who is asked of today's alone."""
    return {**told(graph), "doubts": [pair.to_json() for pair in graph.review()]}


def told(graph: Graph) -> dict[str, Any]:
    schema = graph.schema()
    return {
        **exports(graph),
        "disputes": [dispute.to_json() for dispute in graph.disputes()],
        "answer": [graph.ask("Who built Heron?").to_json()],
        "numbers": [schema.relations, schema.attributes, schema.statuses, *map(graph.counts().get, NUMBERS)],
        "current": current(graph.store),
    }


def assert_same(one: Mapping[str, Any], other: Mapping[str, Any], what: str) -> None:
    for name in one:
        first, second = (
            Counter(map(repr, side.splitlines() if isinstance(side, bytes) else side))
            for side in (one[name], other[name])
        )
        assert first == second, (
            f"{what}, {name}: only here {[*(first - second)][:5]}; only there {[*(second - first)][:5]}"
        )
        assert one[name] == other[name], f"{what}, {name}: the same in another order"
