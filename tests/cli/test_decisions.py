"""`kg same`, `kg differ`, `kg retype`, `kg rename`: recorded, applied at once, and replayed on a rebuilt graph."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import Graph, store
from kg.demo import stories_folder

Kg = Callable[..., Any]
STORIES = ("resilience-falls-silent.html", "blue-ghost-upright.html", "station-deorbit-contract.txt")
WHEN = "2026-01-31T12:00:00+00:00"
PATHS = [stories_folder() / name for name in STORIES]


@pytest.fixture
def folder(own_data: Path, data: Path) -> Path:
    """A data folder of its own with the three example stories."""
    with Graph.open(own_data) as graph:
        graph.load(*PATHS, loaded=WHEN)
    return own_data


@pytest.fixture
def rebuilt(tmp_path: Path) -> Iterator[Callable[[Path], bytes]]:
    """The default export of the graph that loading the stories gives under the decisions of another folder."""
    again = tmp_path / "again"

    def build(folder: Path) -> bytes:
        again.mkdir(exist_ok=True)
        shutil.copy(folder / "decisions.tsv", again)
        with Graph.open(again) as graph:
            graph.load(*reversed(PATHS), loaded=WHEN)
            return everything(graph)

    yield build
    store.stop(again)


def everything(graph: Graph) -> bytes:
    """The export, and all that is kept of entities and relationships."""
    nodes = graph.query("MATCH (e:Entity) RETURN properties(e) AS p, labels(e) AS l ORDER BY e.id").rows
    claims = graph.query("MATCH (c:Claim) RETURN properties(c) AS p ORDER BY c.id").rows
    names = graph.query("MATCH (n:Name)-[:NAMES]->(e:Entity) RETURN n.key AS k, e.id AS e ORDER BY k, e").rows
    relations = sorted(graph.relationships().items())
    rest = repr([[sorted(map(in_order, row)) for row in rows] for rows in (nodes, claims, names)]) + repr(relations)
    return graph.export(format="nquads") + rest.encode()


def in_order(value: object) -> str:
    """A value in words; in which order an engine holds the properties of a node tells nothing."""
    return repr(sorted(value.items())) if isinstance(value, dict) else repr(value)


def exported(folder: Path) -> bytes:
    with Graph.open(folder) as graph:
        return everything(graph)


def claims_of(folder: Path) -> list[tuple[object, ...]]:
    with Graph.open(folder) as graph:
        return sorted((claim.id, claim.story, claim.evidence, claim.predicate, claim.value) for claim in graph.claims())


def test_decisions_are_recorded_applied_and_replayed(kg: Kg, folder: Path, rebuilt: Callable[[Path], bytes]) -> None:
    undecided, cited = exported(folder), claims_of(folder)
    for arguments in (
        ["same", "Firefly Aerospace", "Intuitive Machines", "--comment", "for the sake of the test"],
        ["rename", "ispace", "ispace Incorporated"],
        ["retype", "Blue Ghost", "Craft"],
    ):
        assert kg(*arguments, "--loaded", WHEN, "--data", folder)[0::2] == (0, "")
    lines = (folder / "decisions.tsv").read_text().splitlines()
    assert [line.split("\t")[1] for line in lines[1:]] == ["same", "rename", "retype"]
    with Graph.open(folder) as graph:
        assert graph.find("Firefly Aerospace") == graph.find("Intuitive Machines")
        assert graph.find("ispace").name == "ispace Incorporated"
        assert graph.find("Blue Ghost").type == "Craft"
        assert graph.check().problems == ()
    assert claims_of(folder) == cited
    assert exported(folder) == rebuilt(folder)
    # an empty record takes all of it back
    (folder / "decisions.tsv").write_text("")
    with Graph.open(folder) as graph:
        graph.load(PATHS[0])
    assert exported(folder) == undecided


def test_wrong_names_are_one_line(kg: Kg, folder: Path) -> None:
    wrong = {
        ("same", "Atlantis", "ispace"): (1, "Atlantis: the graph holds nothing of that name"),
        ("same", "ispace", "ispace"): (2, "are one by name (Q24862548), in every story"),
        ("retype", "ispace", "Boat"): (2, "'Boat' is no type; types are Organization"),
        ("retype", "ispace", "Person"): (1, "nothing was changed"),
        ("rename", "ispace", "x" * 201): (2, "a name 1 to 200"),
        ("differ", "ispace", "ispace@nowhere"): (1, "the graph holds no story nowhere"),
        ("same", "ispace", "NASA", "--loaded", "soon"): (2, "--loaded soon: no ISO time"),
    }
    before = exported(folder)
    for arguments, (status, message) in wrong.items():
        done = kg(*arguments, "--data", folder)
        assert (done.status, done.out, done.err.count("\n")) == (status, "", 1)
        assert message in done.err
    assert not (folder / "decisions.tsv").exists()
    assert exported(folder) == before


def test_an_ambiguous_name_is_listed_with_ids(kg: Kg, folder: Path, tmp_path: Path) -> None:
    kg("rename", "Blue Ghost", "ispace", "--data", folder)
    done = kg("same", "ispace", "Firefly Aerospace", "--data", folder)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "ispace: names 2 entities: " in done.err
    assert "Q24862548 (ispace, Company)" in done.err
    assert "lander:blue-ghost (ispace, Lander)" in done.err


def test_what_was_one_by_decision_parts_by_the_names_of_its_parts(kg: Kg, folder: Path) -> None:
    undecided = exported(folder)
    kg("same", "Firefly Aerospace", "Intuitive Machines", "--data", folder)
    assert kg("differ", "Intuitive Machines", "Firefly Aerospace", "--data", folder).status == 0
    assert exported(folder) == undecided


def test_a_namesake_in_one_story_parts_from_the_others(kg: Kg, folder: Path, rebuilt: Callable[[Path], bytes]) -> None:
    with Graph.open(folder) as graph:
        story = next(one.id for one in graph.stories() if one.id.startswith("station-deorbit-contract"))
    assert kg("differ", "NASA", f"NASA@{story}", "--loaded", WHEN, "--data", folder) == (
        0,
        f"differ: NASA, NASA@{story}\n",
        "",
    )
    with Graph.open(folder) as graph:
        assert {claim.story for claim in graph.claims(f"Q23548@{story}")} == {story}
        assert story not in {claim.story for claim in graph.claims("Q23548")}
        assert graph.check().problems == ()
    assert exported(folder) == rebuilt(folder)


def test_a_wrong_record_is_named_and_nothing_is_loaded(kg: Kg, folder: Path) -> None:
    (folder / "decisions.tsv").write_text("what?\n")
    done = kg("load", PATHS[0], "--data", folder)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert f"{folder / 'decisions.tsv'}:1: 1 columns" in done.err
