"""When something failed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer

STORIES = Path(__file__).with_name("losses.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did Smew 2 fail?", "On the flight of October 2027, Smew 2 failed [1]."),
        ("In what year did Smew 2 explode?", "On the flight of October 2027, Smew 2 failed [1]."),
        ("When did the Curlew 5 failure happen?", "Curlew 5 failed on 18 April 2031 [1]."),
        (
            "When did Dunlin 3 crash?",
            "Dunlin 3 failed [1]. The graph holds no day of that; days that it does hold: "
            "Dunlin 3 was launched on 18 May 2031 [1].",
        ),
        ("When did the Lapwing-2 anomaly occur?", "On 19 May 2031, Lapwing-2 suffered a leak [1]."),
        ("When did the loss of Godwit-1 happen?", "Godwit-1 failed [1]. The graph holds no day of that."),
    ],
)
def test_the_day_of_a_failure_is_told_and_nothing_else_that_befell(asked: Asked, question: str, text: str) -> None:
    assert asked(question).text == text


def test_of_what_did_not_fail_no_day_is_told(asked: Asked) -> None:
    told = asked("When did Murre fail?")
    assert told.text.startswith("The graph holds nothing on when Murre failed.")
    assert not told.citations


@pytest.mark.parametrize(
    "question",
    [
        "Who made the valve that failed on Curlew 5?",
        "Who chaired the Curlew 5 inquiry commission?",
        "Who built the second stage of Curlew 5?",
        "Who built Curlew 5's payload fairing?",
        "Who led the investigation into the Curlew 5 failure?",
    ],
)
def test_who_made_a_part_is_not_who_made_the_whole(asked: Asked, question: str) -> None:
    assert "Tarn Rockets" not in asked(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Who built Curlew 5?",
        "Who made the Curlew 5 rocket?",
        "Which company built the Curlew 5 rocket?",
        "Who is the maker of the Curlew 5 launcher?",
        "Who built the Curlew 5 rocket that failed in April?",
    ],
)
def test_who_made_the_whole_is_told(asked: Asked, question: str) -> None:
    assert asked(question).text == "Curlew 5 was built by Tarn Rockets [1]."


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Will Snipe visit an asteroid?", "It is planned: Snipe is to have Orlo as its target in 2033"),
        ("Will Snipe visit a comet?", "The graph holds no claim that says so; what it says: Snipe is to have Orlo"),
        ("Is Orlo an asteroid?", "Yes: Orlo is an asteroid"),
        ("Is Orlo a comet?", "The graph holds no claim that says so."),
    ],
)
def test_a_comet_is_no_asteroid(asked: Asked, question: str, opening: str) -> None:
    assert asked(question).text.startswith(opening)


@pytest.mark.parametrize(
    "question",
    ["Who led Sora Space before?", "Who was the previous head of Sora Space?", "Who used to run Sora Space?"],
)
def test_who_led_it_once_is_not_who_leads_it_now(asked: Asked, question: str) -> None:
    assert asked(question).text == "Sora Space was formerly led by Jon Aske [1]."


def test_of_whom_no_story_says_that_they_led_it_once_nothing_is_told(asked: Asked) -> None:
    told = asked("Who was the chief executive of Tarn Lines before?")
    assert told.text.startswith("The graph holds nothing on who led Tarn Lines before.")
    assert not told.citations


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did the Pratincole crew return safely?", "Yes: Pratincole came down in the Gobi on 19 October 2031 [1]."),
        ("Has Pratincole come home?", "Yes: Pratincole came down in the Gobi on 19 October 2031 [1]."),
        ("Did Ruff return to Earth?", "The graph holds no claim that says so."),
        ("Has Ruff come back?", "The graph holds no claim that says so."),
        ("Where is Ruff?", "Ruff came down on Mars [1]."),
        ("Where is Pratincole now?", "Pratincole came down in the Gobi on 19 October 2031 [1]."),
        (
            "When will Knot-7 fly by Venus?",
            "The graph holds no outright answer to that; dates that it does hold: "
            "Planned for Knot-7: “swing by Venus” (in May 2032) [1].",
        ),
    ],
)
def test_where_it_is_and_whether_it_came_home(asked: Asked, question: str, text: str) -> None:
    assert asked(question).text == text


def test_a_rocket_does_not_tell_where_a_thing_will_be(asked: Asked) -> None:
    told = asked("Where will Knot-7 be stationed?")
    assert told.text.startswith("The graph holds nothing on where Knot-7")
    assert not told.citations


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Was Latvia the 37th country to sign the Nordic Accords?", "Yes: Latvia is the 37th country to sign"),
        ("Was Latvia the 38th country to sign the Nordic Accords?", "The graph holds no claim that says so."),
        ("Was Latvia the first country to sign the Nordic Accords?", "The graph holds no claim that says so."),
        ("Was Wigeon the fourth rocket to fail?", "Yes: Wigeon is the fourth rocket"),
        ("Was Wigeon the first rocket to fail?", "The graph holds no claim that says so."),
        (
            "Did the Nordic Space Agency select Tarn Lines?",
            "Yes: the Nordic Space Agency gave a contract to Tarn Lines",
        ),
        ("Who hired Tarn Lines?", "Tarn Lines received a contract from the Nordic Space Agency"),
        ("Who was injured when Dunlin 3 crashed?", "The graph holds nothing on what the question asks of Dunlin 3."),
    ],
)
def test_ranks_customers_and_people_are_told_as_asked(asked: Asked, question: str, opening: str) -> None:
    assert asked(question).text.startswith(opening)
