"""Which names may be of one entity, with the reasons in words."""

import pytest

from kg.resolve import Decided, Decision, Kind
from kg.resolve.blocking import candidates
from kg.resolve.likeness import Profile, likeness
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
        ("Роскосмос", "Roscosmos", "Agency", "the same but for its transliteration"),
        ("Takeshi Aranami", "Aranami Takeshi", "Person", "the same name, family name first in one"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str, type_name: str, reason: str) -> None:
    found = likeness(profile(one, type_name), profile(other, type_name))
    assert (found.band, found.reasons) == ("same", (reason,))


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
    ],
)
def test_traps(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert likeness(profile(*one), profile(*other)).band == "differ"


def test_namesakes_with_nothing_in_common_are_left_undecided() -> None:
    found = likeness(profile("Jonna Berg", "Person", "Heron"), profile("Jonna Berg", "Person", "Norway"))
    assert (found.band, found.reasons) == ("undecided", ("the same name", "nothing else in common"))


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
