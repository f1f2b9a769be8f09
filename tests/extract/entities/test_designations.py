"""Names of celestial bodies that are made of figures and letters."""

import pytest

from kg.extract import Reader
from kg.extract.entities.designations import find_designations
from kg.model import Story
from ontology.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asteroid 2031 KB7 passed Earth.", ["2031 KB7"]),
        ("(7321) 1997 QU2 was found in June.", ["(7321) 1997 QU2"]),
        ("The asteroid ( 7321 ) 1997 QU was found in June.", ["(7321) 1997 QU"]),
        # two letters alone may be a country
        ("A comet, designated 1997 QU, was found in June.", ["1997 QU"]),
        ("In 2031 US officials met; the 2032 UK budget grew.", []),
        # a number before a name, where asteroids are spoken of
        ("4071 Marwick is a main-belt asteroid.", ["4071 Marwick"]),
        ("Tern will reach the asteroid 4071 Marwick next year.", ["4071 Marwick"]),
        ("1943 Lundia is an asteroid of the inner belt.", ["1943 Lundia"]),
        ("In 1943 Lund found an asteroid.", []),
        ("The survey found 12 Starlink satellites and an asteroid.", []),
        ("The survey found 12 Marwick cameras and an asteroid.", []),
        ("Two crews, 12 Norwegian and 9 Danish, named an asteroid.", []),
        ("No asteroid until 2031 EU officials said so.", []),
        ("Asteroid 4071 Marwick is large.", ["4071 Marwick"]),
        (
            "Kepler-922 b, Gliese 881 c, TrES-7 b and K2-918 b are dark.",
            ["Kepler-922 b", "Gliese 881 c", "TrES-7 b", "K2-918 b"],
        ),
        ("On 14 May Lund found an asteroid; Expedition 72 Commander Sato had left.", []),
        ("They sold 31 Marwick and 12 Tern.", []),
        ("7816 Bergen was discovered in 1987 and named after Bergen.", ["7816 Bergen"]),
        ("Ane Lund is the discoverer of 4071 Marwick.", ["4071 Marwick"]),
        ("Police discovered 12 Norwegians there.", []),
        # a planet of a star in a catalogue
        ("Wren looked at WASP-391 b in March, and at Kepler-9871c too.", ["WASP-391 b"]),
        ("Room Nine 12 b was shut.", []),
    ],
)
def test_what_is_a_designation(text: str, expected: list[str], reader: Reader) -> None:
    document = reader.scene(Story("s", text))[0].document
    assert [name for *_, name in find_designations(document, gazetteer())] == expected


def test_its_type_and_name(reader: Reader) -> None:
    reading = reader.read(Story("s", "The asteroid 4071 Marwick was discovered by Ane Lund at the Tern Observatory."))
    types = {entity.name: entity.type for entity in reading.entities}
    assert types["4071 Marwick"] == "CelestialBody"
    found = {claim.object.name for claim in reading.claims if claim.predicate == "DISCOVERED_BY" and claim.object}
    assert found == {"Ane Lund", "Tern Observatory"}
