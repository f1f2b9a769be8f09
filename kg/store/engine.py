"""The embedded engine (ArcadeDB, Apache-2.0) as a child process: join the running one of a data folder, or start it.

One engine serves one data folder. Whoever joins, starts or stops it holds the folder's door lock for that moment, so a
second `kg` process waits for the first one's start and then joins. A connection is made before the door opens again:
the supervisor ends an engine only behind the door, when it counts no connection.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil

from kg.errors import StoreUnreachable
from kg.store import room
from kg.store.configuration import Folder, Record
from kg.store.lock import FileLock

IDLE = 60.0
START = 60.0
STOP = 30.0
STEP = 0.03
STARTS = 3

Connected = TypeVar("Connected")


def join(data: Path, connect: Callable[[Record], Connected], *, idle: float = IDLE) -> Connected:
    """What `connect` makes of the engine of `data`, started if it does not run.

    `connect` raises `StoreUnreachable` for as long as the engine is not ready. An engine that dies while it starts
    (a port was taken meanwhile) is started again, three times at most.
    """
    folder = Folder(data.absolute())
    make_folder(folder.data)
    with FileLock(folder.door, timeout=START + STOP):
        for _ in range(STARTS):
            if not is_alive(folder):
                start(folder, idle)
            connected = wait(folder, connect)
            if connected is not None:
                return connected
            dismiss(folder)
    raise StoreUnreachable(
        f"{data}: the embedded engine does not start: {last_words(folder)}; see engine/engine.log there"
    )


def make_folder(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (data / "engine").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable(f"{data}: cannot be a data folder: {error.strerror}; name another with --data") from None


def is_alive(folder: Folder) -> bool:
    """Whether a supervisor holds the engine's lock."""
    lock = FileLock(folder.alive)
    free = lock.acquire()
    lock.release()
    return not free


def start(folder: Folder, idle: float) -> None:
    end_orphan(folder)
    room.check(folder.data, room.STARTING)
    package_root = Path(__file__).parents[2]
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "kg.store.supervisor", str(folder.data), str(idle)],
        cwd=package_root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=flags,
    )
    if os.name != "nt":
        supervisor.wait(START)


def wait(folder: Folder, connect: Callable[[Record], Connected]) -> Connected | None:
    """A connection to the engine once it is ready; None when it died, or is not ready in time."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        record = Record.read(folder)
        if record is not None and record.ready:
            try:
                return connect(record)
            except StoreUnreachable:
                pass
        if not is_alive(folder):
            return None
        time.sleep(STEP)
    return None


def stop(data: Path) -> bool:
    """Stop the engine of this data folder, and those of its views, and wait until all are gone; False if none ran."""
    folder = Folder(data.absolute())
    if not folder.data.is_dir():
        return False
    for view in (folder.data / "views").glob("*/"):  # `kg.views`
        stop(view)
    with FileLock(folder.door, timeout=START + STOP):
        running = is_alive(folder)
        dismiss(folder)
        return running


def dismiss(folder: Folder) -> None:
    """Take the record away, on which its supervisor stops the engine, and wait; end what is left without one."""
    record = Record.read(folder)
    deadline = time.monotonic() + STOP
    while is_alive(folder):
        # a supervisor that has only just started writes its record after this: take that away too
        folder.record.unlink(missing_ok=True)
        if time.monotonic() > deadline:
            raise StoreUnreachable(f"{folder.data}: the embedded engine does not stop; end its process by hand")
        time.sleep(STEP)
    if record is not None:
        end_process(record)
    folder.record.unlink(missing_ok=True)


def end_orphan(folder: Folder) -> None:
    """End an engine whose supervisor was killed, and forget its record."""
    record = Record.read(folder)
    if record is not None:
        end_process(record)
        folder.record.unlink(missing_ok=True)


def end_process(record: Record) -> None:
    try:
        process = psutil.Process(record.process)
        if process.create_time() == record.created:
            process.kill()
            process.wait(STOP)
    except psutil.Error:
        return


def last_words(folder: Folder) -> str:
    try:
        lines = (folder.root / "engine.log").read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return "it left no log"
    telling = [line.strip() for line in lines if "Exception" in line or "Error" in line]
    return (telling or ["it gave no reason"])[0][:200]
