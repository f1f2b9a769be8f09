"""Two clocks: the graph as it was known at a time, and as of a date, on both servers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kg import Graph
from kg.errors import NotFound, WrongArgument
from kg.graph import EXPORTS, seen
from kg.model import Entity, Reading
from kg.resolve import Decided
from kg.store import Store, engine, stop
from kg.store.configuration import Folder
from kg.store.validity import holds
from kg.views import KEPT, Clocks

ISPACE = Entity("Q1", "Company", "ispace", wikidata="Q1")
ISPACE_INC = Entity("Q1", "Company", "ispace", ("ispace inc.",), wikidata="Q1")
NASA = Entity("Q2", "Agency", "NASA", wikidata="Q2")
MOON = Entity("Q3", "CelestialBody", "Moon", wikidata="Q3")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
M2 = Entity("lander:hakuto-r-m2-lander", "Lander", "Hakuto-R M2 lander")
A = "ispace's Resilience reached the Moon. NASA paid."
CORRECTED = "ispace's Resilience missed the Moon. NASA paid."
B = "Resilience, built by ispace, was to land in 2025. It is to fly again by 2027."
C = "The Hakuto-R M2 lander of ispace was lost, NASA said."
EMBEDDED = pytest.mark.parametrize("server", ["embedded"], indirect=True)  # each view is an engine to start
DAYS = tuple(f"2026-0{month}-10T12:00:00+00:00" for month in range(1, 8))
NODES = "MATCH (n) WHERE NOT n:KnowledgeGraph RETURN n"
LINKS = (
    "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key, a.story), r, coalesce(b.id, b.key, b.story + toString(b.number))"
)


@pytest.fixture
def readings(writer: Callable[..., Any]) -> Mapping[str, Reading]:
    a, corrected, b, c = (
        writer("a", A, title="Reached", outlet="Lunar Wire", published="2025-06-05"),
        writer("a", CORRECTED, title="Missed", outlet="Lunar Wire", published="2025-06-06"),
        writer("b", B, title="Plans", outlet="The Orbit", published="2024-12-01"),
        writer("c", C, published="2025-06-09"),
    )
    operated = a.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience", confidence=0.7)
    again = replace(operated, object=ISPACE_INC, confidence=0.9, attribution=(NASA,), qualifiers={"role": "owner"})
    built = b.claim(RESILIENCE, "BUILT_BY", ISPACE, "Resilience, built by ispace")
    named = b.claim(M2, "OPERATED_BY", ISPACE, "built by ispace", confidence=0.5)
    planned = b.claim(RESILIENCE, "LANDED_ON", MOON, "land in 2025", status="planned", when="2025")
    return {
        "A": a.reading(operated, a.claim(RESILIENCE, "LANDED_ON", MOON, "reached the Moon", when="2025-06-05")),
        "B": b.reading(built, named, planned),
        "A'": corrected.reading(
            again, corrected.claim(RESILIENCE, "LANDED_ON", MOON, "missed the Moon", "failed", "2025-06-05")
        ),
        "C": c.reading(c.claim(M2, "OPERATED_BY", ISPACE, by=(NASA,)), c.claim(M2, "OUTCOME", "failed", "was lost")),
        "B, read anew": b.reading(
            replace(built, confidence=0.4), named, b.claim(RESILIENCE, "LAUNCH_DATE", "../2027", "2027")
        ),
    }


@pytest.fixture
def graph(store: Store, tmp_path: Path) -> Iterator[Graph]:
    """An empty graph, whose decisions and views are in a folder of this test."""
    yield Graph(store, tmp_path / "data")
    (tmp_path / "data" / "decisions.tsv").unlink(missing_ok=True)
    store.settle(Decided(), (), "")
    stop(tmp_path / "data")


def load(graph: Graph, reading: Reading, day: str) -> None:
    graph.store.load(reading, loaded=day, settling=graph.ledger.decided)


def exports(graph: Graph) -> dict[str, bytes]:
    return {name: graph.export(format=name, with_texts=name not in ("csv", "graphml")) for name in EXPORTS.values()}


def everything(graph: Graph) -> list[str]:
    """All nodes and links, times of loading too."""
    nodes = graph.query(NODES).rows
    for (node,) in nodes:
        if "superseded" in node:  # keys of what is over are those under the decisions of its time
            node.pop("relation", None)
            node.pop("reading_hash", None)
    return sorted(repr(row) for row in (*nodes, *graph.query(LINKS).rows))


def view_folders(graph: Graph) -> list[Path]:
    return sorted(path for path in (graph.folder / "views").glob("*") if path.is_dir())


def test_as_known_is_the_graph_after_the_loads_and_decisions_up_to_then(
    graph: Graph, readings: Mapping[str, Reading]
) -> None:
    def correct_and_decide(day: str) -> None:
        load(graph, readings["A'"], day)
        graph.same(RESILIENCE.id, M2.id, time=day)

    steps: list[Callable[[str], None]] = [
        lambda day: load(graph, readings["A"], day),
        lambda day: load(graph, readings["B"], day),
        correct_and_decide,
        lambda day: load(graph, readings["B, read anew"], day),
        lambda day: load(graph, readings["C"], day),
    ]
    then: dict[str, tuple[dict[str, bytes], list[str]]] = {}
    for step, day in zip(steps, DAYS, strict=False):
        step(day)
        then[day] = exports(graph), everything(graph)
    assert len({export["turtle"] for export, _ in then.values()}) == len(steps)
    for day, (exported, held) in then.items():
        with seen(graph, None, day) as known:
            assert exports(known) == exported, day
            assert everything(known) == held, day
        assert graph.export(as_known=day[:10]) == graph.export(as_known=day)
    assert b"2026-0" not in b"".join(exports(graph).values())  # no time of loading


@EMBEDDED
def test_before_the_first_load_nothing_was_known(graph: Graph, readings: Mapping[str, Reading]) -> None:
    load(graph, readings["A"], DAYS[0])
    before = "2026-01-10T11:59:59+00:00"
    assert graph.query(NODES, as_known=before).rows == ()
    assert graph.claims(as_known=before) == []
    assert graph.ask("Who operates Resilience?", as_known=before).citations == ()
    assert graph.claims(as_known="2026-01-10T20:59:59+09:00") == []  # the same moment
    assert graph.ask("Who operates Resilience?", as_known="2026-01-10T21:00:00+09:00").citations
    with pytest.raises(NotFound, match=r"Resilience: .*as known 2026-01-09"):
        graph.subgraph("Resilience", as_known="2026-01-09")


@EMBEDDED
def test_what_was_forgotten_is_gone_from_the_past_too(graph: Graph, readings: Mapping[str, Reading]) -> None:
    load(graph, readings["A"], DAYS[0])
    load(graph, readings["A'"], DAYS[1])
    assert graph.claims(as_known=DAYS[0])
    assert view_folders(graph)
    graph.forget("a")
    assert view_folders(graph) == []
    assert graph.claims(as_known=DAYS[0]) == []


@EMBEDDED
def test_an_earlier_time_given_later_counts_as_that_time(graph: Graph, readings: Mapping[str, Reading]) -> None:
    load(graph, readings["A"], DAYS[3])
    load(graph, readings["A'"], DAYS[1])
    with seen(graph, None, DAYS[2]) as then:
        assert [(story.title, story.published) for story in then.stories()] == [("Missed", "2025-06-06")]
        assert then.query("MATCH (v:Version) RETURN v").rows == ()


@EMBEDDED
@pytest.mark.parametrize("day", ["2025-06-05", "2025-06-08"])
def test_as_of_a_date_all_ways_to_ask_agree(graph: Graph, readings: Mapping[str, Reading], day: str) -> None:
    for reading, loaded in zip(readings.values(), DAYS, strict=False):
        load(graph, reading, loaded)
    stories = {story.id: story for story in graph.stories()}
    last = Clocks.of(day, None).day
    assert last is not None
    expected = {claim.id for claim in graph.claims() if holds(claim, stories[claim.story], last)}
    queried = graph.query("MATCH (c:Claim) WHERE c.superseded IS NULL RETURN c.id", at=day)
    assert {row[0] for row in queried.rows} == {claim.id for claim in graph.claims(at=day)} == expected
    exported = graph.export(format="csv", at=day).decode()
    assert all((claim.id in exported) == (claim.id in expected) for claim in graph.claims())
    with seen(graph, day, None) as then:
        viewed = shown(then.subgraph("ispace", depth=2))
    assert shown(graph.subgraph("ispace", depth=2, at=day)) == viewed != shown(graph.subgraph("ispace", depth=2))


def shown(graph: Any) -> dict[Any, Any]:
    return {
        edge: (data["confidence"], data["sources"], sorted(claim.id for claim in data["claims"]))
        for *edge, data in ((u, v, key, data) for u, v, key, data in graph.edges(keys=True, data=True))
        for edge in [tuple(edge)]
    }


@EMBEDDED
def test_both_clocks_together(graph: Graph, readings: Mapping[str, Reading]) -> None:
    load(graph, readings["B"], DAYS[0])
    load(graph, readings["A"], DAYS[1])
    landed = "MATCH (:Lander)-[:LANDED_ON]->(m) RETURN m.id"
    assert graph.query(landed, at="2025-06-05", as_known=DAYS[1]).rows == (("Q3",),)
    assert graph.query(landed, at="2025-06-05", as_known=DAYS[0]).rows == ()
    assert graph.query(landed, at="2025-06-04", as_known=DAYS[1]).rows == ()
    assert graph.query("MATCH (s:Story) RETURN s.id", at="2025-06-04", as_known=DAYS[1]).rows == (("b",),)


@EMBEDDED
def test_what_was_corrected_to_a_later_date_holds_no_more(graph: Graph, writer: Callable[..., Any]) -> None:
    for when, day in (("2025-06-05", DAYS[0]), ("2031", DAYS[1])):
        story = writer("a", A, title=when, published="2025-06-05")
        load(graph, story.reading(story.claim(RESILIENCE, "LANDED_ON", MOON, "reached the Moon", when=when)), day)
    assert graph.claims(at="2025-07") == []
    assert len(graph.claims(at="2025-07", as_known=DAYS[0])) == 1


@EMBEDDED
def test_before_every_date_there_is_nothing(graph: Graph, readings: Mapping[str, Reading]) -> None:
    for name in ("A", "B", "C"):
        load(graph, readings[name], DAYS[0])
    assert graph.query(NODES, at="1900").rows == ()
    assert graph.ask("Who operates Resilience?", at="1900").citations == ()
    assert graph.claims(at="1900") == []
    assert list(graph.subgraph("Resilience", at="1900").edges) == []


@EMBEDDED
def test_where_nothing_was_learnt_since_no_view_is_made(graph: Graph, readings: Mapping[str, Reading]) -> None:
    load(graph, readings["A"], DAYS[0])
    assert graph.claims(as_known=DAYS[0]) == graph.claims()
    assert view_folders(graph) == []


@EMBEDDED
def test_a_view_serves_again_until_what_it_holds_changes(graph: Graph, readings: Mapping[str, Reading]) -> None:
    load(graph, readings["A"], DAYS[0])
    load(graph, readings["B"], DAYS[1])
    known = graph.claims(as_known=DAYS[0])
    folders = view_folders(graph)
    load(graph, readings["A'"], DAYS[2])
    assert (graph.claims(as_known=DAYS[0]), view_folders(graph)) == (known, folders)
    graph.rename(RESILIENCE.id, "Resilience the First", time=DAYS[0])
    assert {claim.subject.name for claim in graph.claims(as_known=DAYS[0])} == {"Resilience the First"}
    assert len(view_folders(graph)) == 2


@EMBEDDED
def test_a_view_that_was_not_finished_is_made_anew_and_old_ones_go(
    graph: Graph, readings: Mapping[str, Reading]
) -> None:
    load(graph, readings["A"], DAYS[0])
    load(graph, readings["B"], DAYS[1])
    known = graph.claims(as_known=DAYS[0])
    (folder,) = view_folders(graph)
    stop(folder)
    (folder / "view").unlink()
    assert graph.claims(as_known=DAYS[0]) == known
    for number in range(KEPT + 1):
        (graph.folder / "views" / f"old{number}" / "engine").mkdir(parents=True)
    graph.claims(at="2024-12")
    assert len(view_folders(graph)) == KEPT
    stop(graph.folder)
    assert not any(engine.is_alive(Folder(path)) for path in view_folders(graph))


def test_wrong_dates_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    for at, known in (("yesterday", None), ("2025-13", None), (None, "2026"), (None, "2026-01-31T12:00"), (None, "")):
        with pytest.raises(WrongArgument, match=r"write (a|one)"):
            Clocks.of(at, known)
    assert Clocks.of("2025", "2026-01-31") == Clocks(date(2025, 12, 31), datetime(2026, 1, 31, 23, 59, 59, 999999, UTC))
