"""Which date belongs to which event of a sentence."""

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.timing import time_beside
from kg.model import Status, Story

Fact = tuple[str, ...]
Told = Callable[..., set[Fact]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Wren satellite was launched in 2021 and the Tern-2 satellite was launched in 2023.",
            {("Wren", "2021"), ("Tern-2", "2023")},
        ),
        ("The Lucy probe, which was launched in October 2021, will reach Jupiter in 2027.", {("Lucy", "2021-10")}),
        ("In October 2021, NASA launched the Lucy probe.", {("Lucy", "2021-10")}),
        ("NASA, founded in 1958, launched the Lucy probe.", set()),
        ("NASA launched the Lucy probe.", set()),
    ],
)
def test_launch_dates(text: str, expected: set[tuple[str, str]], told: Told) -> None:
    assert {(subject, value) for subject, predicate, value, *_ in told(text) if predicate == "LAUNCH_DATE"} == expected


def test_what_has_happened_lies_not_after_its_story(told: Told) -> None:
    facts = told("The Wren satellite was launched on 3 June 2026.", published="2026-06-01")
    assert ("Wren", "LAUNCH_DATE", "2026-06-03") not in facts


@pytest.mark.parametrize(
    ("text", "word", "when"),
    [
        ("NASA tested the Plover lander in a chamber on 3 May 2026.", "chamber", "2026-05-03"),
        ("The Plover lander, which was built in 2024, reached a milestone in 2025.", "milestone", "2025"),
        ("The Plover lander, which was built in 2024, reached a milestone in 2025.", "built", "2024"),
        ("Ten months after its last launch failed, NASA tested the Plover lander.", "lander", None),
        ("NASA will test the Plover lander in 2027.", "lander", None),
        ("New test of the Plover lander in 2025", "lander", "2025"),
    ],
)
def test_a_date_dates_what_hangs_on_its_verb(text: str, word: str, when: str | None, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text, published="2026-06-01"))
    place = next(token for token in scene.document.tokens if token.text == word)
    assert time_beside(scene, place, Status.ACTUAL) == when
