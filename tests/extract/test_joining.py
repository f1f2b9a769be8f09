"""The trained part beside the rules: what it adds, and what it must leave alone."""

import itertools
from pathlib import Path

import pytest

from kg.evaluate.corpus import read
from kg.extract import Reader
from kg.extract.joining import CERTAIN, FLOOR, RULE
from kg.model import Reading, Story

LEAST_SURE = 0.85 * 0.85  # what two pronouns leave of a claim's confidence
EXAMPLES = Path(__file__).parents[2] / "examples" / "stories" / "annotations"


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [annotated.reading.story for annotated in read(EXAMPLES)]


@pytest.fixture(scope="module")
def joined(reader: Reader, stories: list[Story]) -> list[Reading]:
    return [reader.read(story) for story in stories]


@pytest.fixture(scope="module")
def alone(stories: list[Story]) -> list[Reading]:
    rules = Reader.load(trained=False)
    assert rules.trained is None
    return [rules.read(story) for story in stories]


def test_the_trained_part_ships(reader: Reader) -> None:
    assert reader.trained is not None


def test_it_adds_claims_that_it_is_sure_of(joined: list[Reading], alone: list[Reading]) -> None:
    added = [claim for reading in joined for claim in reading.claims if claim.rule == RULE]
    assert len(added) > 20
    assert all(claim.confidence < 0.65 or claim.confidence >= CERTAIN * LEAST_SURE for claim in added)
    assert all(claim.object is not None or claim.predicate in DATED for claim in added)
    assert sum(len(reading.claims) for reading in joined) > sum(len(reading.claims) for reading in alone)


DATED = {"LAUNCH_DATE", "LANDING_DATE", "END_DATE", "FOUNDED_DATE", "OUTCOME"}


def test_what_it_bears_out_becomes_surer(joined: list[Reading], alone: list[Reading]) -> None:
    def told(readings: list[Reading]) -> dict[tuple[str, ...], float]:
        return {
            (claim.story, claim.subject.name, claim.predicate, claim.object.name, claim.rule): claim.confidence
            for reading in readings
            for claim in reading.claims
            if claim.object is not None and claim.rule != RULE
        }

    before, after = told(alone), told(joined)
    both = before.keys() & after.keys()
    assert sum(after[key] > before[key] for key in both) > len(both) / 2


def test_names_do_not_overlap(joined: list[Reading]) -> None:
    for reading in joined:
        spans = sorted(
            (mention.start, mention.end) for entity in reading.entities for mention in entity.mentions if mention.named
        )
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_unsure_claims_are_left_out(reader: Reader) -> None:
    assert 0.5 <= FLOOR < 1
    reading = reader.read(Story("plain", "Nobody from Tern-2 said what Wren may or may not have to do with Mahia."))
    assert [claim for claim in reading.claims if claim.rule == RULE] == []
