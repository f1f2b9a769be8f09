"""Disputes of a graph: found on both engines alike, with belief, sources, quotes and offsets."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.disputes import Dispute, disputes
from kg.disputes import groups as grouping
from kg.graph import Graph
from kg.model import Entity, Reading
from kg.store import Store

HERON = Entity("lander:heron", "Lander", "Heron")
TARN = Entity("company:tarn", "Company", "Tarn Lunar")
SABLE = Entity("company:sable", "Company", "Sable Works")
SPACEPORT = Entity("site:skarv", "LaunchSite", "Skarv Spaceport")
OTHER_PORT = Entity("site:andoya", "LaunchSite", "Andoya")
RANGE = Entity("site:range", "LaunchSite", "Northern Range")
MOON = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")
POST = Entity("outlet:post", "Outlet", "Harbour Post")

Write = Callable[..., Any]


def readings(writer: Write) -> Iterator[Reading]:
    """Five stories: two days of one launch, a landing and a crash, a denial, and two names of one launch site."""
    courier = writer(
        "courier",
        "Heron rose on 13 January from Skarv Spaceport, in the Northern Range. It landed on the Moon.",
        title="Heron rises",
        outlet="Orbital Courier",
        published="2031-06-06",
        url="https://example.org/heron",
    )
    yield courier.reading(
        courier.claim(HERON, "LAUNCH_DATE", "2031-01-13", "13 January"),
        courier.claim(HERON, "LAUNCHED_FROM", SPACEPORT, "from Skarv Spaceport"),
        courier.claim(SPACEPORT, "LOCATED_IN", RANGE, "in the Northern Range"),
        courier.claim(HERON, "LANDED_ON", MOON, "landed", when="2031-06-05"),
    )
    ledger = writer(
        "ledger",
        "Heron, launched on 14 January from the Northern Range, crashed. Tarn Lunar bought Sable Works.",
        outlet="Launch Ledger",
        published="2031-06-07",
    )
    yield ledger.reading(
        ledger.claim(HERON, "LAUNCH_DATE", "2031-01-14", "14 January", by=(POST,)),
        ledger.claim(HERON, "LAUNCHED_FROM", RANGE, "from the Northern Range"),
        ledger.claim(HERON, "LANDED_ON", MOON, "crashed", status="failed"),
        ledger.claim(TARN, "ACQUIRED", SABLE, "bought Sable Works"),
        ledger.claim(TARN, "PARTNERS_WITH", SABLE, "Sable Works"),
    )
    times = writer("times", "Lift-off was on 14 January 2031.", outlet="Coastal Times", published="2031-06-08")
    yield times.reading(times.claim(HERON, "LAUNCH_DATE", "2031-01-14", "14 January 2031", confidence=0.5))
    year = writer("year", "Heron flew in 2031. It was to fly in 2030.", outlet="Almanac", published="2032-01-01")
    yield year.reading(
        year.claim(HERON, "LAUNCH_DATE", "2031", "2031"),
        year.claim(HERON, "LAUNCH_DATE", "2030", "2030", status="planned"),
    )
    denial = writer("denial", "Sable Works denies it all.", outlet="Almanac", published="2031-06-09")
    yield denial.reading(
        denial.claim(TARN, "ACQUIRED", SABLE, "denies it all", status="denied", by=(SABLE,)),
        denial.claim(SABLE, "PARTNERS_WITH", TARN, "denies", status="denied", by=(SABLE,)),
    )


@pytest.fixture(scope="module")
def graph(embedded: Mapping[str, str]) -> Iterator[Graph]:
    with Graph(Store.open(Path(embedded["DATA"]), environment=embedded)) as opened:
        yield opened


@pytest.fixture
def filled(graph: Graph, writer: Write) -> Graph:
    """The five stories; what a test adds it takes away again."""
    for reading in readings(writer):
        graph.store.load(reading)
    return graph


def headings(found: Iterator[Dispute]) -> list[tuple[str, str, str, list[str]]]:
    return [
        (
            one.subject.name,
            one.predicate,
            one.about,
            [f"{side.object.name if side.object else side.value} {side.status}" for side in one.sides],
        )
        for one in found
    ]


def test_disputes_come_in_order_of_their_subjects(filled: Graph) -> None:
    assert headings(filled.disputes()) == [
        ("Heron", "LANDED_ON", "status", ["Moon actual", "Moon failed"]),
        ("Heron", "LAUNCH_DATE", "value", ["2031-01-14 actual", "2031-01-13 actual"]),
        ("Sable Works", "PARTNERS_WITH", "status", ["Tarn Lunar actual", "Tarn Lunar denied"]),
        ("Tarn Lunar", "ACQUIRED", "status", ["Sable Works actual", "Sable Works denied"]),
    ]


def test_a_dispute_shows_both_sides_with_all_that_is_known(filled: Graph) -> None:
    dispute = next(one for one in filled.disputes("Heron") if one.predicate == "LAUNCH_DATE")
    first, second = dispute.to_json()["sides"]
    assert (first["value"], first["status"], first["belief"], first["sources"]) == ("2031-01-14", "actual", 0.95, 2)
    assert (second["value"], second["status"], second["belief"], second["sources"]) == ("2031-01-13", "actual", 0.9, 1)
    assert [(one["story"], one["attribution"]) for one in first["claims"]] == [
        ("ledger", ["Harbour Post"]),
        ("times", []),
    ]
    (claim,) = second["claims"]
    assert len(claim.pop("claim")) == 20
    assert claim == {
        "story": "courier",
        "kind": "news",
        "outlet": "Orbital Courier",
        "title": "Heron rises",
        "published": "2031-06-06",
        "url": "https://example.org/heron",
        "source": None,
        "attribution": [],
        "value": "2031-01-13",
        "when": None,
        "qualifiers": {},
        "confidence": 0.9,
        "evidence": [{"start": 14, "end": 24, "quote": "13 January"}],
    }
    assert dispute.to_json()["subject"] == {"id": "lander:heron", "type": "Lander", "name": "Heron"}
    assert dispute.complete


@pytest.mark.parametrize(
    ("names", "predicates"),
    [
        (["Heron"], ["LANDED_ON", "LAUNCH_DATE"]),
        (["Moon"], ["LANDED_ON"]),
        (["Sable Works"], ["PARTNERS_WITH", "ACQUIRED"]),
        (["Skarv Spaceport"], []),
        (["Moon", "Sable Works"], ["LANDED_ON", "PARTNERS_WITH", "ACQUIRED"]),
    ],
)
def test_disputes_about_a_name(filled: Graph, names: list[str], predicates: list[str]) -> None:
    assert [one.predicate for one in filled.disputes(*names)] == predicates


def test_places_that_are_not_within_each_other_are_disputed(filled: Graph, writer: Write) -> None:
    other = writer("other", "Heron left Andoya.", outlet="Other", published="2031-06-06")
    filled.store.load(other.reading(other.claim(HERON, "LAUNCHED_FROM", OTHER_PORT, "Andoya")))
    found = [one for one in headings(filled.disputes("Heron")) if one[1] == "LAUNCHED_FROM"]
    filled.forget("other")
    sides = ["Andoya actual", "Northern Range actual", "Skarv Spaceport actual"]
    assert [(about, sorted(shown)) for *_, about, shown in found] == [("value", sides)]


def test_a_corrected_story_ends_its_dispute(filled: Graph, writer: Write) -> None:
    corrected = writer("courier", "Heron rose on 14 January.", outlet="Orbital Courier", published="2031-06-06")
    filled.store.load(corrected.reading(corrected.claim(HERON, "LAUNCH_DATE", "2031-01-14", "14 January")))
    assert headings(filled.disputes("Heron")) == []
    filled.forget("courier")


def test_of_very_many_claims_the_most_believed_are_compared(filled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST", 4)  # of five
    found = next(one for one in filled.disputes("Heron") if one.predicate == "LAUNCH_DATE")
    assert not found.complete
    assert [report.story.id for side in found.sides for report in side.reports] == ["courier", "ledger"]


def test_memory_holds_a_few_groups_at_a_time(filled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [one.to_json() for one in filled.disputes()]
    monkeypatch.setattr(grouping, "BATCH", 1)
    assert [one.to_json() for one in filled.disputes()] == whole


def test_both_engines_show_the_same(filled: Graph, neo4j: Mapping[str, str], writer: Write, tmp_path: Path) -> None:
    with Store.open(tmp_path, environment=neo4j) as other:
        assert list(disputes(other)) == []
        for reading in reversed(list(readings(writer))):
            other.load(reading)
        shown = [json.dumps(one.to_json()) for one in disputes(other)]
    assert shown == [json.dumps(one.to_json()) for one in filled.disputes()]
