"""What is very likely one under two entities is asked of together, and that is said, until somebody decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Graph
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.store import Store, stop

STATION, OUTPOST = (Entity(name, "Station", name) for name in ("Rind-1", "Rind-1 Space Station"))
OTHER = Entity("Rind-2", "Station", "Rind-2 Space Station")
MAKER, ROCKET = Entity("maker", "Company", "Fell Instruments"), Entity("rocket", "LaunchVehicle", "Smew")
SATELLITE = Entity("f2", "Satellite", "Tern 6-F2")
PROBE = Entity("11-2", "Satellite", "Skylark 11-2")
TOLD = {
    "made": [(STATION, "BUILT_BY", MAKER), (SATELLITE, "BUILT_BY", MAKER), (PROBE, "BUILT_BY", MAKER)],
    "flies": [(OUTPOST, "BUILT_BY", MAKER), (OUTPOST, "LAUNCHED_ON", ROCKET), (OTHER, "OPERATED_BY", MAKER)],
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    data: Path = tmp_path_factory.mktemp("twins")
    try:
        with Graph.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as store:
                for name, facts in TOLD.items():
                    claims = tuple(
                        Claim(name, *fact, evidence=(Evidence(0, len("Rind"), "Rind"),), id=f"{name}{number}")
                        for number, fact in enumerate(facts)
                    )
                    story = Story(name, "Rind", title=name, outlet="Market Wire", published="2030-01-10")
                    store.load(Reading(story, (), claims))
            yield opened
    finally:
        stop(data)


def test_likely_twins_are_asked_of_together_until_somebody_decides(graph: Graph) -> None:
    question = "Which rocket launched Rind-1?"
    assert graph.ask(question).text == (
        "Rind-1 and the Rind-1 Space Station, which may be the same, are taken together. "
        "Rind-1 was launched on Smew [1]."
    )
    graph.differ("Rind-1", "Rind-1 Space Station")
    assert "holds nothing on what rocket" in graph.ask(question).text


def test_what_a_number_tells_apart_is_none(graph: Graph) -> None:
    assert "Rind-2" not in graph.ask("Who built Rind-1?").text


@pytest.mark.parametrize("name", ["Tern-6 F2", "Tern 6F2", "Tern-6-F2"])
def test_hyphens_and_spaces_make_no_other_name(graph: Graph, name: str) -> None:
    assert graph.ask(f"Who built {name}?").text == f"“{name}” is taken to mean Tern 6-F2. " + (
        "Tern 6-F2 was built by Fell Instruments [1]."
    )


@pytest.mark.parametrize("name", ["Skylark 1-12", "Skylark 112", "Skylark 1 12"])
def test_numbers_are_the_same_only_where_they_part_alike(graph: Graph, name: str) -> None:
    assert "is taken to mean" not in graph.ask(f"Who built {name}?").text


@pytest.mark.parametrize("name", ["Skylark-11-2", "Sky-Lark 11 2", "Skylark11-2"])
def test_a_number_is_read_whatever_parts_it(graph: Graph, name: str) -> None:
    assert f"“{name}” is taken to mean Skylark 11-2." in graph.ask(f"Who built {name}?").text
