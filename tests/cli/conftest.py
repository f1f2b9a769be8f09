"""A graph of three example stories, loaded by the command itself, for all tests of commands."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import store
from kg.cli.main import run
from kg.demo import stories_folder

STORIES = ("resilience-falls-silent.html", "blue-ghost-upright.html", "station-deorbit-contract.txt")


class Done(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


Kg = Callable[..., Done]


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the environment of whoever runs the tests names a database or a data folder."""
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "KG_HOME", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Kg:
    """Run the command with these arguments, in this process."""

    def command(*arguments: str | Path) -> Done:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        return Done(status, *capsys.readouterr())

    return command


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of the graph that tests read."""
    folder = tmp_path_factory.mktemp("graph") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NEO4J_URI", raising=False)
        paths = [str(stories_folder() / name) for name in STORIES]
        assert run(["load", *paths, "--data", str(folder), "--loaded", "2026-01-31T12:00:00+00:00"]) == 0
    yield folder
    store.stop(folder)


@pytest.fixture
def own_data(tmp_path: Path) -> Iterator[Path]:
    """An empty data folder for a test that writes."""
    yield tmp_path / "data"
    store.stop(tmp_path / "data")
