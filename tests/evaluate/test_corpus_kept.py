"""The annotated stories of `tests/corpus`: well formed, of the vocabulary, and enough of everything."""

from collections import Counter
from pathlib import Path

import pytest

from kg.evaluate.corpus import Annotated, read
from kg.extract.training.split import Part, part_of
from kg.model import Claim
from ontology import vocabulary

CORPUS = Path(__file__).parents[1] / "corpus"
INSTANCES, WORDINGS = 60, 15


@pytest.fixture(scope="module")
def stories() -> list[Annotated]:
    return list(read(CORPUS))


def test_nothing_breaks_the_vocabulary(stories: list[Annotated]) -> None:
    assert [problem for story in stories for problem in story.problems] == []


def test_every_story_has_an_id_of_its_own_and_a_date(stories: list[Annotated]) -> None:
    names = Counter(story.reading.story.id for story in stories)
    assert [name for name, count in names.items() if count > 1] == []
    assert [story.reading.story.id for story in stories if not story.reading.story.published] == []


def test_every_predicate_is_there_often_and_in_many_wordings(stories: list[Annotated]) -> None:
    counts: Counter[str] = Counter()
    wordings: dict[str, set[str]] = {}
    for story in stories:
        for claim in story.reading.claims:
            counts[claim.predicate] += 1
            wordings.setdefault(claim.predicate, set()).add(wording(claim, story.reading.story.text))
    few = {name: counts[name] for name in vocabulary().predicates if counts[name] < INSTANCES}
    alike = {name: len(found) for name, found in wordings.items() if len(found) < WORDINGS}
    assert (few, alike) == ({}, {})


def wording(claim: Claim, text: str) -> str:
    """The words between the two sides of a claim, or around its subject: what says it."""
    start, end = claim.evidence[0].start, claim.evidence[0].end
    inside = sorted(span for span in claim.spans if start <= span[0] and span[1] <= end)
    if len(inside) == 2 and inside[0][1] <= inside[1][0]:
        return text[inside[0][1] : inside[1][0]]
    return " ".join(text[inside[0][1] :].split()[:6]) if inside else text[start:end]


def test_the_parts_are_what_they_are_said_to_be(stories: list[Annotated]) -> None:
    sizes = Counter(part_of(story.reading.story.id) for story in stories)
    assert sizes[Part.TRAIN] > 7 * sizes[Part.TEST]
    assert min(sizes[Part.DEVELOP], sizes[Part.TEST]) > 60
