"""Which likely pairs are taken at once."""

from collections.abc import Sequence

from kg.resolve.accepting import acceptable
from kg.resolve.candidate import Candidate
from kg.resolve.decided import Decided
from kg.resolve.decisions import Decision, Kind
from kg.resolve.profile import Profile
from kg.resolve.review import review

NAMES = {"lander:heron-2": "Heron 2", "craft:heron-ii": "Heron II", "craft:heron-2": "Heron-2"}
TYPES = {"lander:heron-2": "Lander", "craft:heron-ii": "Craft", "craft:heron-2": "Craft"}


def listed(decided: Decided) -> list[Candidate]:
    profiles = [Profile(identity, TYPES[identity], (name,)) for identity, name in NAMES.items()]
    return review(profiles, lambda _: {}, decided)


def taken(decided: Decided, least: float = 0.9) -> list[list[set[str]]]:
    return [ends(pairs) for pairs in acceptable(listed(decided), decided, least)]


def ends(pairs: Sequence[Candidate]) -> list[set[str]]:
    return [{pair.one.id, pair.other.id} for pair in pairs]


def test_three_of_one_name_need_two_decisions() -> None:
    (pairs,) = taken(Decided())
    assert len(pairs) == 2
    assert set.union(*pairs) == set(NAMES)


def test_what_somebody_parted_or_left_open_stays_apart_with_all_that_hangs_on_it() -> None:
    for kind in (Kind.DIFFER, Kind.UNSURE):
        decided = Decided((Decision(kind, "lander:heron-2", "craft:heron-ii"),))
        assert len(listed(decided)) == 2
        assert taken(decided) == []


def test_one_that_may_be_two_is_left_to_people() -> None:
    found = listed(Decided())
    heron = next(end for pair in found for end in (pair.one, pair.other) if end.id == "lander:heron-2")
    split = Candidate(heron, Profile("lander:heron-2@s1", "Lander", ("Heron 2",)), found[0].likeness, parts=("s1",))
    (pairs,) = acceptable([*found, split], Decided(), 0.9)
    assert ends(pairs) == [{"craft:heron-ii", "craft:heron-2"}]


def test_less_likely_pairs_are_left() -> None:
    assert taken(Decided(), 0.99) == []
