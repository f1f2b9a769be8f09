"""The embedded engine's process: started, joined, stopped, and never left behind."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from kg.errors import StoreUnreachable
from kg.model import Entity
from kg.store import Store, engine, stop
from kg.store.configuration import Folder, Record

LANDER = Entity("lander:resilience", "Lander", "Resilience")
QUICK = {"KG_ENGINE_IDLE": "1"}
PATIENT = {"KG_ENGINE_IDLE": "60"}


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    stop(folder)


@pytest.fixture
def running(embedded: Mapping[str, str]) -> Path:
    """The data folder of the engine that other tests use too."""
    return Path(embedded["DATA"])


def java_of(data: Path) -> psutil.Process:
    record = Record.read(Folder(data))
    assert record is not None
    return psutil.Process(record.process)


def supervisors(data: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if is_supervisor(process, data)]


def is_supervisor(process: psutil.Process, data: Path) -> bool:
    try:
        is_live = process.status() != psutil.STATUS_ZOMBIE
        return is_live and str(data) in process.cmdline() and "java" not in process.name()
    except psutil.Error:
        return False  # any process of the machine may end while it is looked at


def test_a_second_store_joins_the_running_engine(running: Path) -> None:
    with Store.open(running, environment=PATIENT) as first, Store.open(running, environment=PATIENT) as second:
        assert first.status().address == second.status().address
        assert second.query("RETURN 1 AS one").rows == ((1,),)


def test_many_that_start_at_once_share_one_engine(data: Path) -> None:
    def address(_: int) -> str:
        with Store.open(data, environment=PATIENT) as store:
            return store.status().address

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(address, range(4)))) == 1


def test_what_was_loaded_is_there_after_stop_and_start(data: Path, writer: Callable) -> None:
    story = writer("s1", "Resilience failed.")
    with Store.open(data, environment=PATIENT) as store:
        store.load(story.reading(story.claim(LANDER, "OUTCOME", "failed")))
    assert stop(data)
    assert not stop(data)
    with Store.open(data, environment=PATIENT) as store:
        assert store.find("resilience") == [LANDER]


def test_stop_leaves_no_process_and_no_secret(data: Path) -> None:
    with Store.open(data, environment=PATIENT):
        java = java_of(data)
        assert len(supervisors(data)) == 1
    stop(data)
    assert not java.is_running()
    assert supervisors(data) == []
    assert not Folder(data).record.exists()
    assert not Folder(data).arguments.exists()


def test_stop_where_nothing_ever_ran(tmp_path: Path) -> None:
    assert not stop(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_an_idle_engine_ends_by_itself(data: Path, eventually: Callable) -> None:
    with Store.open(data, environment=QUICK):
        java = java_of(data)
    eventually(lambda: not java.is_running() and not supervisors(data), "the idle engine to end")
    assert not Folder(data).record.exists()


def test_an_engine_in_use_is_not_idle(data: Path) -> None:
    with Store.open(data, environment=QUICK) as store:
        java = java_of(data)
        with pytest.raises(psutil.TimeoutExpired):
            java.wait(2.5)
        assert store.query("RETURN 1 AS one").rows == ((1,),)


def test_an_engine_ends_when_its_folder_vanishes(data: Path, eventually: Callable) -> None:
    with Store.open(data, environment=PATIENT):
        java = java_of(data)
    shutil.rmtree(data)
    eventually(lambda: not java.is_running() and not supervisors(data), "the engine to end")
    assert not data.exists()


def test_no_orphan_when_the_command_is_killed(data: Path, eventually: Callable) -> None:
    # the command itself tells the engine's process: it may have ended before anybody else asks
    script = (
        "import sys, os, signal; from pathlib import Path; from kg.store import Store\n"
        "from kg.store.configuration import Folder, Record\n"
        "Store.open(Path(sys.argv[1]), environment={'KG_ENGINE_IDLE': '1'})\n"
        "print(Record.read(Folder(Path(sys.argv[1]))).process, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(data)], timeout=60, stdout=subprocess.PIPE, text=True)
    assert killed.returncode == -signal.SIGKILL
    java = int(killed.stdout)
    eventually(lambda: not psutil.pid_exists(java), "the engine to end")
    eventually(lambda: not supervisors(data), "the supervisor to end")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the next start ends the orphan")
def test_no_orphan_when_the_supervisor_is_killed(data: Path, eventually: Callable) -> None:
    with Store.open(data, environment=PATIENT):
        java = java_of(data)
    for supervisor in supervisors(data):
        supervisor.kill()
    eventually(lambda: not java.is_running(), "the engine to end")
    with Store.open(data, environment=PATIENT) as store:
        assert store.counts()["stories"] == 0


def test_a_killed_engine_is_started_again(data: Path, writer: Callable) -> None:
    story = writer("s1", "Resilience failed.")
    with Store.open(data, environment=PATIENT) as store:
        store.load(story.reading(story.claim(LANDER, "OUTCOME", "failed")))
        java_of(data).kill()
        with pytest.raises(StoreUnreachable) as error:
            store.find("Resilience")
        assert "\n" not in str(error.value)
    with Store.open(data, environment=PATIENT) as store:
        assert store.find("Resilience") == [LANDER]


def test_a_stale_record_and_a_half_made_database_are_recovered(data: Path) -> None:
    folder = Folder(data)
    (folder.root / "databases" / "kg").mkdir(parents=True)
    (folder.root / "databases" / "kg" / "schema.json").write_text('{"half": ')
    (folder.root / "config").mkdir()
    (folder.root / "config" / "server-users.jsonl").write_text('{"name": "root"')
    Record(1, 2, "old", "old", process=os.getpid(), created=0.0).write(folder)
    with Store.open(data, environment=PATIENT) as store:
        assert store.counts()["stories"] == 0


def test_the_copy_of_a_folder_in_use_leaves_its_engine_alone(writer: Callable, data: Path, tmp_path: Path) -> None:
    story = writer("s1", "Resilience failed.")
    with Store.open(data, environment=PATIENT) as store:
        store.load(story.reading(story.claim(LANDER, "OUTCOME", "failed")))
        copy = tmp_path / "copy"
        shutil.copytree(data, copy)
        with Store.open(copy, environment=PATIENT) as other:
            assert other.find("Resilience") == [LANDER]
            assert other.forget("s1")
        engine.stop(copy)
        assert store.find("Resilience") == [LANDER]


@pytest.mark.parametrize("delay", [0.0, 0.6])
def test_an_engine_killed_while_it_starts_is_recovered(data: Path, delay: float, eventually: Callable) -> None:
    engine.make_folder(data)
    engine.start(Folder(data), 60.0)
    eventually(lambda: Record.read(Folder(data)) is not None, "the engine's process")
    java = java_of(data)
    with pytest.raises(psutil.TimeoutExpired):
        java.wait(delay)
    java.kill()
    with Store.open(data, environment=PATIENT) as store:
        assert store.counts()["stories"] == 0


def test_secrets_are_in_private_files_and_in_no_list_of_processes(running: Path) -> None:
    data = running
    with Store.open(data, environment=PATIENT) as store:
        record = Record.read(Folder(data))
        folder = Folder(data)
        for path in (folder.record, folder.arguments, folder.door, folder.alive):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(Folder(data).root.stat().st_mode) == 0o700
        shown = " ".join(" ".join(process.cmdline()) for process in (java_of(data), *supervisors(data)))
        environments = " ".join(java_of(data).environ().values())
        for secret in (record.root_password, record.reader_password):
            assert len(secret) >= 24
            assert secret not in shown
            assert secret not in environments
            assert secret not in repr(store.connection.login)
        log = (Folder(data).root / "engine.log").read_text()
        assert record.root_password not in log
        assert record.reader_password not in log
        assert store.status().password == record.reader_password


def test_nothing_listens_beyond_loopback(running: Path) -> None:
    with Store.open(running, environment=PATIENT):
        listening = [one.laddr for one in java_of(running).net_connections("inet") if one.status == psutil.CONN_LISTEN]
    assert listening
    assert all(re.fullmatch(r"(::ffff:)?127\.0\.0\.1", address.ip) for address in listening)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnreachable, match="data folder"):
        Store.open(tmp_path / "file" / "data", environment={})
