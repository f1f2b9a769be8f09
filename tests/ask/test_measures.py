"""Figures of the way and of the matter that a question asks for, to the stories of measures.txt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer

STORIES = Path(__file__).with_name("measures.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("How tall is Snipe?", ["(height) is 3.2 metres"], ["1.4 metres", "210 km"]),
        ("What is the height of Snipe?", ["3.2 metres"], ["1.4 metres"]),
        ("How wide is Snipe?", ["1.4 metres"], ["3.2 metres"]),
        ("How wide is Godwit?", ["90 cm across"], ["80 metres"]),
        ("How far did Snipe land from Mare Novum?", ["210 km"], ["3.2 metres", "1.4 metres", "14 flights"]),
        ("How far above the surface did Snipe lose contact?", ["3 metres above the surface"], ["210 km", "14 flights"]),
        ("How far from its target did Godwit land?", ["80 metres"], ["90 cm"]),  # "its intended site"
        ("How many satellites does Plover Net have in orbit?", ["300 satellites"], ["no count"]),
    ],
)
def test_the_way_and_the_matter_of_a_figure_count(
    asked: Asked, question: str, told: list[str], untold: list[str]
) -> None:
    text = asked(question).text
    assert "no such figure" not in text
    assert all(one in text for one in told), text
    assert not any(one in text for one in untold), text


@pytest.mark.parametrize("question", ["How far from its target did Snipe land?", "How far from its base is Snipe?"])
def test_no_other_distance_is_put_for_the_one_asked_for(asked: Asked, question: str) -> None:
    assert "no such figure of Snipe" in asked(question).text


def test_a_count_of_several_is_said_to_be_that(asked: Asked) -> None:
    together = "That is told of Fell Instruments and Holm Works together."
    assert together in asked("How many satellites will Holm Works build?").text
    assert together in asked("How many satellites will Fell Instruments build for the relay network?").text
    assert "together" not in asked("How many satellites will Knot Motors build?").text


@pytest.mark.parametrize(
    "question",
    [
        "How many satellites will Knot Motors build for the relay network?",
        "How many satellites will Holm Works build for the weather office?",
    ],
)
def test_a_count_for_another_matter_is_said_to_be_that(asked: Asked, question: str) -> None:
    assert "holds no count of that for" in asked(question).text


def test_how_many_is_answered_by_no_plans(asked: Asked) -> None:
    told = asked("How many flights will Holm Works fly next year?")
    assert not told.citations or "no such figure" in told.text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Why did Rail's mission end?", ["its cells had frozen"], ["an hour"]),
        ("Why did Rail stop?", ["its cells had frozen"], []),
        ("Why did Whin end?", ["holds nothing on why Whin ended", "reached the end of its lifespan"], ["the cold"]),
        ("Why was Whin retired?", ["holds nothing on why Whin ended", "lifespan"], ["the cold"]),
    ],
)
def test_an_end_has_no_cause_but_its_own(asked: Asked, question: str, told: list[str], untold: list[str]) -> None:
    text = asked(question).text
    assert all(one in text for one in told), text
    assert not any(one in text for one in untold), text


def test_a_report_on_a_matter_tells_of_that(asked: Asked) -> None:
    told = asked("What does the Brae Safety Board report say about the ISS?")
    assert "praised the ISS" in told.text
    assert "emblem" not in told.text  # "tissued" does not speak of the ISS
    assert not asked("What does the Holm Safety Board report say about the ISS?").citations


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "Which companies raised money in 2032?",
            ["Gull Labs", "Wigeon Works"],
            ["Smew", "Teal", "Auk", "Rook Bank inv"],
        ),
        ("Which firms have raised funding?", ["$12 million", "Wigeon Works"], ["contract", "$80 million"]),
        ("Which companies won contracts?", ["Smew Lines", "Teal Metals"], ["Gull", "Wigeon", "gave"]),
    ],
)
def test_who_raised_money_won_no_contract_by_that(
    asked: Asked, question: str, told: list[str], untold: list[str]
) -> None:
    text = asked(question).text
    assert all(one in text for one in told), text
    assert not any(one in text for one in untold), text


@pytest.mark.parametrize(
    "question", ["What was the first Australian-made orbital rocket?", "Which was the first Australian rocket?"]
)
def test_a_first_of_a_land_is_of_that_land(asked: Asked, question: str) -> None:
    text = asked(question).text
    assert "Emu is the first" in text
    assert "Cassowary" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many countries have signed the Brae Accords?", "the 21st country"),
        ("How many nations joined the Brae Accords?", "the 21st country"),
        ("How many members do the Brae Accords have?", "the 21st country"),
        ("How many flights has Dunnock made?", "fourth launch"),
        ("How many launches has Dunnock made?", "fourth launch"),
    ],
)
def test_the_number_of_one_tells_how_many_there_are_at_least(asked: Asked, question: str, told: str) -> None:
    text = asked(question).text
    assert "no count of that" in text
    assert told in text
    assert "first country" not in text


def test_launches_are_built_by_nobody(asked: Asked) -> None:
    text = asked("How many launches has Fulmar made?").text
    assert "no count of that" in text
    assert "Tit-2" in text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Which country joined the Brae Accords in April 2032?", "Norway", "Finland"),
        ("Which nations signed the Brae Accords in 2030?", "Finland", "Norway"),
        ("Did Norway sign the Brae Accords?", "Yes: ", "Finland"),
        ("Has Japan joined the Brae Accords?", "no claim that says so", "Yes"),
    ],
)
def test_who_joined_and_when(asked: Asked, question: str, told: str, untold: str) -> None:
    text = asked(question).text
    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("How fast did Wagtail sink?", ["3 feet per second"], ["two hours", "four years"]),
        ("How high did Wagtail fly?", ["40 km above"], ["1.2 metres"]),
        ("How tall is Wagtail?", ["1.2 metres"], ["40 km"]),
        ("How long did Wagtail work?", ["four years"], ["apart"]),
        ("Why did Serin fail?", ["no story that it read states a cause"], ["valve"]),
        ("Why was Serin delayed?", ["a stiff valve"], []),
    ],
)
def test_figures_and_causes_of_the_thing_asked_for(
    asked: Asked, question: str, told: list[str], untold: list[str]
) -> None:
    text = asked(question).text
    assert all(one in text for one in told), text
    assert not any(one in text for one in untold), text


def test_what_has_no_names_is_not_counted_by_others(asked: Asked) -> None:
    assert not asked("How many pieces of junk orbit the Earth?").citations
    assert "fourth mission" not in asked("How many missions did Gull Lines win?").text


@pytest.mark.parametrize(
    "question", ["Which can carry more, Redpoll or Twite?", "Which rocket lifts more, Twite or Redpoll?"]
)
def test_which_of_two_lifts_more_is_told_by_what_each_lifts(asked: Asked, question: str) -> None:
    text = asked(question).text
    assert "500 kg" in text
    assert "900 kg" in text


def test_support_is_no_sum(asked: Asked) -> None:
    assert not asked("How much did the Perch Board pay for Dotterel?").citations


def test_a_loss_is_explained_by_what_tells_of_it_first(asked: Asked) -> None:
    text = asked("What caused the loss of Dotterel?").text
    assert text.index("a leak in a tank") < text.index("the cold dust")


def test_for_the_second_time_is_no_achievement(asked: Asked) -> None:
    text = asked("What did Peewit achieve?").text
    assert "mapped a crater" in text
    assert "second time" not in text
