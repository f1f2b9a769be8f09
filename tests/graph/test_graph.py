"""The facade, as a program uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Graph, store
from kg.errors import NotFound, QueryError, RdfError, StoreError, StoreUnreachable, WrongArgument
from kg.graph import data_folder, format_of
from kg.loading.collecting import collect, dry_run
from kg.model import Claim, Entity, Evidence, Reading, Story
from loaders import Rejected

TEXT = (
    "Firefly Aerospace's lander Blue Ghost touched down on the Moon on 2 March 2025. NASA paid Firefly for the flight."
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    (folder / "blue-ghost.txt").write_text(TEXT)
    (folder / "broken.jsonl").write_text("{")
    return folder


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, stories: Path) -> Iterator[Graph]:
    data = tmp_path_factory.mktemp("graph")
    with Graph.open(data, environment={}) as opened:
        opened.load(stories)
        yield opened
    store.stop(data)


def test_stories_go_in_and_bad_input_is_reported(graph: Graph, stories: Path) -> None:
    report = graph.load(stories)
    assert [(one.story, one.state) for one in report.loaded] == [("blue-ghost", "unchanged")]
    assert [Path(one.source.split(":")[0]).name for one in report.rejected] == ["broken.jsonl"]
    assert (report.stories, report.claims > 0, report.entities > 1) == (1, True, True)


def test_rows_claims_and_counts_come_out(graph: Graph) -> None:
    table = graph.query("MATCH (c:Claim) RETURN count(c) AS number")
    assert table.columns == ("number",)
    assert table.rows[0][0] == len(graph.claims()) == graph.counts()["claims"]
    assert [story.id for story in graph.stories()] == ["blue-ghost"]
    assert next(graph.stories(texts=True)).text == TEXT


def test_the_graph_cannot_be_changed_by_a_query(graph: Graph) -> None:
    with pytest.raises(QueryError):
        graph.query("MATCH (n) DETACH DELETE n")


def test_what_is_about_a_name(graph: Graph, tmp_path: Path) -> None:
    entity = graph.find("blue ghost")
    assert entity.name == "Blue Ghost"
    claims = graph.claims("Blue Ghost")
    assert claims
    assert all(claim.evidence[0].quote in TEXT for claim in claims)
    assert entity.id in graph.subgraph("Blue Ghost")
    graph.show("Blue Ghost", path=tmp_path / "picture.svg")
    assert "<svg " in (tmp_path / "picture.svg").read_text()


def test_a_name_that_is_not_held_names_near_ones(graph: Graph) -> None:
    with pytest.raises(NotFound, match="Blue Ghost"):
        graph.find("Blu Ghost")


def test_only_very_likely_pairs_are_accepted_unseen(graph: Graph) -> None:
    with pytest.raises(WrongArgument, match="want a look"):
        graph.accept(0.5)


def test_an_export_is_written_and_returned(graph: Graph, tmp_path: Path) -> None:
    data = graph.export(tmp_path / "new" / "space.nt")
    assert (tmp_path / "new" / "space.nt").read_bytes() == data == graph.export(format="ntriples")
    assert b"Blue Ghost" in data
    with pytest.raises(RdfError, match=r"\.ttl"):
        graph.export(tmp_path / "space.xyz")


def test_a_dry_run_reads_the_same_without_a_graph(stories: Path) -> None:
    report = dry_run(stories)
    assert (report.stories, report.loaded, len(report.rejected)) == (1, (), 1)
    assert report.claims > 0


def reading(name: str) -> Reading:
    subject = Entity(f"{name}#e1", "Lander", name)
    claim = Claim(name, subject, "OUTCOME", value="succeeded", evidence=(Evidence(0, 4),), spans=((0, 4),))
    return Reading(Story(name, "text", source=f"{name}.txt"), (subject,), (claim,))


def test_a_story_that_the_store_refuses_stops_no_other() -> None:
    def keep(found: Reading) -> store.Loaded:
        if found.story.id == "bad":
            raise StoreError("bad: two claims have one id; report it")
        return store.Loaded(found.story.id, "new", 1, 1)

    steps: list[int] = []
    items = [reading("first"), Rejected("x.pdf", "unknown"), reading("bad"), reading("last")]
    report = collect(items, keep, 0.0, lambda: steps.append(1))
    assert [one.story for one in report.loaded] == ["first", "last"]
    assert [one.source for one in report.rejected] == ["x.pdf", "bad.txt"]
    assert (report.stories, report.claims, report.entities, len(steps)) == (2, 2, 2, 4)


def test_an_engine_that_is_gone_ends_the_load() -> None:
    def keep(found: Reading) -> store.Loaded:
        raise StoreUnreachable("bolt://127.0.0.1:1: no engine answers")

    with pytest.raises(StoreUnreachable, match=r"answers$"):
        collect([reading("first")], keep, 0.0, None)


def test_an_engine_that_goes_in_the_middle_leaves_what_was_loaded() -> None:
    def keep(found: Reading) -> store.Loaded:
        if found.story.id == "last":
            raise StoreUnreachable("bolt://127.0.0.1:1: no engine answers")
        return store.Loaded(found.story.id, "new", 1, 1)

    with pytest.raises(StoreUnreachable, match=r"answers \(2 stories are loaded; the same .* them\)$"):
        collect([reading("first"), reading("next"), reading("last")], keep, 0.0, None)


def test_the_data_folder_is_the_one_named_else_kg_home_else_the_platforms() -> None:
    assert data_folder("mine", {"KG_HOME": "home"}) == Path("mine")
    assert data_folder(None, {"KG_HOME": "home"}) == Path("home")
    assert data_folder(None, {"KG_HOME": ""}).name == "space-kg"


def test_the_suffix_tells_the_format() -> None:
    assert [format_of(name) for name in ("a.TTL", "b.nq", "c.csv", None)] == ["turtle", "nquads", "csv", "turtle"]
