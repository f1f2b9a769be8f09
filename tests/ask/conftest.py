"""The invented stories of `stories.txt`, loaded into an embedded engine of their own."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest

from kg.ask import Answer, ask
from kg.evaluate import corpus
from kg.model import Reading
from kg.resolve import resolve
from kg.store import Store, stop

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    return [resolve(annotated.reading) for annotated in corpus.read(HERE / "stories.txt")]


@pytest.fixture(scope="session")
def store(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The stories in a graph; tests read it and nothing else."""
    data = tmp_path_factory.mktemp("asked")
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            for reading in readings:
                opened.load(reading)
            yield opened
    finally:
        stop(data)


@pytest.fixture(scope="session")
def answer(store: Store) -> Callable[[str], Answer]:
    """Asks the loaded stories."""
    return lambda question: ask(store, question)


@pytest.fixture(scope="module")
def ask_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Callable[[str], Answer]]]:
    """Loads a file of invented stories into an engine of its own, and asks it."""
    with ExitStack() as opened:

        def loaded(path: Path) -> Callable[[str], Answer]:
            data = tmp_path_factory.mktemp(path.stem)
            opened.callback(stop, data)
            told = opened.enter_context(Store.open(data, environment={"KG_ENGINE_IDLE": "20"}))
            for annotated in corpus.read(path):
                told.load(resolve(annotated.reading))
            return lambda question: ask(told, question)

        yield loaded


@pytest.fixture(scope="module")
def asked(request: pytest.FixtureRequest, ask_of: Callable[[Path], Callable[[str], Answer]]) -> Callable[[str], Answer]:
    """Asks the `STORIES` of the test's module."""
    stories: Path = request.module.STORIES
    return ask_of(stories)


def store_servers() -> ModuleType:
    """The servers of the store's own tests: one Neo4j is started for both."""
    spec = importlib.util.spec_from_file_location("store_servers", HERE.parent / "store" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


neo4j_server, neo4j = (getattr(store_servers(), name) for name in ("neo4j_server", "neo4j"))
