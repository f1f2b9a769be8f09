"""Which names mean one thing: abbreviations, short forms, and one type a name."""

import pytest

from kg.extract import Reader
from kg.extract.entities.clusters import (
    decide,
    is_abbreviation,
    is_mission_of,
    is_namesake,
    is_variant,
    normal,
    stands_for,
)
from kg.model import Story
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
    ("short", "long", "expected"),
    [
        ("SpaTeX", "Space Tether Experiment", True),
        ("ESA", "European Space Agency", True),
        ("Bremen", "Boreal Mining", False),
        ("TRX", "Space Tether Experiment", False),
        ("SpaTeX", "Spatulex", False),
    ],
)
def test_abbreviations_in_brackets(short: str, long: str, expected: bool) -> None:
    assert is_abbreviation(short, long) is expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("plover r", "plover r mission 1", True),
        ("plover", "plover 1", False),
        ("plover", "plover mission control", False),
        ("mission", "plover r mission 1", False),
    ],
)
def test_flights_of_a_craft(short: str, long: str, expected: bool) -> None:
    assert is_mission_of(short.split(), long.split()) is expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("lund", "ane lund space telescope", True),
        ("lund", "ane b lund observatory", True),
        ("ane", "ane lund space telescope", False),
        ("lund", "lund observatory", False),
        ("space", "ane lund space telescope", False),
    ],
)
def test_telescopes_called_by_a_family_name(short: str, long: str, expected: bool) -> None:
    assert is_namesake(short.split(), long.split()) is expected


@pytest.mark.parametrize(
    ("short", "long", "kind", "expected"),
    [
        ("kestrel", "kestrel b", "LaunchVehicle", True),
        ("kestrel", "kestrel heavy", "LaunchVehicle", False),
        ("kestrel", "kestrel b mission", "Mission", False),
        ("lund", "lund b", "Company", False),
    ],
)
def test_a_letter_tells_a_variant(short: str, long: str, kind: str, expected: bool) -> None:
    assert is_variant(short.split(), long.split(), kind, vocabulary()) is expected


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("The Vega rocket flew last year. The Vega-C rocket follows in June.", {"Vega", "Vega-C"}),
        (
            "The US Air Force paid for the flight. The Air Force Research Laboratory built the sensor.",
            {"US Air Force", "Air Force Research Laboratory"},
        ),
        ("The HTV-X cargo ship follows the HTV cargo ship, which made nine flights.", {"HTV-X", "HTV"}),
    ],
)
def test_what_the_reference_list_knows_as_two_stays_two(text: str, apart: set[str], reader: Reader) -> None:
    assert apart <= {entity.name for entity in reader.at_least(0.0).read(Story("story", text)).entities}


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
