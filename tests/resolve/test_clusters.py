"""Clusters that come of the likeliest pairs, one after the other."""

from kg.resolve.clusters import by_likeness
from kg.resolve.profile import Profile


def profile(identity: str, name: str, *related: str, type_name: str = "Company") -> Profile:
    return Profile(identity, type_name, (name,), frozenset(related))


def test_an_acronym_brings_two_spellings_together() -> None:
    some = [
        profile("1", "Tarn Space Systems", "Oslo"),
        profile("2", "TSS", "Oslo", "Heron"),
        profile("3", "Tarn Space Systems GmbH", "Heron"),
    ]
    assert by_likeness(some) == {"1": "1", "2": "1", "3": "1"}


def test_two_full_names_of_one_acronym_stay_apart() -> None:
    some = [
        profile("1", "Tarn Space Systems", "Oslo"),
        profile("2", "Tern Satellite Services", "Oslo"),
        profile("3", "TSS", "Oslo"),
    ]
    found = by_likeness(some)
    assert found["1"] != found["2"]


def test_what_is_known_of_one_counts_for_the_cluster() -> None:
    some = [
        profile("1", "Jonna Berg", "Heron", type_name="Person"),
        profile("2", "Jonna Berg", "Heron", "Skarv", type_name="Person"),
        profile("3", "J. Berg", "Skarv", "Heron", type_name="Person"),
        profile("4", "Jonna Berg", "Norway", type_name="Person"),
    ]
    assert by_likeness(some) == {"1": "1", "2": "1", "3": "1", "4": "4"}


def test_numbers_keep_apart_whatever_brings_together() -> None:
    some = [profile(str(number), f"Tern {number}", "Skarv", type_name="Mission") for number in range(1, 5)]
    assert len(set(by_likeness(some).values())) == 4
