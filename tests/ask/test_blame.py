"""Yes or no where a question blames something, or asks what a failure did to others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer
from kg.ask.blame import blamed
from kg.ask.question import Question, read

STORIES = Path(__file__).with_name("losses.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Did sabotage cause the loss of Curlew 5?", "sabotage"),
        ("Could a faulty valve have caused the crash?", "a faulty valve"),
        ("Was a valve to blame for the failure?", "a valve"),
        ("Did it fail because of a valve?", "a valve"),
        ("Did Curlew 5's failure cause a delay?", ""),
        ("Did the loss of Curlew 5 lead to new rules?", ""),
        ("Did an engine failure bring down Curlew 5?", "an engine failure"),
        ("Did Curlew 5 fail?", ""),
    ],
)
def test_the_words_for_what_is_blamed(question: str, words: str) -> None:
    understood = read(question)
    assert isinstance(understood, Question)
    assert blamed(understood) == words


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Did a valve cause the loss of Curlew 5?", "Yes: the cause given"),
        ("Was a faulty valve to blame for the failure of Curlew 5?", "Yes: the cause given"),
        ("Did sabotage cause the loss of Curlew 5?", "The graph holds no claim that “sabotage” was the cause."),
        ("Was lightning behind the Curlew 5 failure?", "The graph holds no claim that “lightning” was the cause."),
        ("Did a stuck door bring down Curlew 5?", "The graph holds no claim that “a stuck door” was the cause."),
        ("Did Teal-4 cause the failure of Curlew 5?", "The graph holds no claim that “Teal-4” was the cause."),
        ("Did the loss of Curlew 5 hurt insurers?", "The graph holds no outright yes or no to that; what it holds:"),
        ("Will Sora Space be the first company with its own tug?", "Perhaps: Sora Space may be the first company"),
        ("Could Sora Space be the first company with a tug of its own?", "Perhaps: Sora Space may be the first"),
        ("Will Murre be the largest satellite?", "The graph holds no claim that says so."),
    ],
)
def test_yes_or_no_is_of_what_is_blamed(asked: Asked, question: str, opening: str) -> None:
    assert asked(question).text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "When was the first Smew 2 launch and did it succeed?",
            "An attempt was made to launch Smew 2 in October 2027 [1]. "
            "On the flight of October 2027, Smew 2 failed [1].",
        ),
        ("Did Smew 2 succeed in November 2031?", "Yes: on the flight of 27 November 2031, Smew 2 succeeded [1]."),
        (
            "Why did Smew 2 fail?",
            "The graph holds nothing on why Smew 2 failed or was put off: no story that it read states a cause. "
            "On the flight of October 2027, Smew 2 failed [1].",
        ),
    ],
)
def test_what_befell_a_flight_that_came_off_is_not_why_another_failed(asked: Asked, question: str, text: str) -> None:
    assert asked(question).text == text


def test_why_it_was_late_is_told_of_the_flight_that_was_late(asked: Asked) -> None:
    told = asked("Why was Smew 2 late?").text
    assert told.startswith("The cause given in the case of Smew 2 on the flight of 27 November 2031 is a noisy sensor")


@pytest.mark.parametrize(
    "question",
    [
        "Why did Tarn Rockets lose Curlew 5?",
        "What caused Tarn Rockets' Curlew 5 failure?",
        "What caused the failure of Tarn Rockets' Curlew 5?",
    ],
)
def test_why_a_company_lost_a_rocket_is_asked_of_that_rocket(asked: Asked, question: str) -> None:
    told = asked(question).text
    assert told.startswith("The cause given for the failure of Curlew 5 is a stuck valve")
    assert "taken to be about" not in told
