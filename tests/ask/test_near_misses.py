"""What comes near to a question without answering it is not told for an answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer
from kg.ask.tallies import number_of

STORIES = Path(__file__).with_name("near_misses.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Did a software error cause the loss of Plover?", "The graph holds no claim that “a software error” was"),
        ("Was an engine error to blame for Plover's loss?", "The graph holds no claim that “an engine error” was"),
        ("Did an error in the software doom Plover?", "The graph holds no claim that “an error in the software” was"),
        ("Did an error of the sensor doom Plover?", "Yes: the cause given for the failure of Plover is a sensor"),
        ("Did Plover fail because of a sensor error?", "Yes: the cause given for the failure of Plover is a sensor"),
        ("Was a sensor to blame for the loss of Plover?", "Yes: the cause given for the failure of Plover is a sensor"),
        ("Did an error cause the loss of Plover?", "Yes: the cause given for the failure of Plover is a sensor error"),
        ("Has Ida Rask joined Tarn Rockets?", "Yes: Ida Rask works for Tarn Rockets"),
        ("Why did Dunlin fail?", "The cause given for the failure of Dunlin is a valve froze"),
        ("Has Godwit come back from space?", "Yes: Godwit came down in the Kara Sea"),
        ("Is Orlo an asteroid?", "Yes: Orlo is an asteroid"),
        ("Is Ondra a moon?", "Yes: Ondra is a moon"),
        ("Is Orlo a comet?", "The graph holds no claim that says so."),
        ("Is Ondra a planet?", "The graph holds no claim that says so."),
        ("Is Ebba a planet?", "The graph holds no claim that says so."),
        ("Who was selected to lead Lantern?", "Lantern is led by Ida Rask"),
        ("Who was picked to head Lantern?", "Lantern is led by Ida Rask"),
        ("Who won contracts under Lantern?", "The Nordic Space Agency gave a contract to Tarn Rockets"),
        ("How much is the Ruff contract worth?", "The Nordic Space Agency gave a contract to Knot Motors"),
        ("When was the failure of Plover?", "Plover failed on 3 March 2031"),
        ("When was Plover's failure?", "Plover failed on 3 March 2031"),
    ],
)
def test_the_answer_opens_so(asked: Asked, question: str, opening: str) -> None:
    assert asked(question).text.startswith(opening)


@pytest.mark.parametrize(
    "question",
    [
        "How many satellites does Dunlin carry?",
        "How much did Dunlin cost?",
        "Who got a contract for Dunlin?",
        "Why is Dunlin over budget?",
        "Did Godwit return to orbit?",
        "Has Godwit gone back to space?",
        "When is the failure report of Plover due?",
    ],
)
def test_of_something_else_nothing_is_told(asked: Asked, question: str) -> None:
    told = asked(question)
    assert not told.citations, told.text


def test_who_dies_does_not_fail(asked: Asked) -> None:
    assert "failed" not in asked("When did Ida Rask die?").text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("How far did Stint fly?", ["210 kilometers"], ["120 grams"]),
        ("How heavy is Stint?", ["300 kg"], ["210 kilometers"]),
        ("How heavy is Teal 2?", ["no such figure"], []),
        ("How much can Teal 2 lift?", ["20 tonnes"], ["no such figure"]),
        ("Which is heavier, Teal 2 or Knot 5?", ["a figure of that kind of Teal 2", "400 tonnes"], ["20 tonnes"]),
        ("Why is Stint over?", ["batteries were depleted"], []),
        ("Why did Stint fly over Mars?", [], ["batteries"]),
        ("When was Knot 5 destroyed?", ["no day of that", "ended in July 2030"], []),
        ("When will Ruff-2 fly by Orlo?", ["Orlo as its target in August 2033"], ["nothing"]),
        ("Did high winds cause the failure of Dotterel?", ["no claim that “high winds”"], ["Yes"]),
        ("Why was Dotterel delayed?", ["high winds"], []),
        ("Which contracts did Sora Space get in 2029?", ["contract"], ["nothing on that time"]),
        ("Which contracts did Sora Space get in 2027?", ["nothing on that time", "2029"], []),
        ("When will Ruff-2 reach Ebba?", ["nothing on when Ruff-2 comes to Ebba", "Orlo"], []),
    ],
)
def test_another_matter_is_not_told_or_said_to_be_one(
    asked: Asked, question: str, told: list[str], untold: list[str]
) -> None:
    text = asked(question).text
    assert all(one in text for one in told), text
    assert not any(one in text for one in untold), text


@pytest.mark.parametrize(
    ("text", "number"), [("its 1,250th flight", 1250), ("the twenty-fifth flight", 25), ("the first flights", 1)]
)
def test_the_number_of_the_newest(text: str, number: int) -> None:
    assert number_of(text, "flights") == number
