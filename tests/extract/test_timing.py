"""Which date belongs to which event of a sentence."""

from collections.abc import Callable

import pytest

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
