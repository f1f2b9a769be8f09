"""The questions that a news brief asks itself, answered from what was read in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import loaders
from kg.ask import Answer, ask
from kg.extract import Reader
from kg.model import Story
from kg.resolve import resolve
from kg.store import Store, stop

BRIEF = Path(__file__).parents[3] / "shared" / "briefs" / "resilience.txt"

pytestmark = pytest.mark.skipif(
    not BRIEF.exists(), reason="left out: shared/briefs/resilience.txt, a third party's text, is not beside the project"
)

WANTED = {
    "What were the goals of the Resilience mission?": ["collect lunar soil samples", "the Guardian", "profitable"],
    "How does this failure impact future lunar exploration?": ["raises questions", "could jeopardize", "2027"],
    "What is the significance of the Tenacious rover?": ["first European-made rover", "European Space Agency"],
    "What does ispace's failed moon landing mean for future lunar missions?": ["raises questions", "could jeopardize"],
    "Why Did Ispace's Lunar Lander Fail Again?": ["holds nothing on why Resilience failed", "Resilience failed"],
}


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    data = tmp_path_factory.mktemp("brief")
    reader = Reader.load()
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as store:
            for story in loaders.read([str(BRIEF)]):
                assert isinstance(story, Story)
                store.load(resolve(reader.read(story)))
            yield store
    finally:
        stop(data)


@pytest.mark.parametrize(("question", "words"), WANTED.items())
def test_its_own_questions(brief: Store, question: str, words: list[str]) -> None:
    told: Answer = ask(brief, question)
    assert told.citations
    assert [word for word in words if word.casefold() not in told.text.casefold()] == []
    assert {citation.source for citation in told.citations} == {BRIEF.name}
