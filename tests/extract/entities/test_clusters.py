"""Which names mean one thing: abbreviations, short forms, and one type a name."""

import pytest

from kg.extract.entities.clusters import decide, normal, stands_for
from ontology import vocabulary


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Guardian", "guardian"),
        ("Chang’e-6", "chang e 6"),
        ("ispace's", "ispace"),
        ("Blue  Ghost", "blue ghost"),
        ("the", "the"),
    ],
)
def test_normal(name: str, expected: str) -> None:
    assert normal(name) == expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("ESA", "European Space Agency", True),
        ("ISRO", "Indian Space Research Organisation", True),
        ("FAA", "Federal Aviation Administration", True),
        ("DLR", "German Aerospace Center", False),
        ("NASA", "European Space Agency", False),
        ("E", "European Space Agency", False),
        ("esa", "European Space Agency", False),
    ],
)
def test_abbreviations(short: str, long: str, expected: bool) -> None:
    assert stands_for(short, long) is expected


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({"Lander": 4.0, "Company": 1.0}, "Lander"),
        ({"Craft": 4.0, "Capsule": 1.0}, "Capsule"),
        ({"Organization": 2.0}, "Company"),
        ({"Person": 0.6}, None),
        ({}, None),
    ],
)
def test_most_votes_decide(votes: dict[str, float], expected: str | None) -> None:
    assert decide(votes, vocabulary()) == expected


def test_the_order_of_votes_does_not_matter() -> None:
    votes = {"Lander": 2.0, "Rover": 2.0, "Mission": 2.0}
    assert decide(votes, vocabulary()) == decide(dict(reversed(votes.items())), vocabulary())
