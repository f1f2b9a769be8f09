"""Bounds of values in words: nothing dangles, and brackets come in pairs."""

import time

import pytest

from kg.extract import Reader
from kg.extract.joining.bounds import whole
from kg.extract.joining.claims import mended
from kg.extract.trained.scores import PhraseScore
from kg.model import Story


@pytest.mark.parametrize(
    ("text", "value", "mended"),
    [
        ("It spun out of control and fell.", "spun out of control and", "spun out of control"),
        ("Issues which the crew had", "Issues which", "Issues"),
        ("supplies of the WHO", "supplies of the WHO", "supplies of the WHO"),
        ("and", "and", "and"),
        ("(", "(", "("),
        ("It was 1)drill deep", "1)drill", "1)drill"),
        ("(a) foo and (b bar", "(a) foo and (b bar", "(a) foo"),
        ("It (Nova-C) will 1) land", "1) land", "1) land"),
        ("a 14-foot (4.3 meters) lander", "(4.3 meters", "4.3 meters"),
        ("The 197-foot (60-meter) tall rocket", "60-meter) tall", "197-foot (60-meter) tall"),
        ("some 14 feet (4.3 meters) tall", "14 feet (4.3 meters", "14 feet (4.3 meters)"),
        ("and lost contact", "and lost contact", "lost contact"),
        ("to learn about land and sea", "learn about land and sea", "learn about land and sea"),
        ("a first (so far) of its kind", "a first (so far) of its kind", "a first (so far) of its kind"),
        ("x) y", "x) y", "x) y"),
        ('It "officially" ended', 'officially" ended', '"officially" ended'),
        ("it was a “success”, too", "was a “success", "was a “success”"),
        ('it said "it is well"', "it is well", "it is well"),
        ('a 12" dish', '12" dish', '12" dish'),
    ],
)
def test_a_value_is_whole(text: str, value: str, mended: str) -> None:
    start = text.index(value)
    first, last = whole(text, start, start + len(value))
    assert text[first:last] == mended


def test_what_is_hostile_takes_no_longer_than_it_is() -> None:
    began = time.process_time()
    for filler in (" ", "-", "(", ")", "and "):
        text = f"a{filler * 20_000}b"
        whole(text, 0, len(text))
    assert time.process_time() - began < 1


def test_a_value_that_ends_in_an_owner_goes_on_to_what_is_owned(reader: Reader) -> None:
    text = "The crash was due to problems with the lander's laser range finder, its operator said."
    scene, _ = reader.drafted(Story("s", text))
    start, value = text.index("problems"), "problems with the lander's laser range finder"
    cut = PhraseScore(start, start + len("problems with the lander's"), "CAUSE", 0.9)
    assert mended(scene, cut) == (start, start + len(value))
