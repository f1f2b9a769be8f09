"""What two have to do with: shared in any spelling, of one series, or in places that tell them apart."""

import pytest

from kg.resolve.clusters import by_likeness
from kg.resolve.context import are_partners, is_of_one_series, named_alone, places_apart, shared
from kg.resolve.likeness import likeness
from kg.resolve.profile import Profile


def profile(name: str, type_name: str, *related: str, identity: str = "") -> Profile:
    return Profile(identity or name, type_name, (name,), frozenset(related))


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("Heron II", "Heron-2", ["Heron II"]),
        ("Mikhail Ternienko", "Mikhail Terniyenko", ["Mikhail Ternienko"]),
        ("Heron II", "Heron III", []),
        ("Tern", "Terna", []),
    ],
)
def test_what_is_shared_may_be_spelled_in_two_ways(one: str, other: str, common: list[str]) -> None:
    assert shared(profile("Skarv", "Company", one), profile("Skarv", "Company", other)) == common


def test_things_of_one_series_are_of_one_field() -> None:
    one, other = profile("Zhang Tern", "Person", "Heron-15"), profile("Zhang Tern", "Person", "Heron 21")
    assert is_of_one_series(one, other)
    assert likeness(one, other).band == "same"
    assert not is_of_one_series(one, profile("Zhang Tern", "Person", "Kestrel 21"))
    assert likeness(one, profile("Zhang Tern", "Person", "Kestrel 21")).band == "undecided"


def test_namesakes_in_two_cities_are_left_undecided() -> None:
    one, other = profile("Skarv", "Company", "Oslo"), profile("Skarv", "Company", "Perth")
    assert places_apart(one, other) == ("Oslo", "Perth")
    assert likeness(one, other).reasons == ("the same name", "Oslo in one, Perth in the other")
    assert likeness(one, other).band == "undecided"
    assert places_apart(one, profile("Skarv", "Company", "Perth", "Oslo")) is None
    assert places_apart(one, profile("Skarv", "Company", "Heron")) is None


def test_a_full_name_may_sit_in_two_cities() -> None:
    one, other = profile("Skarv Alenia", "Company", "Oslo"), profile("Skarv Alenia", "Company", "Perth")
    assert places_apart(one, other) is None
    assert likeness(one, other).band == "same"


def test_a_region_behind_the_comma_tells_cities_apart() -> None:
    australian, scottish = profile("Perth, Western Australia", "City"), profile("Perth, Scotland", "City")
    assert likeness(australian, scottish).band == "undecided"
    assert likeness(australian, profile("Perth", "City", "Western Australia")).band == "same"
    assert likeness(scottish, profile("Perth", "City", "Western Australia")).band == "undecided"
    assert named_alone("Skarv, Inc") == "Skarv, Inc"


def test_what_all_have_to_do_with_says_less() -> None:
    def alike(*common: str) -> float:
        return likeness(profile("J. Tern", "Person", *common), profile("Jonna Tern", "Person", *common)).score

    assert alike("NASA") == 0.87
    assert alike("Heron") == alike("NASA", "Norway") == 0.9
    assert alike("NASA", "Heron") == 0.92


def test_a_firm_and_its_owner_are_two() -> None:
    owner, firm = profile("Skarvholm", "Company", "Heron"), profile("Skarvholm Space", "Company", "Heron", "Skarvholm")
    assert are_partners(owner, firm)
    assert not are_partners(owner, profile("Skarvholm", "Company", "Skarvholm Inc."))
    assert not are_partners(profile("Rubin", "Facility"), profile("Rubin", "Facility", "Rubin"))
    assert likeness(owner, firm).reasons[-1] == "one has to do with the other"
    assert likeness(owner, firm).band == "undecided"
    assert likeness(owner, profile("Skarvholm Space", "Company", "Heron")).band == "same"


@pytest.mark.parametrize(
    ("kind", "ends", "between"),
    [
        ("Company", ("Oslo", "Perth"), ("Skarv", "Heron")),
        ("Lander", ("Heron-2", "Heron-3"), ("Skarv lander", "Tern")),
    ],
)
def test_places_and_carriers_keep_clusters_apart_whatever_is_between(
    kind: str, ends: tuple[str, str], between: tuple[str, str]
) -> None:
    some = [
        profile("Skarv", kind, ends[0], identity="1"),
        profile(between[0], kind, between[1], identity="2"),
        profile("Skarv", kind, ends[1], identity="3"),
    ]
    found = by_likeness(some)
    assert found["1"] != found["3"]


def test_a_short_name_that_fits_two_needs_more() -> None:
    longer = [profile("Skarvholm Orbital", "Company", "Heron", identity="1")]
    short = [
        profile("Skarvholm", "Company", "Kestrel", identity="2"),
        profile("Skarvholm", "Company", "Tern", identity="3"),
    ]
    assert len(set(by_likeness([*longer, *short]).values())) == 2
    two = [*longer, profile("Skarvholm Aerospace", "Company", "Tern", identity="4")]
    found = by_likeness([*two, *short])
    assert found["2"] != found["3"] == found["4"] != found["1"]


@pytest.mark.parametrize(
    ("kind", "near", "beside", "band"),
    [
        ("Lander", "Heron-2", "Heron-3", "undecided"),
        ("Lander", "Heron-2", "Heron-2", "same"),
        ("Lander", "Heron-2", "Kestrel", "same"),
        ("Capsule", "Heron-2", "Heron-3", "same"),
        ("Instrument", "New Horizons", "Rosetta", "undecided"),
        ("Instrument", "Rosetta", "Oslo", "same"),
    ],
)
def test_what_is_one_of_a_kind_has_one_carrier(kind: str, near: str, beside: str, band: str) -> None:
    one, other = profile("Puffin", kind, near, identity="1"), profile("Puffin", kind, beside, identity="2")
    assert likeness(one, other).band == band
    assert (by_likeness([one, other])["2"] == "1") is (band == "same")


def test_a_spaceport_is_nobodys_seat() -> None:
    launching = profile("Skarv", "Company", "Kourou")
    assert places_apart(profile("Skarv", "Company", "Oslo"), launching) is None
    assert likeness(profile("Skarv", "Company", "Oslo"), launching).band == "same"


@pytest.mark.parametrize(
    ("short", "kind", "longer"),
    [
        ("Fjellsund", "Person", ("Jonna Fjellsund", "Arne Fjellsund")),
        ("TSDC", "Satellite", ("Tern Survey Data Continuity", "Tern Solar Dust Counter")),
        ("TE-4", "Engine", ("Tern Engine 4", "Tiger Engine 4")),
        ("TRS-2", "Mission", ("NASA TRS-2", "Boeing TRS-2")),
    ],
)
def test_what_is_short_for_two_is_neither(short: str, kind: str, longer: tuple[str, str]) -> None:
    some = [profile(name, kind, f"Heron{number}x", identity=str(number)) for number, name in enumerate(longer)]
    alone = profile(short, kind, "Kestrel", identity="9")
    assert by_likeness([*some, alone])["9"] == "9"
    with_one = by_likeness([some[0], alone])
    assert (with_one["9"] == "0") is (kind != "Person")
    near = profile(short, kind, "Heron0x", identity="9")
    assert by_likeness([*some, near])["9"] == "0"
