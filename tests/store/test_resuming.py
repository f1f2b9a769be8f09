"""A load goes on where it was and reads nothing twice, unless something else would come of it; on both engines."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph import Graph
from kg.loading import edition
from kg.loading.collecting import Report
from kg.model import Entity, Reading, Story
from kg.store import Store, stop

LOADED = "2026-01-31T12:00:00+00:00"
TEXT = "{0} of {1} went for the Moon."


@pytest.fixture(autouse=True)
def one_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "installed", lambda: "as tested")


@dataclass
class Reader:
    """Reads "LANDER of MAKER went for the Moon."; `asked` are the stories that it read."""

    writer: Callable
    edition: str = "1"
    asked: list[str] = field(default_factory=list)

    def read(self, story: Story) -> Reading:
        self.asked.append(story.id)
        name, maker = story.text.split(" went")[0].split(" of ")
        moon = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")
        lander, company = Entity(f"lander:{name}", "Lander", name), Entity(f"company:{maker}", "Company", maker)
        made = replace(self.writer(story.id, story.text), story=story)
        return made.reading(
            made.claim(lander, "TARGETS", moon, confidence=0.8), made.claim(lander, "BUILT_BY", company, confidence=0.6)
        )

    def read_since(self) -> list[str]:
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture
def reader(writer: Callable) -> Reader:
    return Reader(writer)


@pytest.fixture
def graph(store: Store, tmp_path: Path) -> Graph:
    return Graph(store, tmp_path)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "stories.jsonl", range(6))


def written(path: Path, numbers: Sequence[int]) -> Path:
    told = {f"s{number}": TEXT.format(f"L{number}", "ispace" if number % 2 else "ispace inc") for number in numbers}
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in told.items()))
    return path


def load(graph: Graph, source: Path, reader: Reader, **options: object) -> Report:
    report = graph.load(source, format="stories", by=reader, loaded=LOADED, **options)
    assert report.rejected == ()
    return report


def exported(graph: Graph) -> bytes:
    return graph.export(format="nquads", with_texts=True)


def test_what_is_there_is_not_read_again(graph: Graph, source: Path, reader: Reader) -> None:
    first = load(graph, source, reader)
    assert len(reader.read_since()) == 6
    before = exported(graph)
    again = load(graph, source, reader)
    assert reader.read_since() == []
    assert (again.stories, again.claims, again.entities) == (first.stories, first.claims, first.entities) == (6, 12, 9)
    assert [replace(one, state="unchanged") for one in first.loaded] == list(again.loaded)
    assert exported(graph) == before


def test_a_forgotten_story_and_a_changed_one_are_read(graph: Graph, source: Path, reader: Reader) -> None:
    load(graph, source, reader)
    reader.read_since()
    graph.forget("s1")
    source.write_text(source.read_text().replace("L4 of ispace inc", "L4 of Firefly"))
    report = load(graph, source, reader)
    assert reader.read_since() == ["s1", "s4"]
    assert {one.story: one.state for one in report.loaded if one.state != "unchanged"} == {
        "s1": "new",
        "s4": "superseded",
    }


def test_another_reader_another_bound_and_the_users_wish_read_again(graph: Graph, source: Path, reader: Reader) -> None:
    load(graph, source, reader)
    reader.read_since()
    later = Reader(reader.writer, edition="2")
    assert {one.state for one in load(graph, source, later).loaded} == {"unchanged"}
    assert len(later.read_since()) == 6
    load(graph, source, later)
    assert later.read_since() == [], "the same claims, by the new reader"
    assert load(graph, source, later, least=0.7).claims == 6
    assert len(later.read_since()) == 6
    load(graph, source, later, least=0.7, again=True)
    assert len(later.read_since()) == 6


def test_a_reader_that_does_not_tell_what_it_is_always_reads(graph: Graph, source: Path, reader: Reader) -> None:
    load(graph, source, reader)
    reader.read_since()
    unknown = Reader(reader.writer)
    del Reader.edition, unknown.edition
    try:
        load(graph, source, unknown)
        assert len(unknown.read_since()) == 6
    finally:
        Reader.edition = "1"


def test_decisions_come_into_the_graph_without_reading_what_they_do_not_touch(
    graph: Graph, source: Path, reader: Reader, tmp_path: Path
) -> None:
    load(graph, source, reader)
    graph.same("company:ispace", "company:ispace inc", time=LOADED)
    decided = exported(graph)
    reader.read_since()
    load(graph, source, reader)
    assert exported(graph) == decided
    reader.read_since()
    load(graph, source, reader)
    assert reader.read_since() == []
    (tmp_path / "decisions.tsv").unlink()
    (tmp_path / "decisions.tsv").write_text("")
    load(graph, source, reader)
    undecided = exported(graph)
    assert undecided != decided
    for number in range(6):
        graph.forget(f"s{number}")
    load(graph, source, reader)
    assert exported(graph) == undecided


def test_an_id_that_cannot_be_sent_is_asked_of_nobody(store: Store) -> None:
    assert store.held([("half \ud800", "an edition"), ("unknown", "an edition")]) == {}


# Two loaders at once


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    stop(tmp_path / "data")


@pytest.mark.parametrize("second", [range(6), range(5, -1, -1), range(3, 9)], ids=["same", "reversed", "other"])
def test_two_loads_at_once_give_what_one_after_the_other_does(
    server: Mapping[str, str], graph: Graph, source: Path, writer: Callable, tmp_path: Path, second: Sequence[int]
) -> None:
    sources = [source, written(tmp_path / "second.jsonl", second)]
    for one in sources:
        load(graph, one, Reader(writer))
    after_one_another, counts = exported(graph), graph.counts()
    for story in list(graph.stories()):
        graph.forget(story.id)
    failures: list[KgError] = []

    def load_alone(one: Path) -> None:
        try:
            with Graph.open(server.get("DATA", "unused"), environment=server) as mine:
                load(Graph(mine.store, tmp_path), one, Reader(writer))
        except KgError as error:
            failures.append(error)

    threads = [threading.Thread(target=load_alone, args=(one,)) for one in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert graph.counts() == counts
    assert graph.check().problems == ()
    # where both had a story, its source is the file of whoever was later
    assert exported(graph).replace(b"second.", b"stories.") == after_one_another.replace(b"second.", b"stories.")
