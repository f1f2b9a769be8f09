"""Figures in text, and the bounds that questions set."""

import time

import pytest

from kg.ask.comparing import lies_within
from kg.ask.quantities import bound_of, figures


@pytest.mark.parametrize(
    ("text", "number", "family", "currency"),
    [
        ("1.2 tonnes", 1200, "mass", ""),
        ("880 pounds", 399.16, "mass", ""),
        ("2 million pounds", 2e6, "money", "GBP"),
        ("half a tonne", 500, "mass", ""),
        ("twenty-four kilometres", 24000, "length", ""),
        ("5km", 5000, "length", ""),
        ("30 m", 30, "length", ""),
        ("$30m", 3e7, "money", "USD"),
        ("A$30 million", 3e7, "money", "AUD"),
        ("US$1.5bn", 1.5e9, "money", "USD"),
        ("5 Canadian dollars", 5, "money", "CAD"),
        ("a 57-metre rocket", 57, "length", ""),
        ("90 kilometres per hour", 25, "speed", ""),
        ("24 small satellites", 24, "count", ""),
        ("1 200 kg", 1200, "mass", ""),
        ("1\u202f200 kg", 1200, "mass", ""),
        ("4,5 kg", 4.5, "mass", ""),
        ("1,500 kg", 1500, "mass", ""),
    ],
)
def test_figures(text: str, number: float, family: str, currency: str) -> None:
    (found,) = figures(text)
    assert found.number == pytest.approx(number, rel=1e-4)
    assert (found.family, found.currency) == (family, currency)


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("Does it weigh more than 5 kg?", "over"),
        ("Does it weigh no more than 5 kg?", "at_most"),
        ("Does it weigh 5 kg or more?", "at_least"),
        ("Is it heavier than Gannet?", None),
        ("Was it launched more than 5 years ago?", None),
        ("Did it fail more than 3 times?", None),
        ("Does it weigh 5 kg?", None),
    ],
)
def test_bounds(question: str, relation: str | None) -> None:
    bound = bound_of(question)
    assert (bound.relation if bound else None) == relation


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("more than 500 kg", "600 kg", True),
        ("more than 500 kg", "500 kg", False),
        ("at least 500 kg", "500 kg", True),
        ("more than 500 kg", "more than 500 kg", True),
        ("more than 800 kg", "more than 600 kg", None),
        ("less than 500 kg", "more than 600 kg", False),
        ("more than 500 kg", "up to 700 kg", None),
        ("more than 800 kg", "up to 700 kg", False),
    ],
)
def test_a_hedged_figure_may_leave_it_open(asked: str, told: str, expected: bool | None) -> None:
    bound = bound_of(asked)
    assert bound is not None
    (figure,) = figures(told)
    assert lies_within(bound, bound_of(told), figure) is expected


@pytest.mark.parametrize(
    ("question", "family"),
    [("Does it weigh more than 3 million pounds?", "mass"), ("Did it cost more than 3 million pounds?", "money")],
)
def test_pounds_are_weights_or_money(question: str, family: str) -> None:
    bound = bound_of(question)
    assert bound is not None
    assert bound.figure.family == family


@pytest.mark.parametrize("text", ["9" * 400 + " kg", "$" + "9" * 400, "9" * 306 + " trillion satellites"])
def test_a_figure_beyond_all_numbers_is_none(text: str) -> None:
    assert not list(figures(text))
    assert bound_of(f"Does it weigh more than {text}?") is None


def test_thrust_in_pounds_is_no_weight() -> None:
    bound = bound_of("Does it have a thrust of more than 2 million pounds?")
    assert bound is not None
    assert bound.figure.family == "thrust"
    assert bound.figure.number == pytest.approx(8.9e6, rel=1e-2)


def test_a_long_row_of_figures_takes_little_time() -> None:
    start = time.process_time()
    bound_of("more than " + "1,000 kg and " * 80)
    list(figures("one twenty $5,000,000 m " * 1000))
    assert time.process_time() - start < 2
