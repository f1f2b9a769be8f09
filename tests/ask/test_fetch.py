"""Which of a claim's sentences is cited first: the one that says most of it."""

import pytest

from kg.ask.fetch import telling
from kg.model import Entity

LANDER, AGENCY = Entity("e1", "Lander", "Blue Ghost"), Entity("e2", "Agency", "NASA", ("the space agency",))


@pytest.mark.parametrize(
    ("quote", "value", "target", "much"),
    [
        ("NASA pays for what Blue Ghost delivers.", None, AGENCY, 2),
        ("Ten instruments are on board for the space agency.", None, AGENCY, 1),
        ("It was stable, the company reported.", None, AGENCY, 0),
        ("It was to gather lunar soil.", "gather lunar soil", None, 1),
        ("Blue Ghost was stable.", "gather lunar soil", None, 0),
    ],
)
def test_telling(quote: str, value: str | None, target: Entity | None, much: int) -> None:
    assert telling(quote, value, LANDER, target) == much
