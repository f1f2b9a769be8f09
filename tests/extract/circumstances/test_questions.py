"""What a question asks is not said; whose the things are that it speaks of is."""

from collections.abc import Callable

import pytest

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    "text",
    [
        "Did the UK block The Exploration Company's purchase of Orbex?",
        "Has Rocket Lab acquired Orbex?",
        "Will SpaceX launch the Wren satellite in 2027?",
        "Did the Plover lander land on the Moon?",
    ],
)
def test_what_is_asked_is_not_said(text: str, drafted: Told) -> None:
    events = {"ACQUIRED", "LAUNCHED_BY", "LAUNCH_DATE", "LANDED_ON", "OUTCOME", "MILESTONE"}
    assert {fact for fact in drafted(text) if fact[1] in events} == set()


def test_whose_it_is_is_said_all_the_same(drafted: Told) -> None:
    assert ("ispace", "HEADQUARTERED_IN", "Tokyo") in drafted("Will Tokyo-based ispace fly again?")


def test_a_question_that_asks_why_says_that_it_happened(drafted: Told) -> None:
    assert ("Plover", "OUTCOME", "failed") in drafted("Why did the Plover lander fail?")


@pytest.mark.parametrize("verb", ["blocked", "halted", "vetoed"])
def test_what_was_kept_from_happening_did_not_happen(verb: str, drafted: Told) -> None:
    found = drafted(f"London {verb} The Exploration Company's purchase of Orbex.")
    assert ("The Exploration Company", "ACQUIRED", "Orbex", "cancelled") in found
