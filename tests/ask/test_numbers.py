"""Numbers of a question against those that claims give."""

import pytest

from kg.ask.figures import stems
from kg.ask.numbers import alike, is_of_money, numbers


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("900 kg", "900 kilograms", True),
        ("0.9 tonnes", "900 kg", True),
        ("900 tonnes", "900 kg", False),
        ("3 kilometres", "3 metres", False),
        ("2 million euros", "€2 million", True),
    ],
)
def test_units_count(one: str, other: str, expected: bool) -> None:
    assert alike(numbers(one, signed=True)[0], numbers(other, signed=True)[0]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Did it cost $3 million?", True), ("a delay of two years", False), ("the 30-metre crater", False)],
)
def test_sums_of_money(text: str, expected: bool) -> None:
    assert is_of_money(text) is expected


def test_men_are_no_instruments() -> None:
    assert not stems("men") & stems("seven instruments")
    assert stems("payload") <= stems("seven payloads")
