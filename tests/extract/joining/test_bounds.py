"""Bounds of values in words: nothing dangles, and brackets come in pairs."""

import pytest

from kg.extract.joining.bounds import whole


@pytest.mark.parametrize(
    ("text", "value", "mended"),
    [
        ("It spun out of control and fell.", "spun out of control and", "spun out of control"),
        ("Issues that the crew had", "Issues that", "Issues"),
        ("a 14-foot (4.3 meters) lander", "(4.3 meters", "4.3 meters"),
        ("The 197-foot (60-meter) tall rocket", "60-meter) tall", "197-foot (60-meter) tall"),
        ("some 14 feet (4.3 meters) tall", "14 feet (4.3 meters", "14 feet (4.3 meters)"),
        ("and lost contact", "and lost contact", "lost contact"),
        ("to learn about land and sea", "learn about land and sea", "learn about land and sea"),
        ("a first (so far) of its kind", "a first (so far) of its kind", "a first (so far) of its kind"),
        ("x) y", "x) y", "y"),
    ],
)
def test_a_value_is_whole(text: str, value: str, mended: str) -> None:
    start = text.index(value)
    first, last = whole(text, start, start + len(value))
    assert text[first:last] == mended
