"""What the reference names know of a name, however a story writes it."""

import pytest

from kg.resolve.clusters import by_likeness
from kg.resolve.likeness import likeness
from kg.resolve.profile import Profile
from kg.resolve.reference import entry_of
from kg.resolve.synonyms import are_synonyms


def profile(name: str, type_name: str, *related: str, identity: str = "") -> Profile:
    return Profile(identity or name, type_name, (name,), frozenset(related))


@pytest.mark.parametrize(
    ("name", "type_name", "known"),
    [
        ("Leonardo S.p.A.", "Company", "Leonardo"),
        ("China Aerospace Science and Industry Corp", "Company", "China Aerospace Science and Industry Corporation"),
        ("Beijing Tianbing Aerospace Technology Co., Ltd.", "Company", "Space Pioneer"),
        ("Kibo module", "Module", "Kibo"),
        ("Zhongxing-6D", "Satellite", "ChinaSat 6D"),
        ("Spain's National Institute for Aerospace Technology", "Institute", "INTA"),
        ("MIT Lincoln Lab", "Institute", "MIT Lincoln Laboratory"),
        ("Chang'e-5 lander", "Lander", None),
        ("European Space Agency (ESA)", "Agency", "European Space Agency"),
        ("the Republic of Latvia", "Country", "Latvia"),
        ("Islamic Republic of Iran", "Country", "Iran"),
        ("Kingdom of the Netherlands", "Country", "Netherlands"),
        ("Republic of China", "Country", None),
        ("Republic of Korea", "Country", "South Korea"),
        ("Democratic Republic of the Congo", "Country", "Democratic Republic of the Congo"),
        ("Republic of Latvia", "Company", None),
        ("Oslo", "Company", None),
        ("(.)", "Company", None),
    ],
)
def test_a_name_is_known_however_it_is_written(name: str, type_name: str, known: str | None) -> None:
    assert entry_of(name, type_name) == known


@pytest.mark.parametrize(
    ("one", "other", "type_name", "is_one"),
    [
        ("Progress MS-28", "Progress 89", "Capsule", True),
        ("Sentinel-6A", "Sentinel-6 Michael Freilich", "Satellite", True),
        ("C/2019 Q4 (Borisov)", "2I/Borisov", "CelestialBody", True),
        ("Rashid", "Rashid 1", "Rover", True),
        ("Progress MS-28", "Progress 90", "Capsule", False),
        ("Sentinel-6A", "Sentinel-6B", "Satellite", False),
        ("Falcon 9", "Falcon 9 Block 5", "LaunchVehicle", False),
        ("F9", "Falcon 9 Block 5", "LaunchVehicle", False),
        ("Raptor 2", "Raptor 3", "Engine", False),
        ("HTV-X1", "HTV-X2", "Capsule", False),
        ("Tern 1", "Tern 2", "Rover", False),
    ],
)
def test_numbers_tell_models_but_not_designations(one: str, other: str, type_name: str, is_one: bool) -> None:
    assert are_synonyms(one, other, type_name) == are_synonyms(other, one, type_name) == is_one


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (profile("DAMPE", "SpaceTelescope"), profile("Dark Matter Particle Explorer", "Satellite"), True),
        (profile("Odysseus", "Lander"), profile("Odysseus", "Satellite", identity="other"), False),
        (profile("iSpace", "Company", "Hakuto-R"), profile("ispace", "Company", "Hakuto-R"), True),
        (profile("iSpace", "Company", "Hyperbola-1"), profile("ispace", "Company", "Hakuto-R"), False),
        (profile("ispace, inc.", "Company", "Tokyo"), profile("ispace", "Company", "Hakuto-R"), True),
        (profile("ASA", "Agency", "Vienna"), profile("Austrian Space Agency", "Agency", "Vienna"), True),
        (profile("ASA", "Agency", "Vienna"), profile("Australian Space Agency", "Agency", "Adelaide"), False),
        (profile("W. Gerstenmaier", "Person"), profile("William Gerstenmaier", "Person"), True),
        (profile("Christina Koch", "Person", "NASA"), profile("Christina Hammock Koch", "Person", "ISS"), True),
        (profile("Jonna Solheimsund", "Person", "NASA"), profile("Solheimsund", "Person", "NASA"), True),
    ],
)
def test_what_is_known_joins_what_looks_unlike_and_no_more(one: Profile, other: Profile, is_one: bool) -> None:
    found = by_likeness([one, other])
    assert (found[one.id] == found[other.id]) == is_one, likeness(one, other)
