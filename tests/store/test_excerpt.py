"""Pictures of what has too much for one: the best is read, and the figures are those of all of it, on both servers."""

from collections.abc import Callable

import pytest

from kg.model import Entity
from kg.store import Store, excerpt

ISPACE = Entity("Q1", "Company", "ispace", wikidata="Q1")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
TENACIOUS = Entity("rover:tenacious", "Rover", "Tenacious")
STORIES = excerpt.CLAIMS + 3
EDGE = ("lander:resilience", "Q1", "OPERATED_BY|actual|")


@pytest.fixture
def hub(store: Store, writer: Callable) -> Store:
    """A lander of which each story says whose it is, and how heavy; the first three in January, surer than others."""
    for number in range(STORIES):
        month = "01" if number < 3 else "02"
        text = f"Resilience of ispace weighs {number} kg. Tenacious is aboard."
        story = writer(f"s{number:02}", text, published=f"2025-{month}-03")
        surer = 0.9 if number < 3 else 0.6
        further = [story.claim(TENACIOUS, "CARRIED_BY", RESILIENCE, "Tenacious is aboard")] if number == 0 else []
        store.load(
            story.reading(
                story.claim(RESILIENCE, "OPERATED_BY", ISPACE, "Resilience of ispace", confidence=surer),
                story.claim(RESILIENCE, "MEASURE", f"{number} kg", f"{number} kg", confidence=surer),
                *further,
            )
        )
    store.catch_up()
    return store


def test_of_many_claims_the_surest_are_read(hub: Store) -> None:
    edge = hub.subgraph(["Q1"]).edges[EDGE]
    assert (len(edge["claims"]), edge["claimed"], edge["sources"]) == (excerpt.CLAIMS, STORIES, STORIES)
    assert {"s00", "s01", "s02"} <= {claim.story for claim in edge["claims"]}
    whole = hub.subgraph(["Q1"], limit=None).edges[EDGE]
    assert (len(whole["claims"]), whole["claimed"], whole["sources"]) == (STORIES, STORIES, STORIES)
    assert whole["confidence"] == edge["confidence"]


def test_figures_are_of_what_holds_by_a_day(hub: Store) -> None:
    by_january = hub.subgraph(["Q1"], at="2025-01").edges[EDGE]
    assert (len(by_january["claims"]), by_january["claimed"], by_january["sources"]) == (3, 3, 3)
    by_march = hub.subgraph(["Q1"], at="2025-03").edges[EDGE]
    assert (len(by_march["claims"]), by_march["claimed"], by_march["sources"]) == (excerpt.CLAIMS, STORIES, STORIES)
    assert "Q1" in hub.subgraph(["Q1"], at="2024-12")
    assert hub.subgraph(["Q1"], at="2024-12").size() == 0


def test_attributes_of_a_hub_are_read_where_it_was_asked_for(hub: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt, "HUB", 10)
    assert len(hub.subgraph(["lander:resilience"]).nodes["lander:resilience"]["attributes"]) == excerpt.CLAIMS
    january = hub.subgraph(["lander:resilience"], at="2025-01").nodes["lander:resilience"]["attributes"]
    assert sorted(claim.value for claim in january) == ["0 kg", "1 kg", "2 kg"]
    assert hub.subgraph(["Q1"]).nodes["lander:resilience"]["attributes"] == ()


def test_relations_of_what_was_asked_for_come_first(hub: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt, "RELATIONS", 1)
    graph = hub.subgraph(["rover:tenacious"], depth=2)
    assert list(graph.edges(keys=True)) == [("rover:tenacious", "lander:resilience", "CARRIED_BY|actual|")]
    assert (graph.graph["left_out"], graph.graph["relations_left_out"]) == (0, 1)
