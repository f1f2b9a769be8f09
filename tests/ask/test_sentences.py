"""Each predicate in each status is said in words: status kept, no raw names, no gaps."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.ask.compose import file_of
from kg.ask.points import Point, points_of
from kg.ask.sentences import Background, say
from kg.model import Claim, Entity, Evidence, Status
from ontology import vocabulary

HERON = Entity("heron", "Lander", "Heron")
OTHER = Entity("other", "Company", "Tarn Lunar")
NASA = Entity("nasa", "Agency", "Nordic Space Agency")
PAPER = Entity("paper", "Outlet", "Harbour Post")
VALUES = {"date": "2031-01", "choice": "failed", "text": "collect dust", "money": "$4 million", "quantity": "4 kg"}
# the words by which a reader sees the status; some predicates have but one wording for what hardly ever occurs
RARE = "said to|was to|cause|consequence|finding"
HEDGES = {
    Status.PLANNED: "is to|meant|planned|expected|due|hoped",
    Status.ATTEMPTED: f"attempt|tried|meant|due|sought|set out|aimed|applied|as its target|{RARE}",
    Status.FAILED: f"fail|without success|did not|not achieved|not reached|in vain|not come about|refused|{RARE}",
    Status.CANCELLED: f"called off|dropped|cancelled|{RARE}",
    Status.POSSIBLE: "may|could|possible",
    Status.DENIED: "not|deni",
    Status.ENDED: f"former|once|used to|no longer|ended|at one time|undock|exists no more|has left|{RARE}",
}


def claims() -> Iterator[Claim]:
    for predicate in vocabulary().predicates.values():
        for status in Status:
            value = None if predicate.is_relation else VALUES[predicate.value or "text"]
            target = OTHER if predicate.is_relation else None
            evidence = (Evidence(0, 5, "Heron collect dust"),)
            yield Claim("s", HERON, predicate.name, target, value, status, id=f"{predicate}{status}", evidence=evidence)


@pytest.mark.parametrize("claim", list(claims()), ids=lambda claim: f"{claim.predicate}-{claim.status.value}")
@pytest.mark.parametrize("backward", [False, True])
def test_status_is_kept_in_words(claim: Claim, backward: bool) -> None:
    point = points_of([claim], [claim.id] if backward else [])[0]
    text = say(point, Background())
    assert re.search(HEDGES.get(claim.status, ""), text, re.IGNORECASE), text
    assert not re.search(r"[{}_]|[A-Z]{4,}|  |\.\.", text), text
    assert text[0].isupper()
    assert "Heron" in text


def point(predicate: str, target: Entity | None = None, **more: object) -> Point:
    made = Claim("s", HERON, predicate, target, evidence=(Evidence(0, 5, "Heron"),), id="c")
    return points_of([replace(made, **more)])[0]  # type: ignore[arg-type]  # fields by name


def test_source_role_and_day_are_told() -> None:
    assert say(point("OPERATED_BY", OTHER, attribution=(PAPER,)), Background()) == (
        "According to the Harbour Post, Heron is operated by Tarn Lunar"
    )
    person = Entity("p", "Person", "Ingrid Solheim")
    led = Claim("s", OTHER, "LED_BY", person, when="2030-10/..", qualifiers={"role": "ceo"}, id="l")
    assert say(points_of([led])[0], Background()) == "Ingrid Solheim is CEO of Tarn Lunar since October 2030"
    works = Claim("s", person, "WORKS_FOR", NASA, qualifiers={"role": "astronaut"}, id="w")
    assert say(points_of([works])[0], Background()) == (
        "Ingrid Solheim works for the Nordic Space Agency as an astronaut"
    )


def test_a_chain_of_sources_names_both() -> None:
    told = say(point("OUTCOME", value="failed", attribution=(PAPER, NASA)), Background())
    assert told == "According to the Nordic Space Agency, as the Harbour Post reports, Heron failed"


def test_plans_of_a_flight_that_is_over_are_past() -> None:
    plan = point("FOR_CUSTOMER", NASA, status=Status.PLANNED)
    assert say(plan, Background()) == "Heron is to fly for the Nordic Space Agency"
    assert say(plan, Background(over=frozenset({"heron"}))) == "Heron was to fly for the Nordic Space Agency"


@pytest.mark.parametrize(
    ("kind", "quote", "words"),
    [
        ("LaunchVehicle", "Osprey and its payload ended in the Kara Sea.", "Osprey failed and came down in"),
        ("Satellite", "Osprey fell into the Kara Sea.", "Osprey failed and came down in"),
        (
            "Capsule",
            "Osprey fell into the Kara Sea as its landing went wrong.",
            "Osprey failed in its attempt to land in",
        ),
        ("Lander", "Osprey ended in the Kara Sea.", "Osprey failed in its attempt to land in"),
    ],
)
def test_what_falls_has_attempted_no_landing(kind: str, quote: str, words: str) -> None:
    fallen, sea = Entity("o", kind, "Osprey"), Entity("k", "Region", "Kara Sea")
    evidence = (Evidence(0, len(quote), quote),)
    claim = Claim("s", fallen, "LANDED_ON", sea, status=Status.FAILED, evidence=evidence, id="f")
    assert say(points_of([claim])[0], Background()) == f"{words} the Kara Sea"


def test_places_take_their_preposition() -> None:
    sea, moon, utah = (
        Entity("1", "SurfaceFeature", "Mare Frigoris"),
        Entity("2", "CelestialBody", "Moon"),
        Entity("3", "Region", "Utah"),
    )
    assert say(point("LANDED_ON", sea), Background()) == "Heron came down in Mare Frigoris"
    assert say(point("LANDED_ON", moon, status=Status.FAILED), Background()) == (
        "Heron failed in its attempt to land on the Moon"
    )
    assert say(point("LANDED_ON", utah, status=Status.PLANNED), Background()) == "Heron is to land in Utah"


def test_a_template_in_a_name_stays_text() -> None:
    odd = Entity("o", "Company", "{first.__class__} {{7*7}}")
    assert "{first.__class__} {{7*7}}" in say(point("OPERATED_BY", odd), Background())


@pytest.mark.parametrize(
    ("source", "shown"),
    [("/home/someone/private/brief.txt", "brief.txt"), ("stories/brief.txt", "stories/brief.txt"), (None, None)],
)
def test_no_citation_tells_where_a_file_lies_on_the_machine(source: str | None, shown: str | None) -> None:
    assert file_of(source) == shown
