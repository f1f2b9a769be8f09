"""Which names may be of one entity, with the reasons in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import Decided, Decision, Kind
from kg.resolve.blocking import candidates
from kg.resolve.likeness import likeness
from kg.resolve.profile import Profile
from kg.resolve.review import review


def profile(name: str, type_name: str, *related: str, identity: str = "") -> Profile:
    return Profile(identity or name, type_name, (name,), frozenset(related))


@pytest.mark.parametrize(
    ("one", "other", "type_name", "reason"),
    [
        ("The Orbital Courier", "Orbital Courier", "Outlet", "the same but for its spelling"),
        ("Skarv Dynamics AS", "Skarv Dynamics", "Company", "the same but for its spelling"),
        ("Tern Mission II", "Tern Mission 2", "Mission", "the same but for its spelling"),
        ("Tern M2", "Tern Mission 2", "Mission", "the same but for its spelling"),
        ("Östara Orbital", "Ostara Orbital", "Company", "the same but for its spelling"),
        ("TernSat", "Tern Sat", "Satellite", "the same but for spaces"),
        ("Юрий Солхаймов", "Yury Solhaimov", "Person", "given and family name agree"),
        ("Роскосмос", "Roscosmos", "Agency", "both are Roscosmos in the reference names"),
        ("Скарвкосмос", "Skarwkosmos", "Agency", "the same but for its transliteration"),
        ("Tern-04A", "Tern-4A", "Satellite", "the same but for its spelling"),
        ("Tern-M No. 2", "Tern-M 2", "Satellite", "the same but for its spelling"),
        ("Gliese 99 b", "GJ 99 b", "CelestialBody", "the same but for its spelling"),
        ("JSC Skarv", "Skarv S.L.U.", "Company", "the same but for its spelling"),
        (
            "Skarv Works named after J.K. Solheim",
            "Skarv Works",
            "Company",
            "the same but for its spelling",
        ),
        ("J.K. Solheim Works", "Solheim Works", "Company", "the same but for its spelling"),
        ("Skarv Orbital Works", "Orbital Works Skarv", "Institute", "the same words, the last ones first in one"),
        ("TIT Oslo", "Tern Institute of Technology Oslo", "Institute", "may be short for"),
        ("TX-20 cryogenic engine", "TX-20", "Engine", "the same but for whose or of which kind it is"),
        ("Tern tracking station", "Tern", "Facility", "the same but for whose or of which kind it is"),
        ("SES Tern 13G", "Tern 13G", "Satellite", "Tern 13G with SES, whose it is"),
        ("NASA Administrator Jonna Solheim", "Jonna Solheim", "Person", "the same but for its spelling"),
        ("MEP Jonna Solheim", "Jonna Solheim", "Person", "the same but for its spelling"),
        ("Jonna Soljowa", "Jonna Solyova", "Person", "given and family name agree"),
        ("Kestrel Launch", "Kestrel Launch Systems", "Company", "which is soon left out"),
        ("Takeshi Aranami", "Aranami Takeshi", "Person", "the same name, family name first in one"),
        ("Skarv’s", "Skarv", "Company", "the same but for its spelling"),
        ("Terns", "Tern", "Satellite", "Terns may be more than one Tern"),
        ("Tern 9s", "Tern 9", "LaunchVehicle", "the same but for its spelling"),
        ("H-IIX", "H2X", "LaunchVehicle", "the same but for its spelling"),
        ("Tern XX", "Tern-20", "Mission", "the same but for its spelling"),
        ("Tern-5 b", "Tern-5b", "CelestialBody", "the same but for its spelling"),
        ("Tern constellation", "Tern", "Constellation", "the same but for whose or of which kind it is"),
        ("Project Tern", "Tern program", "Program", "the same but for whose or of which kind it is"),
        ("City of Skarv", "Skarv", "City", "the same but for whose or of which kind it is"),
        ("(101955) Tern", "asteroid Tern", "CelestialBody", "the same but for whose or of which kind it is"),
        ("NASA's Tern", "Tern", "Orbiter", "the same but for whose or of which kind it is"),
        ("Changzheng 7", "Long March 7", "LaunchVehicle", "both are Long March 7 in the reference names"),
        ("Launch Pad 12", "LC-12", "LaunchSite", "the same but for its spelling"),
        ("Col. Jonna Solheim", "Jonna Solheim", "Person", "the same but for its spelling"),
        ("Jonna Solheim Jr.", "Jonna Solheim", "Person", "the same but for its spelling"),
        ("Jonna von Solheim", "Jonna Solheim", "Person", "the same but for its spelling"),
        ("Сергей Солхёймов", "Sergei Solhyoimov", "Person", "given and family name agree"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str, type_name: str, reason: str) -> None:
    found = likeness(profile(one, type_name), profile(other, type_name))
    assert found.band == "same"
    assert [said for said in found.reasons if reason in said] == [*found.reasons]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Tarn Space Systems", "Company"), ("TSS", "Company"), "TSS are the initials of Tarn Space Systems"),
        (("Tern 9", "LaunchVehicle"), ("Tern 9 Block 5", "LaunchVehicle"), "has a number that Tern 9 has not"),
        (("Tern 9", "LaunchVehicle"), ("Tern 9 Heavy", "LaunchVehicle"), "a variant, a part, or its full name"),
        (("Heron", "Lander"), ("Heron Mission 1", "Mission"), "Heron Mission 1 may be a mission of Heron"),
        (("Heron", "Lander"), ("Heron", "Mission"), "often named alike"),
        (("Resilience", "Lander"), ("Resilience", "Capsule"), "often named alike"),
        (("Jonna Solheim", "Person"), ("J. Solheim", "Person"), "family name and initial agree"),
        (("Solheim", "Person"), ("Jonna Solheim", "Person"), "family name Solheim only"),
        (("Jim Solheim", "Person"), ("James Solheim", "Person"), "one given name may be short for the other"),
        (("Solheim Berg", "Person"), ("Solheim Berg Aas", "Person"), "one of two family names left out"),
        (("Anna Berg", "Person"), ('Jonna "Anna" Berg', "Person"), "a given name that is not the first in one"),
        (("JVB", "Person"), ("Jonna Viktoria Berg", "Person"), "JVB are the initials of Jonna Viktoria Berg"),
        (("TMX", "Mission"), ("Tern Moons eXploration", "Mission"), "TMX are the initials"),
        (("SALT", "Institute"), ("Skarv Academy of Launch Vehicle Technology", "Institute"), "most of the initials"),
        (("SK-2", "LaunchVehicle"), ("Skarvik-2", "LaunchVehicle"), "SK-2 may be short for Skarvik-2"),
        (("TSA basin", "SurfaceFeature"), ("Tern South-Aas basin", "SurfaceFeature"), "may be short for"),
        (("NASA Tern Facility", "Facility"), ("Tern Facility", "Facility"), "with NASA before it"),
        (("Ada B. Solheim Space Center", "Institute"), ("Solheim Space Center", "Institute"), "the given name Ada B."),
        (("Skarv Technologies", "Company"), ("Skarv", "Company"), "which is soon left out"),
    ],
)
def test_what_is_left_undecided(one: tuple[str, str], other: tuple[str, str], reason: str) -> None:
    found = likeness(profile(*one), profile(*other))
    assert found.band == "undecided"
    assert reason in "; ".join(found.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Artemis II", "Mission"), ("Artemis III", "Mission")),
        (("Athena", "Lander"), ("Athena", "LaunchVehicle")),
        (("Orion", "Capsule"), ("Orion", "CelestialBody")),
        (("Gateway", "Station"), ("Gateway", "Company")),
        (("Anna Menon", "Person"), ("Anil Menon", "Person")),
        (("Falcon Heavy", "LaunchVehicle"), ("Falcon 9", "LaunchVehicle")),
        (("Barnard's Star", "CelestialBody"), ("Luyten's Star", "CelestialBody")),
        (("Canadian Space Agency", "Agency"), ("Chilean Space Agency", "Agency")),
        (("Mark", "Person"), ("Mark Solheim", "Person")),
        (("Jonna Solheim Jr.", "Person"), ("Jonna Solheim Sr.", "Person")),
        (("Orbiter", "Orbiter"), ("Solar Orbiter", "Orbiter")),
        (("Skarv and Tarn", "Company"), ("Tarn", "Company")),
        (("Pad A", "LaunchSite"), ("Pad B", "LaunchSite")),
    ],
)
def test_traps(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert likeness(profile(*one), profile(*other)).band == "differ"


def test_namesakes_with_nothing_in_common_are_left_undecided() -> None:
    found = likeness(profile("Jonna Berg", "Person", "Heron"), profile("Jonna Berg", "Person", "Norway"))
    assert (found.band, found.reasons) == ("undecided", ("the same name", "nothing else in common"))


def test_a_rare_name_that_is_known_is_seldom_two_persons() -> None:
    one, other = profile("Gwynne Shotwell", "Person", "Heron"), profile("Gwynne Shotwell", "Person", "Norway")
    assert likeness(one, other).band == "same"


def test_what_each_country_has_is_many_things_unless_something_is_shared() -> None:
    norwegian, danish = profile("Navy", "Agency", "Norway"), profile("navy", "Agency", "Denmark")
    assert likeness(norwegian, danish).band == "undecided"
    assert likeness(norwegian, profile("the Navy", "Agency", "Norway")).band == "same"


def test_an_alias_that_is_part_of_its_main_name_tells_nothing() -> None:
    whole = Profile("1", "Company", ("Skarv Alenia Orbital", "Skarv", "SAO"))
    assert likeness(whole, Profile("2", "Company", ("Skarv Harbour",))).band == "differ"
    assert likeness(whole, Profile("3", "Company", ("SAO",))).band == "same"


def test_more_in_common_says_more() -> None:
    assert likeness(profile("Berg", "Person", "Heron"), profile("Jonna Berg", "Person", "Heron")).score == 0.875
    one = profile("Solheim", "Person", "Heron", "Skarv")
    assert likeness(one, profile("Jonna Solheim", "Person", "Heron")).score == 0.9
    assert likeness(one, profile("Jonna Solheim", "Person", "Heron", "Skarv")).score == 0.92


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40) | st.from_regex(
    r"(NASA's |Dr\. |the )?([A-Z][a-z'’.]{0,5}[ -]?){1,3}( [IVX]{1,3}|-?[0-9]{1,2}[a-zA-Z]?s?)?"
    r"( rocket| Group| and| Japan| \(Oslo\)|, Norway|/[A-Z]{4,6}| V3)?",
    fullmatch=True,
)
TYPES = st.sampled_from(
    ["Person", "Company", "Agency", "Lander", "Craft", "LaunchVehicle", "City", "Country", "Mission"]
)


@settings(deadline=None)
@given(NAMES, NAMES, TYPES, TYPES)
def test_any_names_can_be_compared_either_way(one: str, other: str, first: str, second: str) -> None:
    found = likeness(Profile("1", first, (one,)), Profile("2", second, (other,)))
    assert 0.0 <= found.score <= 1.0
    assert found.reasons
    assert found.score == likeness(Profile("2", second, (other,)), Profile("1", first, (one,))).score
    candidates([Profile("1", first, (one,)), Profile("2", second, (other,))])


def test_it_does_not_matter_which_comes_first() -> None:
    some = [profile("Heron", "Lander"), profile("Heron Mission 1", "Mission"), profile("H. Berg", "Person")]
    for one in some:
        for other in some:
            assert likeness(one, other).score == likeness(other, one).score


def test_only_what_shares_a_key_is_compared() -> None:
    some = [profile("Heron", "Lander"), profile("Heron II", "Lander"), profile("Kestrel", "Engine")]
    assert [(one.id, other.id) for one, other in candidates(some)] == [("Heron", "Heron II")]


def test_what_was_decided_is_not_asked_again() -> None:
    some = [profile("Heron", "Lander", identity="lander:heron"), profile("Heron", "Rover", identity="rover:heron")]
    assert [one.to_json()["score"] for one in review(some, lambda ids: {}, Decided())] == [0.582]
    for kind in (Kind.DIFFER, Kind.UNSURE):
        decided = Decided((Decision(kind, "rover:heron", "lander:heron"),))
        assert review(some, lambda ids: {}, decided) == []
