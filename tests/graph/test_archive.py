"""Backup and restore: the archive of a graph makes the same graph again, on either server and from one to the other."""

import random
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kg import Graph
from kg.cli.load import summary
from kg.errors import KgError, StoreError, StoreUnreachable, WrongArgument
from kg.loading.collecting import dry_run
from kg.model import Reading
from kg.store import Store, histories
from tests.graph.archives import (
    DAYS,
    ISPACE,
    M2,
    OTHER,
    RESILIENCE,
    Opening,
    archive,
    changed,
    empty,
    everything,
    exports,
    fill,
    load,
    restore,
)


def test_a_restored_graph_is_the_same_graph_on_either_server(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    graph = open_graph("embedded")
    fill(graph, readings)
    said, known, held = exports(graph), exports(graph, as_known=DAYS[3]), everything(graph)
    editions = graph.query("MATCH (s:Story) RETURN s.id, s.read_as ORDER BY s.id").rows
    kept, recorded = archive(graph), (graph.folder / "decisions.tsv").read_text()
    assert archive(graph) == kept
    assert known != said
    empty(graph)
    for kind in ("embedded", "neo4j"):
        again = open_graph(kind)
        report = restore(again, kept, tmp_path)
        assert [(one.story, one.state) for one in report.loaded] == [("a", "new"), ("b", "new"), ("c", "new")]
        assert (report.stories, report.claims, report.rejected) == (3, again.counts()["claims"], ())
        assert summary(report, dry_run=False).startswith("3 stories (3 new), 7 claims, ")
        assert exports(again) == said
        assert everything(again) == held
        if kind == "embedded":  # each view is an engine to start; the other way is tested below
            assert exports(again, as_known=DAYS[3]) == known
        assert again.query("MATCH (s:Story) RETURN s.id, s.read_as ORDER BY s.id").rows == editions
        assert archive(again) == kept
        assert (again.folder / "decisions.tsv").read_text() == recorded
        report = restore(again, kept, tmp_path)
        assert {one.state for one in report.loaded} == {"unchanged"}
        assert (everything(again), archive(again)) == (held, kept)
        empty(again)


@pytest.mark.parametrize("seed", range(2))
def test_any_loads_and_decisions_come_out_again(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, server: Mapping[str, str], seed: int
) -> None:
    """From each server into the other one, whatever was done in whatever order."""
    chance = random.Random(seed)
    kind = "embedded" if "DATA" in server else "neo4j"
    graph = open_graph(kind)
    decide = [
        lambda day: graph.same(RESILIENCE.id, M2.id, time=day),
        lambda day: graph.rename(ISPACE.id, f"ispace of {day[:10]}", time=day),
        lambda day: graph.retype(RESILIENCE.id, "Rover", time=day),
        lambda day: graph.forget(chance.choice("abc")),
    ]
    for number in range(9):
        day = DAYS[number]
        if chance.random() < 0.7 or number < 2:
            name = chance.choice(list(readings))
            load(graph, readings[name], day, chance.choice([None, f"edition {name}"]))
        else:
            with suppress(KgError):  # of what is not there, or cannot be
                chance.choice(decide)(day)
    moment = DAYS[chance.randrange(9)]
    said, known, kept = exports(graph), exports(graph, as_known=moment), archive(graph)
    other = open_graph(OTHER[kind])
    assert restore(other, kept, tmp_path).rejected == ()
    assert exports(other) == said
    assert exports(other, as_known=moment) == known
    assert archive(other) == kept


def test_sources_that_are_loaded_again_after_a_restore_are_not_read_again(tmp_path: Path, open_graph: Opening) -> None:
    (tmp_path / "one.txt").write_text("Blue Ghost landed on the Moon on 2 March 2025, NASA said.")
    first = open_graph("embedded")
    first.load(tmp_path / "one.txt", loaded=DAYS[0])
    kept = archive(first)
    empty(first)
    restore(first, kept, tmp_path)

    class Unasked:
        edition = "built-in"

        def read(self, story: object) -> Reading:
            raise AssertionError("it is read again")

    report = first.load(tmp_path / "one.txt", by=Unasked())
    assert [(one.story, one.state) for one in report.loaded] == [("one", "unchanged")]


def test_a_story_that_is_read_again_after_a_restore_is_unchanged(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    graph = open_graph("embedded")
    for name in ("B", "C"):
        load(graph, readings[name], DAYS[0])
    kept = archive(graph)
    empty(graph)
    restore(graph, kept, tmp_path)
    assert [graph.store.load(readings[name]).state for name in ("B", "C")] == ["unchanged"] * 2


def test_an_archive_is_merged_into_what_a_graph_holds(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, server: Mapping[str, str]
) -> None:
    graph = open_graph("embedded" if "DATA" in server else "neo4j")
    load(graph, readings["A"], DAYS[0])
    load(graph, readings["C"], DAYS[1])
    older = archive(graph)
    load(graph, readings["A'"], DAYS[2])
    graph.rename(ISPACE.id, "ispace, inc.", time=DAYS[2])
    newer, held = archive(graph), everything(graph)

    states = [one.state for one in restore(graph, older, tmp_path).loaded]
    assert (states, everything(graph)) == (["unchanged", "unchanged"], held)  # nothing is lost by an older one
    empty(graph)
    load(graph, readings["B"], DAYS[0])
    for data, expected in ((older, ["new", "new"]), (newer, ["superseded", "unchanged"]), (older, ["unchanged"] * 2)):
        assert [one.state for one in restore(graph, data, tmp_path).loaded] == expected
    graph.forget("b")
    assert (everything(graph), archive(graph)) == (held, newer)

    empty(graph)
    load(graph, readings["A'"], DAYS[0])  # without its past, or as another reader reads it
    before = everything(graph)
    report = restore(graph, older, tmp_path)
    assert [(one.story, one.state) for one in report.loaded] == [("c", "new")]
    (refused,) = report.rejected
    assert refused.reason.startswith("story 'a': the graph holds it with another text, reading or past, and nothing")
    graph.forget("c")
    assert everything(graph) == before


@pytest.mark.parametrize(
    ("here", "there", "outcome"),
    [
        ([], ["same"], ["same"]),
        (["same"], ["same"], ["same"]),
        (["same"], ["same", "rename"], ["same", "rename"]),
        (["same", "rename"], ["same"], ["same", "rename"]),
        (["rename"], ["same"], ["rename", "same"]),
        (["same"], ["same", "differ"], ["same", "differ"]),
        (["differ"], ["same"], None),
    ],
)
def test_decisions_are_added_to_those_recorded_here(
    open_graph: Opening,
    readings: Mapping[str, Reading],
    tmp_path: Path,
    here: list[str],
    there: list[str],
    outcome: list[str] | None,
) -> None:
    def decide(graph: Graph, kinds: list[str]) -> None:
        for kind in kinds:
            other = "ispace, inc." if kind == "rename" else M2.id
            one = ISPACE.id if kind == "rename" else RESILIENCE.id
            getattr(graph, kind)(one, other, time=DAYS[["same", "rename", "differ"].index(kind)])

    graph = open_graph("embedded")
    for name in ("A", "C"):
        load(graph, readings[name], DAYS[0])
    decide(graph, there)
    kept = archive(graph)
    empty(graph)
    for name in ("A", "C"):
        load(graph, readings[name], DAYS[0])
    decide(graph, here)
    graph.forget("c")
    before = everything(graph)
    report = restore(graph, kept, tmp_path)
    decided = [str(one.kind) for one in graph.ledger.decided().decisions]
    if outcome is None:
        (refused,) = report.rejected
        assert "is differ lander:resilience lander:hakuto-r-m2-lander" in refused.reason
        assert (decided, everything(graph), report.stories) == (here, before, 0)
    else:
        assert (decided, report.rejected, report.stories) == (outcome, (), 2)


def test_a_restore_that_was_stopped_goes_on_to_the_same_graph(
    open_graph: Opening,
    readings: Mapping[str, Reading],
    tmp_path: Path,
    server: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = open_graph("embedded" if "DATA" in server else "neo4j")
    fill(graph, readings)
    held, kept = everything(graph), archive(graph)
    loading = histories.write.load
    for writes in range(6):
        empty(graph)
        left = [writes]

        def stopping(*given: Any, left: list[int] = left, **named: Any) -> str:
            if not left[0]:
                raise StoreUnreachable("the engine is gone")
            left[0] -= 1
            return loading(*given, **named)

        with monkeypatch.context() as patched:
            patched.setattr(histories.write, "load", stopping)
            with pytest.raises(StoreUnreachable):
                restore(graph, kept, tmp_path)
        for story, versions in graph.query("MATCH (s:Story) RETURN s.id, COUNT { (s)-[:READ_BEFORE]->() }").rows:
            assert versions == {"a": 2, "b": 1, "c": 0}[story]  # whole, or not at all
        restore(graph, kept, tmp_path)
        assert (everything(graph), archive(graph)) == (held, kept)


def test_a_dry_run_checks_an_archive_and_writes_nothing(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    graph = open_graph("embedded")
    fill(graph, readings)
    path = tmp_path / "space.zip"
    assert graph.export_archive(path) == path.stat().st_size
    report = dry_run(path)
    assert (report.stories, report.loaded, report.rejected) == (3, (), ())
    assert summary(report, dry_run=True).startswith("3 stories (dry run, nothing written), 7 claims, ")
    assert [one.reason for one in dry_run(path, story_id="x").rejected] == [
        "is the archive of a graph; restore it with kg load, without --id"
    ]
    path.write_bytes(changed(path.read_bytes(), lambda line: line | ({"loaded": 5} if line["number"] == 1 else {})))
    assert len(dry_run(path).rejected) == 3


def test_an_archive_is_of_the_whole_graph(open_graph: Opening) -> None:
    with pytest.raises(WrongArgument, match="holds the whole graph"):
        open_graph("embedded").export(format="archive", about=["NASA"])


def test_a_backup_that_fails_leaves_the_former_one(
    open_graph: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "space.backup"
    path.write_bytes(b"yesterday's")

    def failing(*_: object) -> Iterator[Any]:
        raise StoreError("the engine is gone")

    monkeypatch.setattr(histories, "histories", failing)
    with pytest.raises(StoreError):
        open_graph("embedded").export_archive(path)
    assert {one.name: one.read_bytes() for one in tmp_path.glob("space*")} == {"space.backup": b"yesterday's"}


def test_stories_that_were_read_again_come_back_with_each_link_once(store: Store, tmp_path: Path) -> None:
    """The example stories, read by two versions of the reader; one transaction for both left a link there twice."""
    kept = Path(__file__).with_name("samples") / "read-again.zip"
    graph = Graph(store, tmp_path / "data")
    assert graph.load(kept).rejected == ()
    assert graph.check().problems == ()
    graph.export_archive(tmp_path / "again.zip")
    assert contents(tmp_path / "again.zip") == contents(kept)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}
