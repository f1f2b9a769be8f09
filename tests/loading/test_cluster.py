"""Reading on a Ray cluster: the same readings in the same order, though a worker dies; nothing without Ray."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

import pytest

from kg.errors import KgError
from kg.loading.cluster import in_cluster
from kg.loading.reading import AHEAD, read, read_one
from kg.model import Reading, Story
from kg.store import stop
from loaders import Rejected
from tests.bench import archive
from tests.bench.archive import stories

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (the extra `cluster`)")
WORKERS = 2
START = 120.0
LOAD = ("load", "--loaded", "2026-01-31T12:00:00+00:00")


@pytest.fixture(scope="module", autouse=True)
def token() -> Iterator[None]:
    """A secret of these tests alone, so that Ray neither looks for one in the home folder nor leaves one there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN", token_hex(32))
        yield


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a cluster of two workers on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--disable-usage-stats"]
    command += [f"--port={port}", f"--num-cpus={WORKERS}", "--object-store-memory=100000000"]
    command += ["--node-ip-address=127.0.0.1", "--include-dashboard=false"]
    with (tmp_path / "ray.log").open("wb") as log:
        head = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        until(lambda: answers(port), f"Ray to start; see {tmp_path}/ray.log")
        yield f"127.0.0.1:{port}"
    finally:
        for process in [*descendants(head.pid), head.pid]:
            end(process)
        head.wait()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + START
    while not condition():
        assert time.monotonic() < deadline, f"waited {START:.0f} s for {what}"
        time.sleep(0.02)


def end(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def descendants(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    own = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [one for child in own for one in (*descendants(child), child)]


def at_work() -> list[int]:
    """Workers that read a story at this moment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [int(path.parent.name)] if path.read_bytes().startswith(b"ray::read_one") else []
        except OSError:
            continue
    return found


@needs_ray
@pytest.mark.long
def test_a_story_whose_worker_dies_is_read_by_another(cluster: str) -> None:
    written = list(stories(16))
    drawn: list[Story] = []

    def coming() -> Iterator[Story]:
        for story in written:
            drawn.append(story)
            yield story

    found: list[Reading | Rejected] = []
    killed = 0
    for number, reading in enumerate(in_cluster(coming(), cluster, None)):
        found.append(reading)
        assert len(drawn) - len(found) <= WORKERS * AHEAD
        if number == 2:
            until(at_work, "a worker to read")
            killed = at_work()[0]
            end(killed)
    assert killed
    assert found == [read_one(story) for story in written]


@needs_ray
@pytest.mark.long
def test_a_cluster_of_its_own_reads_as_this_process_does(tmp_path: Path) -> None:
    for story in stories(3):
        (tmp_path / f"{story.id}.txt").write_text(story.text)
    (tmp_path / "empty.txt").write_text("")
    assert list(read([str(tmp_path)], cluster="local")) == list(read([str(tmp_path)]))


@needs_ray
@pytest.mark.long
def test_the_command_loads_by_a_cluster_what_it_loads_without_though_a_worker_dies(
    cluster: str, tmp_path: Path
) -> None:
    archive.main("16", str(tmp_path / "stories.jsonl"))
    load = begin(tmp_path / "by-cluster", *LOAD, str(tmp_path / "stories.jsonl"), "--cluster", cluster)
    until(at_work, "a worker to read")
    end(at_work()[0])
    told, said = load.communicate(timeout=START)
    assert load.returncode == 0, said
    alone, said = begin(tmp_path / "alone", *LOAD, str(tmp_path / "stories.jsonl")).communicate(timeout=START)
    assert "16 stories" in told
    assert told.rpartition(",")[0] == alone.rpartition(",")[0], said  # the seconds differ
    assert exported(tmp_path / "by-cluster") == exported(tmp_path / "alone")


def begin(data: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", *arguments, "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def exported(data: Path) -> str:
    """The whole graph in one text; its engine ends."""
    try:
        found, said = begin(data, "export", "--format", "trig").communicate(timeout=START)
    finally:
        stop(data)
    assert found, said
    return found


@needs_ray
@pytest.mark.long
def test_where_no_cluster_is_one_line_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(KgError, match=f"127.0.0.1:{port}: no Ray cluster answers .*; start one") as told:
        list(in_cluster(iter(stories(1)), f"127.0.0.1:{port}", None))
    assert "\n" not in str(told.value)


def test_without_ray_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(KgError, match=r"--cluster needs Ray, which is not installed; run: pip install"):
        list(in_cluster(iter(stories(1)), "local", None))
