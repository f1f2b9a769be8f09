"""What a question turns on is not lost among a great many other claims."""

from collections.abc import Iterator

import pytest

from kg.ask import ask
from kg.ask.fetch import LIMIT
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.store import Store, stop

ROCKET, LOST = Entity("r", "LaunchVehicle", "Gannet"), "2030-02-11"
TEXT = "Gannet flew. Gannet was lost."


def outcome(story: str, value: str, when: str, confidence: float) -> Claim:
    evidence = (Evidence(0, 12, TEXT[:12]),) if value == "succeeded" else (Evidence(13, 29, TEXT[13:]),)
    return Claim(story, ROCKET, "OUTCOME", value=value, when=when, confidence=confidence, evidence=evidence)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A rocket with more successes than one query gives, and two failures that are believed less."""
    data = tmp_path_factory.mktemp("busy")
    days = [f"{year}-{month:02d}-{day:02d}" for year in (2028, 2029) for month in range(1, 13) for day in range(1, 29)]
    told = [outcome("often", "succeeded", day, 0.9) for day in days[: LIMIT + 40]]
    lost = [outcome("rare", "failed", day, 0.5) for day in (LOST, "2030-06-12")]
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            opened.load(Reading(Story("often", TEXT, published="2029-12-30"), (), tuple(told)))
            opened.load(Reading(Story("rare", TEXT, published="2030-06-13"), (), tuple(lost)))
            yield opened
    finally:
        stop(data)


@pytest.mark.parametrize("question", ["Did Gannet ever fail?", "How many times did Gannet fail?"])
def test_failures_are_told_of_a_rocket_that_mostly_succeeds(busy: Store, question: str) -> None:
    told = ask(busy, question)
    assert "11 February 2030, Gannet failed" in told.text
    assert "12 June 2030, Gannet failed" in told.text
    assert "succeeded" not in told.text


def test_a_list_of_what_failed_holds_it(busy: Store) -> None:
    assert "12 June 2030, Gannet failed" in ask(busy, "Which rockets failed?").text


def test_both_ways_are_told_where_the_question_leaves_it_open(busy: Store) -> None:
    told = ask(busy, "Did Gannet fail?")
    assert told.text.startswith("That depends on the flight.")
    assert "12 June 2030, Gannet failed" in told.text
    assert "Gannet succeeded" in told.text
