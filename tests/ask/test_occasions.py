"""The number of the flight that a question names."""

import pytest

from kg.ask.occasions import number_of


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what happened on starship 's seventh test flight", 7),
        ("why did flight 9 fail", 9),
        ("what came of the 12th launch", 12),
        ("why did the launch in 2023 fail", 0),
        ("what was the first flight", 0),
        ("who flew on apollo 11", 0),
    ],
)
def test_the_number_of_a_flight(question: str, number: int) -> None:
    assert number_of(question.split()) == number
