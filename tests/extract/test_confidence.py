"""What else the trained part thinks probable counts for a claim: others of the same words, the same said again."""

from dataclasses import replace

import pytest

from kg.extract.confidence import Confidence, Support, features
from kg.extract.joined_claims import Rivals
from kg.extract.mentions import Kind, Span
from kg.extract.scene import Draft


def draft(subject: int, value: str, sure: float) -> Draft:
    span = Span(subject, subject + 1, subject, Kind.NAME, f"name {subject}", entity=subject)
    return Draft("CONSEQUENCE", span, "trained", 0, value=value, confidence=sure, trained=sure)


def test_others_are_the_same_of_other_subjects_and_other_values_of_the_same_subject() -> None:
    drafts = [draft(1, "a delay", 0.3), draft(2, "a delay", 0.5), draft(3, "a delay", 0.5), draft(1, "a loss", 0.2)]
    beside = Rivals(drafts).beside(drafts[0])
    assert beside.rivals == (0.5, 0.2)
    assert beside.others == pytest.approx((0.75, 0.2))
    alone = Rivals(drafts[:1]).beside(drafts[0])
    assert (alone.rivals, alone.others) == ((0.0, 0.0), (0.0, 0.0))


@pytest.mark.parametrize("more", [{"others": (0.6, 0.0)}, {"again": 0.6}, {"phrase": 0.9}])
def test_what_speaks_for_a_claim_makes_it_more_probable(more: dict[str, object]) -> None:
    weights = {"bias": -1.0, "trained": 0.5, "any subject": 0.3, "again": 0.2, "phrase": 0.2}
    known = Confidence(weights, {"": 0.5}, 0.5, 0.5, 0.5)
    support = Support("CONSEQUENCE", "", 0.4, (Kind.NAME,), phrase=0.5)
    assert known.of(replace(support, **more)) > known.of(support)


def test_without_the_trained_part_nothing_else_counts() -> None:
    support = Support("OPERATED_BY", "possessive", None, (Kind.NAME, Kind.NAME))
    assert {name for name, _ in features(support, {"": 0.5})}.isdisjoint(
        {"any subject", "any object", "again", "phrase"}
    )


def test_causes_and_consequences_are_told_from_a_probability_of_their_own() -> None:
    known = Confidence({}, {"": 0.5}, least=0.5, least_worded=0.4, least_why=0.3)
    told = [name for name in ("OPERATED_BY", "PURPOSE", "CAUSE", "CONSEQUENCE") if known.enough(0.35, name)]
    assert told == ["CAUSE", "CONSEQUENCE"]
