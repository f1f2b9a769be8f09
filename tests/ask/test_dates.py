"""EDTF dates in words, and which of them agree."""

import pytest

from kg.ask.dates import agree, as_adverbial, bounds, exactness, in_words, lies_in
from kg.ask.periods import asked

ADVERBIALS = {
    "2025": "in 2025",
    "2025-01": "in January 2025",
    "2025-06-05": "on 5 June 2025",
    "2025-06-05T12:30": "on 5 June 2025",
    "../2027": "by 2027",
    "/2027-03": "by March 2027",
    "2026-08-10/..": "on 10 August 2026 at the earliest",
    "2027-01/2027-06": "between January 2027 and June 2027",
    "2027-33": "in the first quarter of 2027",
    "2027-21": "in spring 2027",
    "198X": "in the 1980s",
    "19XX": "in the 1900s",
    "2025-01?": "in about January 2025",
    "no date": "in no date",
}


@pytest.mark.parametrize(("edtf", "words"), ADVERBIALS.items())
def test_a_date_gets_its_preposition(edtf: str, words: str) -> None:
    assert as_adverbial(edtf) == words


def test_open_ends_without_preposition() -> None:
    assert in_words("../2027") == "2027 at the latest"
    assert in_words("2027/..") == "2027 at the earliest"


def test_dates_that_include_each_other_agree() -> None:
    assert agree("2025-01", "2025-01-15")
    assert agree("../2027", "2026-05")
    assert not agree("2025-01-14", "2025-01-15")
    assert not agree("2025", "2026-01")


def test_bounds_sort_and_exactness_prefers_the_day() -> None:
    assert bounds("2027-34") == ("2027-04-00", "2027-06-99")
    assert bounds("../2027") == ("0000-00-00", "2027-99-99")
    assert exactness("2025-01-15") > exactness("2025-01") > exactness("2025/2026")


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("what happened in june 2025", ["2025-06"]),
        ("what happened on 2 march 2025", ["2025-03-02"]),
        ("what happened on march 2nd 2025", ["2025-03-02"]),
        ("what happened on 2025-03-02", ["2025-03-02"]),
        ("what was launched in 2024 or 2025", ["2024", "2025"]),
        ("the 12 landers of 2025", ["2025"]),
        ("who leads tarn lunar", []),
        ("did it launch in march", ["XXXX-03"]),
        ("did it launch on the 2nd of march", ["XXXX-03-02"]),
        ("will it fly on monday", ["Monday"]),
        ("what was launched before 2026", ["../2025"]),
        ("what was launched before january 2026", ["../2025-12"]),
        ("what happened after 5 june 2025", ["2025-06-06/.."]),
        ("what was launched between 2024 and 2026", ["2024/2026"]),
        ("what was launched since june 2025", ["2025-06/.."]),
        ("what was launched by the end of 2025", ["2025"]),
        ("may it march on", []),
    ],
)
def test_dates_of_a_question(question: str, dates: list[str]) -> None:
    assert asked(question.split()) == dates


def test_a_date_lies_in_a_period_that_holds_all_of_it() -> None:
    assert lies_in("2025-06-05", "2025-06")
    assert lies_in("2025-06-05T02:34", "2025-06-05")
    assert not lies_in("2025", "2025-06")
    assert not lies_in("../2025-06", "2025-06")
    assert not lies_in("2025-07", "2025-06")
    assert lies_in("2025-03-02", "XXXX-03")
    assert not lies_in("2025", "XXXX-03")
    assert lies_in("2025-06-05", "Thursday")
    assert not lies_in("2025-06", "Thursday")
    assert lies_in("2025-12-31", "../2025")
    assert not lies_in("2026", "../2025")


def test_dates_of_no_year_in_words() -> None:
    assert in_words("XXXX-03") == "March"
    assert in_words("XXXX-03-02") == "2 March"
    assert in_words("Monday") == "Monday"
