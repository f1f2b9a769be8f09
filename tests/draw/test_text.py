"""Words in pictures."""

import pytest

from kg.draw.sources import when_of
from kg.draw.text import clean, shorten, width, wrap


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Resilience", 20, "Resilience"),
        ("first European-made rover on the Moon", 24, "first European-made…"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", 12, "Llanfairpwl…"),
        ("two\n lines\t and  gaps", 40, "two lines and gaps"),
    ],
)
def test_long_labels_are_cut_at_a_word_where_that_loses_little(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


def test_names_wrap_at_spaces() -> None:
    assert wrap("Commercial Lunar Payload Services", 18, 2) == ("Commercial Lunar", "Payload Services")
    assert wrap("ispace", 18, 2) == ("ispace",)
    assert wrap("", 18, 2) == ("",)


def test_controls_and_direction_marks_are_not_shown() -> None:
    assert clean("a\x00b\u202ec\ud800d\te") == "a\ufffdb\ufffdc\ufffdd\te"


def test_widths_follow_the_font() -> None:
    assert width("WW", 10) > width("ll", 10) * 2
    assert width("月面", 10) == pytest.approx(20.0)
    assert width("e\u0301", 10) == width("e", 10)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, ""),
        ("2025-06", "2025-06"),
        ("2025/2026", "2025 to 2026"),
        *(("2025/..", "from 2025"), ("2025/", "from 2025"), ("../2025", "by 2025"), ("/2025", "by 2025")),
        *(("../..", ""), ("/", "")),
    ],
)
def test_intervals_are_told_in_words_whether_an_end_is_open_or_unknown(when: str | None, words: str) -> None:
    assert when_of(when) == words
