"""What counts as right, on one small story and readings of it that go wrong in one way each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.evaluate.corpus import read
from kg.evaluate.gold import Gold, GoldClaim, GoldEntity, from_annotated
from kg.evaluate.scoring import StoryScore, score
from kg.model import Claim, Entity, Evidence, Mention, Reading, Status, Story

ANNOTATION = """@story plover
@published 2027-03-04
[Tromsø]{y1 City}-based [Kestrel Lunar]{c1 Company} lost [Plover]{l1 Lander} on Tuesday.
  > c1 HEADQUARTERED_IN y1
  > l1 OPERATED_BY c1
  > l1 LANDING_DATE "2027-03-02" | status=failed | when=2027-03-02
[The company]{c1~} said that [the craft]{l1~} was to map the polar ice.
  > c1 SAID "the craft was to map the polar ice"
  > l1 PURPOSE "map the polar ice" | by=c1
@end
"""


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    path = tmp_path / "plover.txt"
    path.write_text(ANNOTATION, encoding="utf-8")
    return next(iter(read(path))).reading


@pytest.fixture
def gold(tmp_path: Path, reading: Reading) -> Gold:
    return from_annotated(next(iter(read(tmp_path / "plover.txt"))))


def changed(reading: Reading, predicate: str, change: Callable[[Claim], Claim]) -> Reading:
    claims = tuple(change(claim) if claim.predicate == predicate else claim for claim in reading.claims)
    return replace(reading, claims=claims)


def kinds(result: StoryScore) -> list[tuple[str, str]]:
    return [(error.kind, error.predicate) for error in result.errors]


def test_the_gold_itself_is_perfect(gold: Gold, reading: Reading) -> None:
    result = score(gold, reading)
    assert kinds(result) == []
    assert (result.gold, result.predicted) == (5, 5)
    assert {name for name, tally in result.tallies.items() if tally.gold and tally.f1 < 1} == set()


def test_a_claim_not_read_is_missed_with_its_sentence(gold: Gold, reading: Reading) -> None:
    result = score(gold, replace(reading, claims=reading.claims[1:]))
    (error,) = result.errors
    assert (error.kind, error.claim) == ("missed", "Kestrel Lunar HEADQUARTERED_IN Tromsø")
    assert error.sentence == "Tromsø-based Kestrel Lunar lost Plover on Tuesday."
    assert result.tallies["facts"].recall == pytest.approx(2 / 3)
    assert result.tallies["facts"].precision == 1


def test_a_claim_not_stated_is_wrong(gold: Gold, reading: Reading) -> None:
    turned = changed(reading, "HEADQUARTERED_IN", lambda claim: replace(claim, object=reading.entities[2]))
    assert kinds(score(gold, turned)) == [("missed", "HEADQUARTERED_IN"), ("wrong", "HEADQUARTERED_IN")]


def test_the_same_triple_twice_counts_once(gold: Gold, reading: Reading) -> None:
    result = score(gold, replace(reading, claims=(*reading.claims, reading.claims[1])))
    assert result.tallies["facts"].precision == 1


def test_status_date_and_speaker_are_scored_on_claims_that_match(gold: Gold, reading: Reading) -> None:
    result = score(
        gold,
        changed(
            changed(reading, "LANDING_DATE", lambda claim: replace(claim, status=Status.ACTUAL, when="2027-03")),
            "PURPOSE",
            lambda claim: replace(claim, attribution=()),
        ),
    )
    assert kinds(result) == [("status", "LANDING_DATE"), ("when", "LANDING_DATE"), ("attribution", "PURPOSE")]
    assert result.tallies["facts"].f1 == 1
    assert result.tallies["status"].precision == pytest.approx(4 / 5)


def test_a_date_that_the_annotation_gives_to_the_subject_otherwise_counts_neither_way(
    gold: Gold, reading: Reading
) -> None:
    """The annotation has the landing's date as a claim of its own; a relation of the lander may have it too."""
    dated = changed(reading, "OPERATED_BY", lambda claim: replace(claim, when="2027-03-02"))
    wrong = changed(reading, "OPERATED_BY", lambda claim: replace(claim, when="2027-03-09"))
    before = score(gold, reading).tallies["when"]
    assert score(gold, dated).tallies["when"] == before
    assert score(gold, wrong).tallies["when"].predicted == before.predicted + 1
    assert ("when", "OPERATED_BY") in kinds(score(gold, wrong))


def test_words_match_by_half_of_them_and_dates_exactly(gold: Gold, reading: Reading) -> None:
    near = changed(reading, "PURPOSE", lambda claim: replace(claim, value="map polar ice in detail"))
    assert score(gold, near).tallies["text"].f1 == 1
    off = changed(reading, "LANDING_DATE", lambda claim: replace(claim, value="2027-03"))
    assert kinds(score(gold, off)) == [("missed", "LANDING_DATE"), ("wrong", "LANDING_DATE")]


def test_a_described_entity_matches_by_its_place(gold: Gold, reading: Reading) -> None:
    lander = reading.entities[2]
    described = replace(lander, name="Kestrel Lunar's lost craft", described=True)
    moved = replace(
        reading, claims=tuple(replace(c, subject=described) if c.subject == lander else c for c in reading.claims)
    )
    assert kinds(score(gold, moved)) == []
    elsewhere = replace(described, mentions=(Mention(0, 6),))
    lost = replace(
        reading, claims=tuple(replace(c, subject=elsewhere) if c.subject == lander else c for c in reading.claims)
    )
    assert ("missed", "OPERATED_BY") in kinds(score(gold, lost))


def test_evidence_must_lie_in_the_text_and_hold_the_arguments(gold: Gold, reading: Reading) -> None:
    length = len(reading.story.text)
    beyond = changed(reading, "OPERATED_BY", lambda claim: replace(claim, evidence=(Evidence(0, length + 1),)))
    assert score(gold, beyond).tallies["evidence in the text"].precision == pytest.approx(4 / 5)
    misquoted = changed(reading, "OPERATED_BY", lambda claim: replace(claim, evidence=(Evidence(0, 6, "Trondh"),)))
    assert score(gold, misquoted).tallies["evidence in the text"].precision == pytest.approx(4 / 5)
    assert score(gold, misquoted).tallies["evidence holds its arguments"].precision == pytest.approx(4 / 5)


def test_entities_are_scored_by_exact_span_and_type(gold: Gold, reading: Reading) -> None:
    retyped = replace(reading, entities=(*reading.entities[:2], replace(reading.entities[2], type="Rover")))
    tallies = score(gold, retyped).tallies
    assert tallies["entity/Lander"].recall == 0
    assert tallies["entity/Rover"].precision == 0
    assert tallies["entities"].f1 == pytest.approx(2 / 3)
    assert tallies["typed names"].f1 == pytest.approx(2 / 3)
    assert tallies["co-reference"].f1 == 1


def test_co_reference_is_b_cubed(gold: Gold, reading: Reading) -> None:
    split = [
        replace(entity, id=f"{entity.id}-{index}", mentions=(mention,))
        for entity in reading.entities
        for index, mention in enumerate(entity.mentions)
    ]
    tally = score(gold, replace(reading, entities=tuple(split))).tallies["co-reference"]
    # five mentions in clusters of two, two and one: alone each is pure, and half of its cluster but for the one
    assert (tally.precision, tally.recall) == (1, pytest.approx((4 * 0.5 + 1) / 5))


def test_labels_without_text_leave_open_what_they_do_not_say() -> None:
    plover, kestrel = GoldEntity("Plover", "Lander", frozenset(["plover"])), Entity("k", "Company", "Kestrel Lunar")
    owner = GoldEntity("Kestrel", "Company", frozenset(["kestrel", "kestrel lunar"]))
    gold = Gold(
        "s",
        (
            GoldClaim(("OPERATED_BY",), (plover,), (owner,)),
            GoldClaim(("TARGETS", "LANDED_ON"), (plover,), (GoldEntity("Moon", "CelestialBody", frozenset(["moon"])),)),
            GoldClaim(("OUTCOME",), (plover,), values=("failed",), optional=True),
        ),
    )
    lander, moon = Entity("p", "Lander", "the Plover lander"), Entity("m", "CelestialBody", "the Moon")
    claims = (
        Claim("s", lander, "OPERATED_BY", kestrel, when="2027", attribution=(kestrel,)),
        Claim("s", lander, "LANDED_ON", moon),
        Claim("s", lander, "OUTCOME", value="failed"),
        Claim("s", lander, "MEASURE", value="300 kg"),
    )
    result = score(gold, Reading(Story("s", "text"), (), claims))
    assert result.errors == ()
    assert result.tallies["facts"].gold == 2
