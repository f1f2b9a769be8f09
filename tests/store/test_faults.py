"""What can happen to a store while it works: no room, no right to write, no memory.

Each time there is one clear line, what was acknowledged is there, and loading again completes the graph.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from kg.errors import StoreError, StoreUnreachable
from kg.model import Entity, Reading
from kg.store import Store, room, stop
from kg.store.configuration import Folder, Record
from tests.store.acknowledged import STORIES, assert_all_but_at_most_one, landers, load

QUICK = {"KG_ENGINE_IDLE": "5"}


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    with suppress(StoreError):
        stop(tmp_path / "data")


@pytest.fixture
def readings(writer: Callable) -> list[Reading]:
    return landers(writer)


# No room


def test_nothing_is_written_where_there_is_no_room(
    data: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = {"bytes": room.WRITING}
    monkeypatch.setattr(room, "free", lambda folder: left["bytes"])

    def fill(number: int) -> None:
        left["bytes"] -= number == 3

    with Store.open(data, environment=QUICK) as store:
        assert load(store, readings, fill) == 3
        with pytest.raises(StoreUnreachable, match=r"data: its disk is full: 63 MB are free and 64 MB needed; make"):
            store.forget("s00")
        assert store.counts()["stories"] == 3
        left["bytes"] = room.WRITING
        assert load(store, readings) == STORIES
    left["bytes"] = room.STARTING - 1
    stop(data)
    with pytest.raises(StoreUnreachable, match="its disk is full"):
        Store.open(data, environment=QUICK)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    folder.mkdir()
    mounted = sys.platform.startswith("linux") and shutil.which("mount") and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if not mounted or subprocess.run(command, capture_output=True, timeout=30).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    try:
        yield
    finally:
        with suppress(StoreError):
            stop(folder / "data")
        subprocess.run(["umount", "-l", str(folder)], check=True, timeout=30)


def test_a_disk_that_somebody_fills_costs_no_acknowledged_story(
    tmp_path: Path, readings: list[Reading], eventually: Callable
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, 100):
        with Store.open(disk / "data", environment={"KG_ENGINE_IDLE": "60"}) as store:
            assert load(store, readings[:5]) == 5
            engine = psutil.Process(Record.read(Folder(disk / "data")).process)
            with (disk / "other").open("wb") as other:
                os.posix_fallocate(other.fileno(), 0, room.free(disk) - room.RUNNING + 1_000_000)
            assert load(store, readings[5:]) == 0
            eventually(lambda: not engine.is_running(), "the engine to stop before its disk is full")
        with pytest.raises(StoreUnreachable, match="its disk is full"):
            Store.open(disk / "data", environment=QUICK)
        (disk / "other").unlink()
        with Store.open(disk / "data", environment=QUICK) as store:
            assert store.counts()["stories"] == 5
            assert load(store, readings) == STORIES
            assert store.counts()["claims"] == 2 * STORIES


# No right to write


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """No permission holds root off: a disk that is read-only does."""
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        with small_disk(folder, 4):
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True, timeout=30)
            yield
        return
    folder.mkdir(mode=0o500)
    yield
    folder.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with read_only(tmp_path / "closed"), pytest.raises(StoreUnreachable, match=r"cannot be a data folder: .*--data"):
        Store.open(tmp_path / "closed" / "data", environment=QUICK)


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.store import engine

    monkeypatch.setattr(engine, "make_folder", lambda data: None)  # as of one that was made when it could be
    with read_only(tmp_path / "closed"), pytest.raises(StoreUnreachable) as error:
        Store.open(tmp_path / "closed", environment=QUICK)
    assert str(error.value).startswith(f"{tmp_path}/closed/door.lock: cannot be opened for writing: ")
    assert str(error.value).endswith("name a data folder of your own with --data, or make this one writable")


# No memory


@pytest.mark.long
def test_an_engine_without_memory_ends_and_loses_nothing(
    data: Path, writer: Callable, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_JAVA_OPTIONS", "-Xmx64m")
    story = writer("large", "The lander failed. " * 2_000_000)
    lander = Entity("lander:x", "Lander", "X")
    large = story.reading(story.claim(lander, "OUTCOME", "failed"))
    with Store.open(data, environment=QUICK) as store:
        assert load(store, readings) == STORIES
        with pytest.raises(StoreUnreachable, match="the embedded engine does not answer") as error:
            store.load(large)
        assert "\n" not in str(error.value)
    monkeypatch.delenv("_JAVA_OPTIONS")
    with Store.open(data, environment=QUICK) as store:
        assert_all_but_at_most_one(store, STORIES)
