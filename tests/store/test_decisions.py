"""Decisions on a graph that is there: what they give is what loading the stories under them gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from kg.errors import StoreError
from kg.model import Entity, Reading
from kg.resolve import Decided, Decision, Kind, changed
from kg.resolve.decisions import dump
from kg.store import Store

EMPTY = "MATCH (n) WHERE NOT n:KnowledgeGraph DETACH DELETE n"
FORGET = "MATCH (mark:KnowledgeGraph) REMOVE mark.decisions"
EVERYTHING = (
    "MATCH (e:Entity) RETURN labels(e) AS l, properties(e) AS p",
    "MATCH (c:Claim)-[r]->(x) RETURN c.id AS c, properties(c) AS p, type(r) AS t, properties(r) AS q, x.id AS x",
    "MATCH (n:Name)-[:NAMES]->(e:Entity) RETURN n.key AS n, e.id AS e",
    "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b",
    "MATCH (s:Story)-[r]->(e:Entity) RETURN properties(s) AS s, type(r) AS t, properties(r) AS p, e.id AS e",
)
HERON = Entity("lander:heron", "Lander", "Heron", ("the Heron",))
HERON_1 = Entity("craft:heron-one", "Craft", "Heron One")
SKARV = Entity("company:skarv", "Company", "Skarv")
SKARV_AS = Entity("Q77", "Company", "Skarv Dynamics AS", wikidata="Q77")
BERG = Entity("person:jo-berg", "Person", "Jo Berg")
POST = Entity("outlet:post", "Outlet", "Harbour Post")
FIRST = "Skarv built Heron, Jo Berg of Skarv said. Heron fell silent."
SECOND = "Skarv Dynamics built Heron One. Jo Berg leads Norway's ministry."
THIRD = "Heron One landed, and Heron is well, the Harbour Post wrote."
NORWAY = Entity("Q20", "Country", "Norway", wikidata="Q20")
MOON = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")


@pytest.fixture
def readings(writer: Callable[..., Any]) -> list[Reading]:
    first = writer("first", FIRST, outlet="Orbital Courier")
    second, third = writer("second", SECOND, outlet="Post of the Harbour"), writer("third", THIRD)
    return [
        first.reading(
            first.claim(HERON, "BUILT_BY", SKARV, by=(BERG,)),
            first.claim(BERG, "WORKS_FOR", SKARV),
            first.claim(HERON, "OUTCOME", "failed"),
        ),
        second.reading(second.claim(HERON_1, "BUILT_BY", SKARV_AS), second.claim(NORWAY, "LED_BY", BERG)),
        third.reading(
            third.claim(HERON_1, "LANDED_ON", MOON, by=(POST,)), third.claim(HERON, "OUTCOME", "succeeded", by=(POST,))
        ),
    ]


RECORDS: Mapping[str, Sequence[Decision]] = {
    "two craft": [Decision(Kind.SAME, HERON.id, HERON_1.id)],
    "a company and its id": [Decision(Kind.SAME, SKARV.id, SKARV_AS.id)],
    "two persons of one name": [Decision(Kind.DIFFER, BERG.id, f"{BERG.id}@second")],
    "an outlet that only publishes": [Decision(Kind.SAME, POST.id, "outlet:post-of-the-harbour")],
    "another type": [Decision(Kind.RETYPE, HERON.id, "Rover")],
    "another name": [Decision(Kind.RENAME, SKARV.id, "Skarv of Bergen")],
    "much": [
        Decision(Kind.SAME, HERON.id, HERON_1.id),
        Decision(Kind.RENAME, HERON_1.id, "Heron the First"),
        Decision(Kind.SAME, SKARV_AS.id, SKARV.id),
        Decision(Kind.DIFFER, BERG.id, f"{BERG.id}@first"),
        Decision(Kind.RETYPE, HERON.id, "Orbiter"),
    ],
}


@pytest.fixture
def empty(store: Store) -> Iterator[Store]:
    store.connection.writing(lambda transaction: transaction.run(FORGET))
    yield store
    store.connection.writing(lambda transaction: transaction.run(FORGET))


def everything(store: Store) -> list[list[str]]:
    def plain(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: plain(value[key]) for key in sorted(value) if key != "loaded"}
        return sorted(value) if isinstance(value, list) else value

    return [sorted(repr(plain(row)) for row in store.connection.read(statement)) for statement in EVERYTHING]


def load(store: Store, readings: Sequence[Reading], decided: Decided) -> None:
    for reading in readings:
        store.load(reading, loaded="2031-01-01", settling=lambda: decided)


def settle(store: Store, before: Decided, after: Decided, *, strict: bool = False) -> int:
    return store.settle(after, changed(before, after), dump(after.decisions), strict=strict)


@pytest.mark.parametrize("name", RECORDS)
def test_deciding_later_is_deciding_before_and_can_be_taken_back(
    empty: Store, readings: list[Reading], name: str
) -> None:
    decided = Decided(tuple(RECORDS[name]))
    load(empty, readings[::-1], decided)
    expected = everything(empty)
    empty.connection.writing(lambda transaction: transaction.run(EMPTY))
    load(empty, readings, Decided())
    undecided = everything(empty)
    assert undecided != expected
    assert settle(empty, Decided(), decided) > 0
    assert everything(empty) == expected
    assert empty.decided() == dump(decided.decisions)
    load(empty, readings, decided)
    assert everything(empty) == expected
    settle(empty, decided, Decided())
    assert everything(empty) == undecided


def test_forgetting_leaves_nothing_of_a_decided_story(empty: Store, readings: list[Reading]) -> None:
    decided = Decided(tuple(RECORDS["much"]))
    load(empty, readings, decided)
    assert all(empty.forget(reading.story.id) for reading in readings)
    assert [rows for rows in everything(empty) if rows] == []


def test_superseded_claims_follow(empty: Store, readings: list[Reading], writer: Callable[..., Any]) -> None:
    load(empty, readings[1:2], Decided())
    corrected = writer("second", "Skarv Dynamics built Heron One, and not Heron Two.")
    empty.load(corrected.reading(corrected.claim(HERON_1, "OUTCOME", "ongoing")), loaded="2031-02-01")
    decided = Decided((Decision(Kind.SAME, HERON.id, HERON_1.id), Decision(Kind.RENAME, HERON.id, "Heron the First")))
    settle(empty, Decided(), decided)
    claims = list(empty.claims(superseded=True))
    built = next(claim for claim in claims if claim.predicate == "BUILT_BY")
    assert built.superseded == "2031-02-01"
    assert built.subject.id == HERON_1.id
    assert built.subject.name == "Heron the First"


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        (Decision(Kind.RETYPE, HERON.id, "Person"), "Heron: then OUTCOME in story first cannot be said of a Person"),
        (Decision(Kind.SAME, BERG.id, SKARV.id), "then WORKS_FOR in story first would join it to itself"),
    ],
)
def test_what_claims_cannot_bear_is_refused_whole(
    empty: Store, readings: list[Reading], decision: Decision, problem: str
) -> None:
    load(empty, readings, Decided())
    before = everything(empty)
    with pytest.raises(StoreError, match=problem):
        settle(empty, Decided(), Decided((decision,)), strict=True)
    assert everything(empty) == before
    assert empty.decided() is None
