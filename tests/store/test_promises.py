"""The promises of a graph, whatever is loaded, corrected, forgotten and decided, in whatever order, on both servers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kg import Graph
from kg.resolve import Decided, Decision, Kind
from kg.store import Store, stop
from tests.store.machines import Chronicle, Machine
from tests.store.pool import HERON, pool
from tests.store.states import clear

# The same programs each time. A failing one is told as it is: to make it smaller takes minutes.
SAMPLE = settings(
    max_examples=3,
    stateful_step_count=6,
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MANY = settings(SAMPLE, max_examples=25, stateful_step_count=30)


@pytest.fixture
def graphs(embedded: Mapping[str, str], neo4j: Mapping[str, str], tmp_path: Path) -> Iterator[dict[str, Graph]]:
    """An empty graph on each server, with decisions of its own."""
    with (
        Store.open(Path(embedded["DATA"]), environment=embedded) as own,
        Store.open(Path("unused"), environment=neo4j) as server,
    ):
        both = {"embedded": Graph(own, tmp_path / "embedded"), "neo4j": Graph(server, tmp_path / "neo4j")}
        yield both
        for graph in both.values():
            clear(graph)
            stop_views(graph)


def stop_views(graph: Graph) -> None:
    for view in sorted((graph.folder / "views").glob("*/")):
        stop(view)


def test_any_order_of_steps_keeps_every_promise_and_gives_one_graph(graphs: dict[str, Graph]) -> None:
    run_state_machine_as_test(lambda: Machine(graphs), settings=SAMPLE)


@pytest.mark.long
def test_many_orders_of_steps_keep_every_promise_and_give_one_graph(graphs: dict[str, Graph]) -> None:
    run_state_machine_as_test(lambda: Machine(graphs, strict=True), settings=MANY)


@pytest.mark.long
def test_after_any_order_of_steps_what_was_known_is_known(graphs: dict[str, Graph]) -> None:
    run_state_machine_as_test(
        lambda: Chronicle(graphs), settings=settings(SAMPLE, max_examples=4, stateful_step_count=15)
    )


def test_what_was_decided_of_an_entity_without_claims_changes_no_story(store: Store) -> None:
    (reading,) = pool()["described"]
    assert HERON in reading.entities
    assert not any(HERON in (claim.subject, claim.object) for claim in reading.claims)
    decided = Decided((Decision(Kind.RENAME, HERON.id, "Heron the First"),))
    assert store.load(reading).state == "new"
    assert store.load(reading, settling=lambda: decided).state == "unchanged"


def test_a_claim_that_comes_back_after_other_words_at_its_place_is_the_same_claim(store: Store) -> None:
    first, second = pool()["place"]
    for reading, time in ((first, "2031-01-01"), (second, "2031-02-01"), (first, "2031-03-01")):
        store.load(reading, loaded=time)
    assert [(one.evidence[0].quote, one.loaded, one.superseded) for one in store.claims(superseded=True)] == [
        ("Heron hit the Moon", "2031-01-01", None),
        ("Heron got the Moon", "2031-02-01", "2031-03-01"),
    ]
