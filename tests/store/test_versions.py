"""What stays of a story that was loaded again: versions, readings and times, on both servers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from kg.model import Entity
from kg.resolve import Decided, Decision, Kind, changed
from kg.resolve.decisions import dump
from kg.store import Store, versions
from kg.store.versions import instant

ISPACE = Entity("Q1", "Company", "ispace", ("ispace inc.",), wikidata="Q1")
NASA = Entity("Q2", "Agency", "NASA", wikidata="Q2")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
OLD = "ispace's Resilience reached the Moon. NASA paid."
NEW = "ispace's Resilience missed the Moon. NASA paid."
FIRST, SECOND, THIRD = (f"2026-0{month}-01T12:00:00+00:00" for month in (1, 2, 3))
VERSIONS = (
    "MATCH (:Story {id: 's1'})-[:REVISION_OF]->(v:Version) "
    "RETURN v.number, v.title, v.published, v.outlet, v.url, v.text, v.loaded, v.superseded ORDER BY v.number"
)
TIMES = "MATCH (s:Story) RETURN s.loaded, s.reread"
CLAIMS = "MATCH (c:Claim) RETURN c.predicate, c.value, c.loaded, c.superseded ORDER BY c.predicate, c.value"


@pytest.fixture
def readings(writer: Callable[..., Any]) -> list[Any]:
    """A story, its correction, and the correction as a newer reader reads it."""
    old = writer("s1", OLD, title="Reached", outlet="Lunar Wire", published="2025-06-05", url="https://lunar.example/1")
    new = writer("s1", NEW, title="Missed", outlet="Lunar Wire", published="2025-06-06", url="https://lunar.example/1")
    operated = old.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience", confidence=0.7, role="owner")
    surer = replace(operated, confidence=0.9, qualifiers={}, attribution=(NASA,))
    return [
        old.reading(operated, old.claim(RESILIENCE, "OUTCOME", "succeeded", "reached the Moon")),
        new.reading(operated, new.claim(RESILIENCE, "OUTCOME", "failed", "missed the Moon", by=(NASA,))),
        new.reading(surer, new.claim(NASA, "SAID", "paid", "NASA paid.")),
    ]


def test_a_corrected_story_keeps_its_earlier_version(store: Store, readings: list[Any]) -> None:
    store.load(readings[0], loaded=FIRST)
    assert store.query(VERSIONS).rows == ()
    store.load(readings[1], loaded=SECOND)
    assert store.query(VERSIONS).rows == (
        (1, "Reached", "2025-06-05", "Lunar Wire", "https://lunar.example/1", OLD, FIRST, SECOND),
    )
    assert store.query(TIMES).rows == ((SECOND, None),)
    (then, now) = store.query("MATCH (s:Story)-[:REVISION_OF]->(v) RETURN v.text_hash, s.text_hash").rows[0]
    assert then != now
    store.load(readings[0], loaded=THIRD)
    assert [row[5] for row in store.query(VERSIONS).rows] == [OLD, NEW]


def test_a_correction_of_what_stands_around_the_text_is_a_version_too(store: Store, writer: Callable[..., Any]) -> None:
    for title, time in (("Reached", FIRST), ("Missed", SECOND)):
        story = writer("s1", OLD, title=title)
        store.load(story.reading(story.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience")), loaded=time)
    assert [row[:3] for row in store.query(VERSIONS).rows] == [(1, "Reached", None)]
    assert store.query(CLAIMS).rows == (("OPERATED_BY", None, FIRST, None),)


def test_a_newer_reading_of_the_same_text_makes_no_version(store: Store, readings: list[Any]) -> None:
    store.load(readings[1], loaded=FIRST)
    assert store.load(readings[2], loaded=SECOND).state == "superseded"
    assert store.query(VERSIONS).rows == ()
    assert store.query(TIMES).rows == ((FIRST, SECOND),)
    read = store.query("MATCH (:Story)-[:READ_BEFORE]->(r:Reading) RETURN r.number, r.loaded, r.superseded").rows
    assert read == ((1, FIRST, SECOND),)


def test_a_claim_has_the_time_of_the_load_that_first_made_it(store: Store, readings: list[Any]) -> None:
    for reading, time in zip(readings, (FIRST, SECOND, THIRD), strict=True):
        store.load(reading, loaded=time)
    assert store.query(CLAIMS).rows == (
        ("OPERATED_BY", None, FIRST, None),
        ("OUTCOME", "failed", SECOND, THIRD),
        ("OUTCOME", "succeeded", FIRST, SECOND),
        ("SAID", "paid", THIRD, None),
    )
    assert {claim.predicate: claim.loaded for claim in store.claims()} == {"OPERATED_BY": FIRST, "SAID": THIRD}


def test_claims_of_an_older_data_folder_have_the_time_of_their_story(store: Store, readings: list[Any]) -> None:
    store.load(readings[0], loaded=FIRST)
    store.connection.writing(lambda transaction: transaction.run("MATCH (c:Claim) REMOVE c.loaded"))
    assert {claim.loaded for claim in store.claims()} == {FIRST}
    assert [load.loaded for one in versions.loads(store.connection) for load in one.loads] == [FIRST]
    store.load(readings[1], loaded=SECOND)
    assert [row[2] for row in store.query(CLAIMS).rows] == [FIRST, SECOND, FIRST]


def test_what_was_loaded_by_then_comes_back_as_it_was(store: Store, readings: list[Any]) -> None:
    for reading, time in zip(readings, (FIRST, SECOND, THIRD), strict=True):
        store.load(reading, loaded=time)

    def known(time: str | None) -> list[tuple[str, Any]]:
        loads = versions.loads(store.connection, instant(time) if time else None)
        return [(loaded, plain(reading)) for loaded, reading in versions.readings(store.connection, loads)]

    expected = [(time, plain(reading)) for time, reading in zip((FIRST, SECOND, THIRD), readings, strict=True)]
    assert known(None) == known("2026-12-01") == expected
    assert known(SECOND) == expected[:2]
    assert known("2026-01-31") == expected[:1]
    assert known("2025-12-31") == []


def plain(reading: Any) -> Any:
    """What counts of a reading; the order of its entities does not, nor does its publisher, which the story names."""
    entities = {entity.id: entity for entity in reading.entities if entity.type != "Outlet"}
    return reading.story, entities, sorted(reading.claims, key=lambda claim: claim.id)


def test_decisions_change_no_time_and_make_no_version(store: Store, readings: list[Any]) -> None:
    store.load(readings[0], loaded=FIRST)
    store.load(readings[1], loaded=SECOND)
    before = (store.query(VERSIONS).rows, store.query(TIMES).rows, store.query(CLAIMS).rows)
    decided = Decided((Decision(Kind.RENAME, RESILIENCE.id, "Resilience the Second"),))
    assert store.settle(decided, changed(Decided(), decided), dump(decided.decisions)) == 1
    assert (store.query(VERSIONS).rows, store.query(TIMES).rows, store.query(CLAIMS).rows) == before
    loads = versions.loads(store.connection)
    found = [plain(reading) for _, reading in versions.readings(store.connection, loads)]
    assert found == [plain(reading) for reading in readings[:2]]
    store.settle(Decided(), changed(decided, Decided()), "")


def test_forgetting_takes_the_versions_along(store: Store, readings: list[Any]) -> None:
    for reading in readings:
        store.load(reading)
    assert store.forget("s1")
    assert store.query("MATCH (n) WHERE NOT n:KnowledgeGraph RETURN labels(n)").rows == ()


def test_times_without_a_zone_are_of_utc_and_others_come_before_all() -> None:
    assert instant("2026-01-31") == datetime(2026, 1, 31, tzinfo=UTC)
    assert instant("2026-01-31T01:00:00+02:00") == datetime(2026, 1, 30, 23, tzinfo=UTC)
    assert instant("some day") == instant(None) < instant("0001-01-02")
