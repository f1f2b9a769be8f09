"""Dates that a delay moves, as the rules read them."""

from collections.abc import Callable

import pytest

Told = Callable[..., set[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The launch of Wren slipped from March 3 to April 2.",
            {("2026-03-03", "cancelled"), ("2026-04-02", "planned")},
        ),
        ("The launch of Wren slipped from March 3 because of a leak.", {("2026-03-03", "cancelled")}),
        ("The March 3 launch of Wren-2 was pushed back to August 9.", {("2026-03-03", "cancelled")}),
        ("Tamsin Space put off the launch of Wren to Friday.", {("2026-07-24", "planned")}),
    ],
)
def test_a_delay_is_of_the_year_of_its_story(text: str, expected: set[tuple[str, str]], told: Told) -> None:
    facts = told(text, published="2026-07-20")
    dates = {fact[2:] for fact in facts if fact[1] == "LAUNCH_DATE"}
    assert expected <= dates
    assert all(value.startswith("2026") for value, *_ in dates)
