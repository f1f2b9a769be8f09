"""Questions on rockets that fly again and again, to the stories of rockets.txt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer

STORIES = Path(__file__).with_name("rockets.txt")
Asked = Callable[[str], Answer]


def test_sources_are_counted_of_all_that_a_sentence_states(asked: Asked) -> None:
    # both stories tell of the failure, one of where it came down
    told = asked("What happened to Smew?").text
    assert "failed and came down in the Brae Sea" in told
    assert "independent sources" not in told


def test_a_name_means_whose_own_name_it_is_before_what_is_called_so_for_short(asked: Asked) -> None:
    assert asked("Who built Tystie?").text == (
        "“Tystie” is taken to mean Tystie, though stories call Tystie Heavy so too. "
        "Tystie was built by Fell Instruments [1]."
    )
    assert asked("Who built Tystie Heavy?").text == "Tystie Heavy was built by Holm Works [1]."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did Brambling succeed in November 2029?", "Yes: on the flight of 28 November 2029, Brambling succeeded"),
        ("Did Brambling succeed in October 2025?", "No: on the flight of October 2025, Brambling failed"),
        ("Why did Linnet fail in April 2029?", "on the flight of 29 April 2029 is a weak weld"),
        ("Did the first flight of Brambling succeed?", "No: on the flight of October 2025, Brambling failed"),
    ],
)
def test_a_flight_has_the_day_of_its_words_or_of_the_launch_in_its_story(
    asked: Asked, question: str, text: str
) -> None:
    assert text in asked(question).text


def test_a_story_of_a_day_does_not_date_what_it_tells_without_a_day(asked: Asked) -> None:
    told = asked("Why did Linnet fail in May 2027?").text
    assert told.startswith("The story of 2 May 2027 does not say when: ")
    assert "a loose bolt" in told
    assert "weld" not in told


def test_of_a_flight_that_no_story_numbers_the_days_of_all_are_told_and_that(asked: Asked) -> None:
    told = asked("When did the third flight of Linnet take place?").text
    assert told.startswith("No story that the graph holds says outright that it is of the third flight")
    assert "29 April 2029" in told


@pytest.mark.parametrize("question", ["What happened on 29 April 2029?", "What happened in April 2029?"])
def test_days_know_rockets(asked: Asked, question: str) -> None:
    told = asked(question).text
    assert "Linnet was launched on 29 April 2029" in told
    assert "Linnet failed" in told


def test_of_rockets_that_failed_and_flew_each_has_its_own_sentence(asked: Asked) -> None:
    told = asked("Which rockets failed in 2029?").text
    assert "Linnet and" not in told
    assert "Brambling" not in told  # that was in 2025


def test_a_rocket_is_told_of_for_what_was_on_that_flight(asked: Asked) -> None:
    told = asked("Which satellites failed?").text
    assert "Merlin 4 failed in May 2028" in told
    assert "Osprey 9" not in told  # it had flown a year before with its satellite
    assert "Dotterel 2" not in told  # that day it did well


def test_flights_of_rockets_stand_in_order_and_the_rest_is_counted(asked: Asked) -> None:
    told = asked("Which missions failed?").text
    # of May 2032, June 2031 and March 2031
    places = [told.index(failed) for failed in ("Dotterel 2 failed", "Teal failed", "Dunlin failed")]
    assert places == sorted(places)
    assert "more statements of flights of rockets are in the graph" in told


@pytest.mark.parametrize(
    "question",
    [
        "Did Teal fail in October 2030?",
        "Did Teal succeed in October 2030?",
        "Did Dunlin fail in March 2031?",
        "Did Dunlin succeed in March 2031?",
        "Did Ruff fail in March 2031?",
        "Did Ruff succeed in March 2031?",
    ],
)
def test_a_day_on_which_something_else_came_about_decides_nothing(asked: Asked, question: str) -> None:
    assert not asked(question).text.startswith(("Yes", "No:", "No,"))
