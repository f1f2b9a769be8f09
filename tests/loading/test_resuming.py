"""Stories that are held are passed over, in their places, and nobody waits for what is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from kg.loading.edition import reader_edition, story_edition
from kg.loading.resuming import MOST, unread
from kg.model import Named, Reading, Statement, Story
from kg.store.held import Held
from loaders import Rejected

READER = "reader 1"


@dataclass
class Graph:
    """Holds some stories; `asked` are the sizes of the questions."""

    held: dict[str, str]
    asked: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, stories: Iterable[Story], reader: str = READER) -> "Graph":
        return cls({story.id: story_edition(story, reader) for story in stories})

    def holding(self, editions: Iterable[tuple[str, str]]) -> dict[str, Held]:
        pairs = list(editions)
        self.asked.append(len(pairs))
        return {edition: Held(story, 1, ()) for story, edition in pairs if self.held.get(story) == edition}


def story(number: int, text: str = "Resilience fell silent.") -> Story:
    return Story(f"s{number}", text)


def names(items: Iterable[Story | Rejected | Held]) -> list[str]:
    """Stories to read by id, held ones in brackets, rejected ones with a dash."""
    return [
        f"({item.story})" if isinstance(item, Held) else f"-{item.source}" if isinstance(item, Rejected) else item.id
        for item in items
    ]


def test_each_story_has_its_place_held_or_not() -> None:
    items = [story(0), Rejected("x.pdf", "unknown"), story(1), story(2)]
    graph = Graph.of([story(0), story(2)])
    assert names(unread(items, graph.holding, READER)) == ["(s0)", "-x.pdf", "s1", "(s2)"]


def test_a_story_by_another_path_to_its_file_is_not_read_again() -> None:
    told = replace(story(0), source="news/voyager.md")
    other = replace(told, source="/home/anna/news/voyager.md")
    assert names(unread([other], Graph.of([told]).holding, READER)) == ["(s0)"]


@pytest.mark.parametrize(
    "other",
    [
        story(0, "Resilience fell silent!"),
        replace(story(0), title="Resilience"),
        replace(story(0), published="2025-06-05"),
        replace(story(0), outlet="The Guardian"),
        replace(story(0), source="elsewhere.txt"),
        replace(story(0), statements=(Statement(Named(0, 10, ("Lander",)), "OUTCOME", value="failed"),)),
    ],
)
def test_a_story_that_changed_in_anything_is_read(other: Story) -> None:
    assert names(unread([other], Graph.of([story(0)]).holding, READER)) == ["s0"]


def test_another_reader_reads_again() -> None:
    assert names(unread([story(0)], Graph.of([story(0)]).holding, "reader 2")) == ["s0"]


def test_a_second_version_is_read_whatever_was_held_before_this_run() -> None:
    """Of two versions of one story the last one counts, in the first run and in any later one."""
    old, new = story(0), story(0, "Corrected: it fell silent.")
    assert names(unread([old, new], Graph.of([new]).holding, READER)) == ["s0", "s0"]
    assert names(unread([new, new], Graph.of([new]).holding, READER)) == ["(s0)", "(s0)"]


def test_a_new_story_never_waits_for_others_to_arrive() -> None:
    arrived: list[str] = []

    def arriving() -> Iterator[Story]:
        for number in range(5):
            arrived.append(f"s{number}")
            yield story(number)

    for item in unread(arriving(), Graph({}).holding, READER):
        assert names([item]) == arrived[-1:]


def test_many_that_are_held_are_asked_for_together() -> None:
    stories = [story(number) for number in range(2000)]
    graph = Graph.of(stories)
    assert len(list(unread(stories, graph.holding, READER))) == 2000
    assert graph.asked[:4] == [1, 2, 4, 8]
    assert max(graph.asked) == MOST


def test_long_texts_are_asked_for_a_few_at_a_time() -> None:
    stories = [story(number, "x" * 1_500_000) for number in range(16)]
    graph = Graph.of(stories)
    list(unread(stories, graph.holding, READER))
    assert max(graph.asked) == 2


def test_the_edition_of_a_reader() -> None:
    class Reader:
        def read(self, story: Story) -> Reading:
            return Reading(story, (), ())

    class Model(Reader):
        edition = "llm qwen"

    assert reader_edition(None, None) == reader_edition(None, None)
    assert len({reader_edition(None, None), reader_edition(None, 0.5), reader_edition(Model(), None)}) == 3
    assert reader_edition(Reader(), None) is None


def test_half_a_character_in_a_text_is_nothing_to_stop_at() -> None:
    assert names(unread([story(0, "half \ud800")], Graph({}).holding, READER)) == ["s0"]
