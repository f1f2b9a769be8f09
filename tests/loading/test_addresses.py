"""An address is asked for what is new only while the graph holds what it gave."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import Graph, store
from kg.errors import KgError
from kg.loading.addresses import delete, remembered
from kg.model import Reading, Story
from kg.store.configuration import Folder
from loaders.conditional import Seen
from loaders.pace import Pace

VERSION = {"ETag": '"v1"'}
SEEN = Seen("https://a.example/feed", '"v1"')


class Reader:
    """One that reads nothing; its edition is that of a language model, say."""

    def __init__(self, edition: str | None) -> None:
        self.edition = edition

    def read(self, story: Story) -> Reading:
        return Reading(story, (), ())


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Graph]:
    monkeypatch.setattr(Pace, "wait", lambda *_: None)
    with Graph.open(tmp_path / "data", environment={"KG_ENGINE_IDLE": "20"}) as opened:
        yield opened
    store.stop(tmp_path / "data")


@pytest.fixture
def page(site: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a story that its server gives in full only to whoever does not know it."""
    site.says("/story", "Firefly's lander Blue Ghost landed on the Moon.", headers=VERSION)
    told = site.next
    monkeypatch.setattr(site, "next", lambda path: not_new(site, path) or told(path))
    site.says("/unchanged", status=304, headers=VERSION)
    return f"{site.address}/story"


def not_new(site: Any, path: str) -> Any:
    return site.answers["/unchanged"][0] if site.sent(path).get("If-None-Match") == VERSION["ETag"] else None


def loaded(graph: Graph, address: str, by: Reader | None = None) -> list[str]:
    """What became of the address: the states of its stories, or that it holds nothing new."""
    report = graph.load(address, by=by)
    assert report.rejected == ()
    return [*(one.state for one in report.loaded), *("no news" for _ in report.unchanged)]


def test_a_forgotten_story_is_loaded_again_from_its_address(graph: Graph, page: str) -> None:
    assert loaded(graph, page) == ["new"]
    assert loaded(graph, page) == ["no news"]
    (story,) = graph.stories()
    assert graph.forget(story.id)
    assert loaded(graph, page) == ["new"]


def test_another_reader_reads_what_an_address_holds(graph: Graph, page: str) -> None:
    model, nameless = Reader("a model"), Reader(None)
    assert loaded(graph, page) == ["new"]
    assert loaded(graph, page, model) == ["superseded"]
    assert loaded(graph, page, model) == ["no news"]
    assert loaded(graph, page) == ["superseded"]
    assert loaded(graph, page, nameless) == ["superseded"]
    assert loaded(graph, page, nameless) == ["unchanged"]
    assert loaded(graph, page) == ["superseded"]


def test_what_another_reader_saw_is_gone_before_anything_is_loaded(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    memory = remembered(folder, "reader 1")
    assert memory is not None
    memory.remember("a", SEEN)
    memory.keep()
    again = remembered(folder, "reader 1")
    assert again is not None
    assert again.recall("a") == SEEN
    assert remembered(folder, None) is None
    assert list(tmp_path.iterdir()) == []
    assert remembered(None, "reader 1") is None


def test_what_cannot_be_deleted_is_named(tmp_path: Path) -> None:
    (tmp_path / "addresses-x.json").mkdir()
    with pytest.raises(KgError, match=r"addresses-x\.json: cannot be deleted: .*; delete it, or add --again"):
        delete(Folder(tmp_path))
