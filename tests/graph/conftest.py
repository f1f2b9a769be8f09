"""The servers of the store's own tests, for what the facade promises on both of them."""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg import Graph
from kg.model import Evidence, Reading
from kg.store import Store, stop
from tests.graph.archives import CORRECTED, ISPACE, LARGER, M2, MOON, NASA, RESILIENCE, WIRE, A, B, C, Opening, empty


def store_servers() -> ModuleType:
    """The fixtures of the store's tests: one Neo4j is started for all."""
    spec = importlib.util.spec_from_file_location("store_servers", Path(__file__).parents[1] / "store" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


neo4j_server, neo4j, embedded, server, store, writer = (
    getattr(store_servers(), name) for name in ("neo4j_server", "neo4j", "embedded", "server", "store", "writer")
)


@pytest.fixture
def readings(writer: Callable[..., Any]) -> Mapping[str, Reading]:
    a, corrected, b, c = (
        writer("a", A, title="Reached", outlet="Lunar Wire", published="2025-06-05", url="https://lunar.example/a"),
        writer("a", CORRECTED, title="Missed", outlet="Lunar Wire", published="2025-06-06", source="a.html"),
        writer("b", B, title="Plans", outlet="The Orbit", published="2024-12", questions=("What is next?",)),
        writer("c", C, published="2025-06-09", kind="reference"),
    )
    operated = a.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience", confidence=0.7)
    again = replace(operated, object=replace(ISPACE, aliases=()), confidence=0.9, attribution=(NASA,))
    paid = corrected.claim(RESILIENCE, "AMOUNT", "$5 million", "$5 million", number=5, unit="USD", what="flight")
    paid = replace(paid, predicate="SAID", subject=NASA, qualifiers={}, id="")
    built = b.claim(RESILIENCE, "BUILT_BY", ISPACE, "Resilience, built by ispace", confidence=1.0, role="maker")
    tall = b.claim(LARGER, "MEASURE", "2.5 m", "A larger lander", number=2.5, unit="m", what="height")
    tall = replace(tall, evidence=(*tall.evidence, Evidence(0, 10, B[:10])))  # a reader gives the best one first
    planned = b.claim(RESILIENCE, "LANDED_ON", MOON, "land in 2025", status="planned", when="2025")
    return {
        "A": a.reading(operated, a.claim(RESILIENCE, "LANDED_ON", MOON, "reached the Moon", when="2025-06-05")),
        "B": b.reading(built, planned, tall, b.claim(M2, "OPERATED_BY", ISPACE, "built by ispace", confidence=0.5)),
        "A'": corrected.reading(
            again, corrected.claim(RESILIENCE, "LANDED_ON", MOON, "missed the Moon", "failed", "2025-06-05")
        ),
        "A', read anew": corrected.reading(again, replace(paid, id=paid.key())),
        "B, read anew": b.reading(
            replace(built, confidence=0.4), tall, b.claim(RESILIENCE, "LAUNCH_DATE", "../2027", "2027")
        ),
        "C": c.reading(
            c.claim(M2, "OPERATED_BY", ISPACE, by=(WIRE, NASA)), c.claim(M2, "OUTCOME", "failed", "was lost")
        ),
        "B, nothing read": b.reading(),
    }


@pytest.fixture
def open_graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens the graph of a server, emptied, with a folder of its own for decisions and views."""
    opened: list[Graph] = []

    def open_empty(kind: str) -> Graph:
        environment = request.getfixturevalue(kind)
        store = Store.open(Path(environment.get("DATA", "unused")), environment=environment)
        graph = Graph(store, tmp_path / f"{kind}-{len(opened)}")
        empty(graph)
        opened.append(graph)
        return graph

    yield open_empty
    for graph in opened:
        empty(graph)
        graph.close()
        stop(graph.folder)
