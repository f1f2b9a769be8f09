"""Reference data beside news: kept apart, counted apart, and compared by one query."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.model import REFERENCE, Entity
from kg.store import Store

Writer = Any
QUERY = (Path(__file__).parents[2] / "examples" / "press_and_record.cypher").read_text(encoding="utf-8")
TERN = Entity("satellite:tern-2", "Satellite", "Tern-2")
GULL = Entity("satellite:gull-1", "Satellite", "Gull-1")
SKUA = Entity("launchvehicle:skua", "LaunchVehicle", "Skua")
PETREL = Entity("launchvehicle:petrel", "LaunchVehicle", "Petrel")
TEXT = "Tern-2 and Gull-1 lifted off on Skua."
RELATIONS = (
    "MATCH (:Entity {name: $name})-[r:LAUNCHED_ON]->(v) RETURN v.name, r.sources, r.news, r.reference ORDER BY v.name"
)


@pytest.fixture
def filled(store: Store, writer: Callable[..., Writer]) -> Store:
    """Two outlets and a catalogue. They agree on Tern-2's rocket, and on its date as far as the press tells it."""
    press = writer("s1", TEXT, outlet="Orbit Post")
    store.load(
        press.reading(
            press.claim(TERN, "LAUNCHED_ON", SKUA, "Tern-2"),
            press.claim(TERN, "LAUNCH_DATE", "2031-05", "Tern-2"),
            press.claim(GULL, "LAUNCHED_ON", SKUA, "Gull-1"),
            press.claim(GULL, "LAUNCH_DATE", "2031-06", "Gull-1"),
            press.claim(GULL, "OUTCOME", "succeeded"),
        )
    )
    other = writer("s2", "Gull-1 is to fly in 2030.", outlet="Lagrange Times")
    store.load(other.reading(other.claim(GULL, "LAUNCH_DATE", "2030", status="planned")))
    record = writer("r1", "Gull-1, Tern-2 on Skua, 4 May 2031", outlet="GCAT", kind=REFERENCE)
    store.load(
        record.reading(
            record.claim(TERN, "LAUNCHED_ON", SKUA, "Tern-2"),
            record.claim(TERN, "LAUNCH_DATE", "2031-05-04", "Tern-2"),
            record.claim(GULL, "LAUNCHED_ON", PETREL, "Gull-1"),
            record.claim(GULL, "LAUNCH_DATE", "2031-05-04", "Gull-1"),
            record.claim(GULL, "OUTCOME", "failed"),
        )
    )
    return store


def test_one_query_shows_where_press_and_record_differ(filled: Store) -> None:
    assert [tuple(row) for row in filled.query(QUERY).rows] == [
        ("Gull-1", "LAUNCHED_ON", "actual", "Skua", "Orbit Post", "Petrel", "GCAT"),
        ("Gull-1", "LAUNCH_DATE", "actual", "2031-06", "Orbit Post", "2031-05-04", "GCAT"),
        ("Gull-1", "OUTCOME", "actual", "succeeded", "Orbit Post", "failed", "GCAT"),
    ]


def test_relationships_tell_press_from_catalogues(filled: Store) -> None:
    assert [tuple(row) for row in filled.query(RELATIONS, {"name": "Tern-2"}).rows] == [("Skua", 2, 1, 1)]
    assert [tuple(row) for row in filled.query(RELATIONS, {"name": "Gull-1"}).rows] == [
        ("Petrel", 1, 0, 1),
        ("Skua", 1, 1, 0),
    ]


def test_a_forgotten_record_leaves_the_press(filled: Store) -> None:
    assert filled.forget("r1")
    assert [tuple(row) for row in filled.query(RELATIONS, {"name": "Tern-2"}).rows] == [("Skua", 1, 1, 0)]
    assert list(filled.query(QUERY).rows) == []


def test_stories_and_claims_keep_their_kind(filled: Store) -> None:
    assert {story.id: story.kind for story in filled.stories()} == {"r1": "reference", "s1": "news", "s2": "news"}
    rows = filled.query("MATCH (c:Claim) RETURN DISTINCT c.story, c.kind ORDER BY c.story").rows
    assert [tuple(row) for row in rows] == [("r1", "reference"), ("s1", "news"), ("s2", "news")]


def test_the_dates_that_a_claim_is_about_are_native_too(filled: Store) -> None:
    (row,) = filled.query(
        "MATCH (c:Claim {story: 's1', predicate: 'LAUNCH_DATE', value: '2031-05'}) RETURN c.since, c.until"
    ).rows
    assert [getattr(value, "to_native", lambda value=value: value)() for value in row] == [
        date(2031, 5, 1),
        date(2031, 5, 31),
    ]


def test_a_story_that_turns_out_to_be_a_record_is_written_anew(store: Store, writer: Callable[..., Writer]) -> None:
    news = writer("s1", TEXT, outlet="Orbit Post")
    reading = news.reading(news.claim(TERN, "LAUNCHED_ON", SKUA))
    assert store.load(reading).state == "new"
    assert store.load(reading).state == "unchanged"
    record = replace(reading, story=replace(reading.story, kind=REFERENCE))
    assert store.load(record).state == "superseded"
    assert [tuple(row) for row in store.query(RELATIONS, {"name": "Tern-2"}).rows] == [("Skua", 1, 0, 1)]


def test_claims_of_a_graph_from_before_are_news(filled: Store, writer: Callable[..., Writer]) -> None:
    filled.connection.writing(lambda transaction: transaction.run("MATCH (c:Claim {story: 's1'}) REMOVE c.kind"))
    filled.connection.writing(lambda transaction: transaction.run("MATCH (s:Story {id: 's1'}) REMOVE s.kind"))
    again = writer("s3", "Tern-2 flew on Skua too.", outlet="Moon Daily")
    filled.load(again.reading(again.claim(TERN, "LAUNCHED_ON", SKUA)))
    assert [tuple(row) for row in filled.query(RELATIONS, {"name": "Tern-2"}).rows] == [("Skua", 3, 2, 1)]
    assert {story.kind for story in filled.stories(["s1"])} == {"news"}


def test_a_kind_that_there_is_not(store: Store, writer: Callable[..., Writer]) -> None:
    odd = writer("s1", TEXT, kind="rumour")
    with pytest.raises(StoreError, match="its kind is 'rumour', and must be news or reference"):
        store.load(odd.reading())
