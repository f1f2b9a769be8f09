"""What decisions come to: clusters with ids that follow from the decisions alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.resolve import Decided, Decision, Kind, changed

HERON = Entity("lander:heron", "Lander", "Heron", ("the Heron",))
HERON_2 = Entity("craft:heron-ii", "Craft", "Heron II")
SKARV = Entity("Q7", "Company", "Skarv", wikidata="Q7")


def same(one: str, other: str) -> Decision:
    return Decision(Kind.SAME, one, other)


def differ(one: str, other: str) -> Decision:
    return Decision(Kind.DIFFER, one, other)


def claim(subject: Entity, target: Entity, story: str = "s1") -> Claim:
    made = Claim(story, subject, "BUILT_BY", target, spans=((0, 5), (6, 9)), evidence=(Evidence(0, 9),))
    return replace(made, id=made.key())


def reading(*claims: Claim, story: str = "s1") -> Reading:
    entities = {entity.id: entity for one in claims for entity in (one.subject, one.object) if entity}
    return Reading(Story(story, "Heron Skarv built."), tuple(entities.values()), claims)


def test_a_cluster_has_the_oldest_wikidata_id_else_the_smallest() -> None:
    assert Decided((same("lander:b", "lander:a"),)).identity("lander:b", "s1") == "lander:a"
    decided = Decided((same("lander:a", "Q99"), same("Q100", "lander:a")))
    assert {decided.identity(one, "s1") for one in ("lander:a", "Q99", "Q100")} == {"Q99"}


def test_claims_keep_id_and_evidence_and_names_come_together() -> None:
    before = claim(HERON, SKARV)
    (after,) = Decided((same(HERON.id, HERON_2.id),)).reading(reading(before)).claims
    assert (after.id, after.evidence, after.spans) == (before.id, before.evidence, before.spans)
    assert after.subject == replace(HERON, id=HERON_2.id)
    one, other = Decided((same(HERON.id, HERON_2.id),)).reading(reading(before, claim(HERON_2, SKARV))).claims
    assert one.subject == other.subject == replace(HERON_2, aliases=("Heron", "the Heron"))


def test_type_and_name_are_the_last_ones_decided_on() -> None:
    decided = Decided(
        (
            Decision(Kind.RENAME, HERON.id, "Old Heron"),
            Decision(Kind.RENAME, HERON.id, "Heron One"),
            Decision(Kind.RETYPE, HERON.id, "Rover"),
        )
    )
    assert decided.entity(HERON, "s1") == Entity(HERON.id, "Rover", "Heron One", ("Heron", "the Heron"))


def test_a_name_of_one_story_is_a_thing_of_its_own_once_a_decision_names_it() -> None:
    decided = Decided((differ("person:jo-berg", "person:jo-berg@courier"),))
    assert decided.identity("person:jo-berg", "courier") == "person:jo-berg@courier"
    assert decided.identity("person:jo-berg", "ledger") == "person:jo-berg"


def test_the_last_judgement_on_a_pair_holds() -> None:
    parted = Decided((same("a", "b"), same("b", "c"), differ("b", "a")))
    assert [parted.identity(one, "s1") for one in "abc"] == ["a", "b", "b"]
    assert parted.judgement("a", "b") is Kind.DIFFER
    assert parted.judgement("a", "c") is None
    joined = Decided((differ("a", "b"), same("a", "b")))
    assert joined.identity("b", "s1") == "a"


def test_a_contradiction_is_named_with_what_it_contradicts() -> None:
    with pytest.raises(KgError, match="differ a c contradicts same a b, same b c; take one of them back"):
        Decided((same("a", "b"), same("b", "c"), differ("a", "c")))


def test_what_nobody_decided_on_is_the_very_same_reading() -> None:
    untouched = reading(claim(HERON, SKARV))
    assert Decided((same("a", "b"),)).reading(untouched) is untouched


def test_what_changed_between_two_records() -> None:
    before, after = Decided((same("a", "b"),)), Decided((same("a", "b"), differ("a", "b"), differ("c", "c@s1")))
    assert list(changed(before, after)) == [("b", None, "a"), ("c", "s1", "c")]
    assert list(changed(after, after)) == []


MEMBERS = st.sampled_from(["lander:a", "lander:b", "Q5", "Q12", "lander:a@s1", "s1#e4"])
PAIRS = st.lists(st.tuples(MEMBERS, MEMBERS).filter(lambda pair: pair[0] != pair[1]), max_size=6)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_the_same_does_not_matter(pairs: list[tuple[str, str]], chance) -> None:  # type: ignore[no-untyped-def]
    decisions = [same(*pair) for pair in pairs]
    shuffled = [same(*reversed(pair)) for pair in pairs]
    chance.shuffle(shuffled)
    assert Decided(tuple(decisions)).identities == Decided(tuple(shuffled)).identities


@given(PAIRS)
def test_settling_what_is_settled_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    decided = Decided(tuple(same(*pair) for pair in pairs))
    for identity in ("lander:a", "Q5", "s1#e4"):
        once = decided.entity(Entity(identity, "Lander", identity), "s2")
        assert decided.entity(once, "s2") == once
