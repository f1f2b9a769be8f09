"""Sources become readings in their order, and what cannot be read stands in its place."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kg.errors import ExtractError, LoadError, ReadingStopped
from kg.loading import reading
from kg.model import Reading, Story
from loaders import Rejected


class Reader:
    """Reads any story, but for two that no reader foresaw."""

    def read(self, story: Story) -> Reading:
        if "wrong" in story.text:
            raise ExtractError("a claim breaks the vocabulary")
        if "bug" in story.text:
            raise IndexError("list index out of range")
        return Reading(story, (), ())


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(reading, "reader", lambda least=None: Reader())
    texts = {"a": "A good story.", "b": "A wrong story.", "c": "", "d": "A bug of a story.", "e": "Another good one."}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return str(tmp_path)


def test_each_input_has_its_place(sources: str) -> None:
    found = list(reading.read([sources]))
    assert [item.story.id if isinstance(item, Reading) else Path(item.source).stem for item in found] == list("abcde")
    reasons = [item.reason for item in found if isinstance(item, Rejected)]
    assert reasons[0] == "a claim breaks the vocabulary"
    assert reasons[2] == "cannot be read (IndexError: list index out of range); report it"


def test_an_id_is_given_to_the_first_story_and_refused_to_the_next(sources: str) -> None:
    found = list(reading.read([sources], story_id="mine"))
    assert [item.story.id for item in found if isinstance(item, Reading)] == ["mine"]
    assert "a second story cannot have the id mine" in str(found[-1])


def test_an_unknown_format_is_an_error_at_once() -> None:
    with pytest.raises(LoadError, match="pdf: no such format; use one of archive, brief, feed"):
        reading.read(["x.txt"], format="pdf")


def test_a_reading_process_that_is_killed_ends_the_reading_in_one_line() -> None:
    def stories() -> Iterator[Story]:
        for number in range(20):
            yield Story(f"s{number}", "Resilience fell silent.")

    found = reading.readings(stories(), workers=2)
    assert isinstance(next(found), Reading)
    for process in psutil.Process().children():
        if "spawn_main" in " ".join(process.cmdline()):
            process.kill()
    with pytest.raises(ReadingStopped, match="a process that reads was ended"):
        list(found)
