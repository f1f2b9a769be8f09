"""Places within places, and organisations seated in them."""

from collections.abc import Callable

import pytest

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("Rocket Lab is based in Long Beach, California.", "Long Beach", "California"),
        ("The rocket lifted off from Mahia, New Zealand.", "Mahia", "New Zealand"),
        ("The Plover lander aims for Mare Frigoris on the Moon.", "Mare Frigoris", "Moon"),
        ("The Moon's Mare Crisium is a plain.", "Mare Crisium", "Moon"),
    ],
)
def test_place_within_place(text: str, inner: str, outer: str, told: Told) -> None:
    assert (inner, "LOCATED_IN", outer) in told(text)


@pytest.mark.parametrize(
    "text", ["NASA met in Tokyo and Paris.", "They flew from Paris to New Zealand.", "The Moon is near the Earth."]
)
def test_places_beside_places(text: str, told: Told) -> None:
    assert [fact for fact in told(text) if fact[1] == "LOCATED_IN"] == []
