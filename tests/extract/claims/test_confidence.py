"""How probable a claim is: what its parts say of it, what else the trained part thinks, and how sure its sides are."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from kg.extract import Reader
from kg.extract.claims.confidence import SURER, Confidence, features, names, shipped
from kg.extract.claims.support import Support
from kg.extract.entities.mentions import Certainty, Kind, Span
from kg.extract.joining.claims import Rivals, Ruled
from kg.extract.scene import Draft
from kg.model import Story

NAME, DESCRIPTION = Certainty(Kind.NAME, 0.9, 0.9, 0.9, 0.9), Certainty(Kind.DESCRIPTION, 0.5, 0.5, 0.6, 0.6)


@pytest.fixture(scope="module")
def confidence() -> Confidence:
    found = shipped()
    assert found is not None
    return found


def draft(subject: int, value: str, sure: float, rule: str = "trained") -> Draft:
    span = Span(subject, subject + 1, subject, Kind.NAME, f"name {subject}", entity=subject)
    words = (100, 100 + len(value))
    return Draft("CONSEQUENCE", span, rule, 0, value=value, value_span=words, confidence=sure, trained=sure)


def test_others_are_the_same_of_other_subjects_and_other_values_of_the_same_subject() -> None:
    drafts = [draft(1, "a delay", 0.3), draft(2, "a delay", 0.5), draft(3, "a delay", 0.5), draft(1, "a loss", 0.2)]
    highest, others = Rivals(drafts).beside(drafts[0])
    assert highest == (0.5, 0.2)
    assert others == pytest.approx((0.75, 0.2))
    assert Rivals(drafts[:1]).beside(drafts[0]) == ((0.0, 0.0), (0.0, 0.0))


def test_what_a_rule_says_of_another_is_contested(reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", "A delay of months is what follows.", published="2026-06-01"))
    scene.drafts = [draft(1, "a delay of months", 0.3, "consequence")]
    ruled = Ruled(scene)
    assert ruled.elsewhere(draft(2, "a delay of a month", 0.4))
    assert not ruled.elsewhere(draft(1, "a delay of a month", 0.4))
    assert not ruled.elsewhere(draft(2, "a", 0.4))


SUPPORTS = [
    Support("CONSEQUENCE", "", 0.4, NAME, phrase=0.5),
    Support("CONSEQUENCE", "consequence", 0.2, DESCRIPTION, phrase=0.5),
    Support("OPERATED_BY", "", 0.5, NAME, DESCRIPTION),
    Support("OPERATED_BY", "possessive", 0.6, DESCRIPTION, NAME),
    Support("LAUNCH_DATE", "", 0.6, DESCRIPTION),
]


@pytest.mark.parametrize("support", SUPPORTS, ids=lambda support: f"{support.predicate} {support.rule}")
@pytest.mark.parametrize(
    "surer",
    [
        lambda support: replace(support, trained=0.9),
        lambda support: replace(support, again=0.9),
        lambda support: replace(support, phrase=0.99),
        lambda support: replace(
            support, subject=replace(support.subject, mention=0.99, best=0.99, type=0.99, link=0.99)
        ),
    ],
    ids=["trained", "again", "phrase", "subject"],
)
def test_what_speaks_for_a_claim_makes_it_no_less_probable(
    confidence: Confidence, support: Support, surer: Callable[[Support], Support]
) -> None:
    before, after = confidence.of([support, surer(support)])
    assert after >= before


@pytest.mark.parametrize("support", SUPPORTS[2:], ids=lambda support: f"{support.predicate} {support.rule}")
def test_the_trained_part_its_rivals_and_the_mention_tell(confidence: Confidence, support: Support) -> None:
    doubtful = replace(support.subject, mention=0.1, best=0.1)
    plain, unsure, sure, rivalled, doubted = confidence.of(
        [
            support,
            replace(support, trained=0.05),
            replace(support, trained=0.97),
            replace(support, rivals=(0.9, 0.9)),
            replace(support, subject=doubtful),
        ]
    )
    assert unsure < sure
    assert rivalled < plain
    assert doubted < plain


@pytest.mark.parametrize("support", SUPPORTS[:2], ids=lambda support: f"{support.predicate} {support.rule}")
def test_of_what_follows_the_trained_part_tells_too(confidence: Confidence, support: Support) -> None:
    unsure, sure = confidence.of([replace(support, trained=0.05), replace(support, trained=0.97)])
    assert unsure < sure


def test_of_what_follows_how_often_the_rule_was_right_is_the_least(confidence: Confidence) -> None:
    rules, weights = {"": 0.2, "misfortune CONSEQUENCE": 0.41}, {"bias": -3.0, "trained and rule": 1.0}
    known = replace(confidence, rules=rules, weights=weights)
    unsure = Support("CONSEQUENCE", "misfortune", 0.02, NAME, phrase=0.02)
    assert known.of([unsure, replace(unsure, trained=0.98)]) == [0.41, pytest.approx(0.709)]


def test_claims_are_judged_alike_alone_and_together(confidence: Confidence) -> None:
    assert confidence.of(SUPPORTS) == [confidence.of([support])[0] for support in SUPPORTS]
    assert confidence.of([]) == []


def test_of_an_event_the_rule_alone_tells(confidence: Confidence) -> None:
    known = replace(confidence, rules={"": 0.5, "landing LANDED_ON": 0.71})
    ruled = Support("LANDED_ON", "landing", 0.02, replace(DESCRIPTION, mention=0.0), NAME, event=True)
    assert known.of([ruled, replace(ruled, rule="other"), replace(ruled, rule="")]) == [0.71, 0.5, 0.0]


def test_the_trees_see_what_is_known_of_a_claim_in_one_order() -> None:
    support = Support("OPERATED_BY", "possessive", None, NAME, DESCRIPTION)
    assert [name for name, _ in features(support, {"": 0.5})] == names()
    assert set(names()) >= SURER
    assert not {"OPERATED_BY", "possessive"} & {word for name in names() for word in name.split()}


def test_causes_and_consequences_are_told_from_a_probability_of_their_own() -> None:
    known = Confidence(lambda rows: np.zeros(len(rows)), {}, {"": 0.5}, least=0.5, least_worded=0.4, least_why=0.3)
    told = [name for name in ("OPERATED_BY", "PURPOSE", "CAUSE", "CONSEQUENCE") if known.enough(0.35, name)]
    assert told == ["CAUSE", "CONSEQUENCE"]
