"""Questions on what is at a place, of a country, or done by one of two, to the stories of whose.txt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer
from kg.ask.countries import Land

STORIES = Path(__file__).with_name("whose.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which landers landed on the Moon?", "Kestrel came down in Mare Humboldtianum [1]."),
        (
            "How many landers landed on the Moon?",
            "The graph holds 1 of them by name. Kestrel came down in Mare Humboldtianum [1].",
        ),
        ("Are there landers on the Moon?", "Kestrel came down in Mare Humboldtianum [1]."),
        ("Are there any rovers on the Moon?", "The graph holds nothing on things of that kind."),
        ("Which landers failed at the Moon?", "Gannet failed [1]."),
        ("Which spacecraft failed on the Moon?", "Gannet failed [1]."),
        ("Which rockets failed at Skarv Spaceport?", "Osprey 9 failed [1]."),
    ],
)
def test_places_hold_what_lies_in_them_and_what_was_bound_for_them(asked: Asked, question: str, text: str) -> None:
    assert asked(question).text == text


@pytest.mark.parametrize(
    "question",
    [
        "Who operates the American satellite?",  # "Contact Us Space"
        "Who operates the Mexican satellite?",  # "New Mexico Tech"
        "Who operates the Georgian satellite?",  # "Georgia Tech"
        "Who built the Jordanian rover?",  # Edward Jordan
        "Did the Japanese orbiter survive?",  # unlike it, Smew; of jokes, Teal
    ],
)
def test_a_land_is_not_what_looks_like_its_name(asked: Asked, question: str) -> None:
    told = asked(question)
    assert told.text.startswith("The graph holds nothing on “the ")
    assert not told.citations


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Was the Norwegian orbiter successful?", "Knot"),
        ("Was the Norwegian probe successful?", "Knot"),
        ("Who operates the Chilean orbiter?", "Sora"),
    ],
)
def test_a_land_is_known_by_the_names_of_its_bodies_and_by_sentences(asked: Asked, question: str, thing: str) -> None:
    assert f"is taken to mean {thing}." in asked(question).text


def test_a_part_of_a_name_is_not_its_land() -> None:
    korea = Land("korean", ("South Korea", "Korea"), "orbiter", shared=False)
    assert korea.owns("Company", ["South Korea Orbits"])
    assert not korea.owns("Company", ["North Korea Orbits"])
    assert not korea.owns("Person", ["Korea Smith"])


def test_a_plan_without_a_day_stays_beside_the_days_that_are_told(asked: Asked) -> None:
    assert asked("Will Skua-7 go to the Moon in 2031?").text == (
        "The graph holds no claim that says when; what it says: Skua-7 is to have the Moon as its target [1]. "
        "Skua-7 is to be launched in September 2031 [2]."
    )
    assert asked("Will Skua-7 go to the Moon in 2035?").text == (
        "The graph holds no claim that says when; what it says: Skua-7 is to have the Moon as its target [1]."
    )


@pytest.mark.parametrize("where", ["go to Mars in 2031", "go to Brae Valley in 2031", "explode in 2031"])
def test_a_plan_says_yes_to_nothing_else(asked: Asked, where: str) -> None:
    told = asked(f"Will Skua-7 {where}?").text
    assert "Yes" not in told
    assert told.endswith("say: Skua-7 is to be launched in September 2031 [1].") or "no claim that says so" in told


def test_who_backed_whom_is_not_turned_round(asked: Asked) -> None:
    assert asked("Was Tystie Capital backed by Corvane Space?").text.startswith("Yes: ")
    assert asked("Was Corvane Space backed by Tystie Capital?").text == "The graph holds no claim that says so."


def test_what_is_only_described_is_told_with_whose_it_is(asked: Asked) -> None:
    assert asked("Who built Siskin?").text == "Siskin was built by an Oslo subsidiary of Tarn Lunar [1]."


def test_the_only_one_is_not_called_the_first(asked: Asked) -> None:
    told = asked("Who built Tarn Lunar's first rover?").text
    assert told.startswith("The only one of Tarn Lunar that the graph holds by name is Siskin, first or not.")
    assert "first or not" not in asked("Who built Tarn Lunar's rover?").text
