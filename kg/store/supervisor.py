"""Keeps one embedded engine: `python -m kg.store.supervisor DATA IDLE_SECONDS`, started by `kg.store.engine`.

It outlives the command that started it, and ends with its engine: when no client has been connected for the idle time,
when the record of the engine is taken away (`kg stop`, or the data folder vanished), when its disk is about to be full
(`kg.store.room`), or when the engine dies. On Linux the kernel ends the engine when its supervisor is killed; elsewhere
the next start does (`kg.store.engine`).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil

from kg.errors import StoreError
from kg.store import room
from kg.store.configuration import Folder, Record, new_record, prepare
from kg.store.lock import FileLock

READY = b"ArcadeDB Server started in"
SOON = 0.02
LOOK = 0.2
COUNT = 1.0
FAREWELL = 15.0


def main(data: Path, idle: float) -> None:
    folder = Folder(data)
    with FileLock(folder.alive, timeout=5.0):
        detach()
        engine, record = start(folder)
        try:
            record = wait_until_ready(folder, record, engine)
            watch(folder, record, engine, idle)
        finally:
            end(folder, record, engine)
            # the lock falls with the process: whoever waits for it finds no process either
            os._exit(0)


def detach() -> None:
    """Leave the starting process, which waits for the first half only and never sees a zombie."""
    if hasattr(os, "fork") and os.fork():
        os._exit(0)


def start(folder: Folder) -> tuple["subprocess.Popen[bytes]", Record]:
    record = new_record(folder)
    command = prepare(folder, record)
    with (folder.root / "engine.log").open("wb") as log:
        engine = subprocess.Popen(
            command,
            cwd=folder.root,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent(),
        )
    record = replace(record, process=engine.pid, created=psutil.Process(engine.pid).create_time())
    record.write(folder)
    return engine, record


def die_with_parent() -> Callable[[], None] | None:
    """What the engine's process does before it becomes Java: ask Linux to be killed when its parent dies."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    library = ctypes.CDLL(None)
    set_parent_death_signal = 1
    return lambda: library.prctl(set_parent_death_signal, signal.SIGKILL) and None


def wait_until_ready(folder: Folder, record: Record, engine: "subprocess.Popen[bytes]") -> Record:
    """The engine says in its log when all of it is up. A client that connects before that may hang for 30 s."""
    log = folder.root / "engine.log"
    while engine.poll() is None and Record.read(folder) == record:
        if READY in log.read_bytes():
            record = replace(record, ready=True)
            record.write(folder)
            return record
        time.sleep(SOON)
    return record


def watch(folder: Folder, record: Record, engine: "subprocess.Popen[bytes]", idle: float) -> None:
    used = counted = time.monotonic()
    while engine.poll() is None and Record.read(folder) == record:
        if is_full(folder):
            return
        now = time.monotonic()
        if now - counted >= COUNT:
            counted = now
            if clients(record):
                used = now
            elif now - used >= idle and leave(folder, record):
                return
        time.sleep(LOOK)


def is_full(folder: Folder) -> bool:
    left = room.free(folder.data)
    return left is not None and left < room.RUNNING


def clients(record: Record) -> int:
    """How many connections to the engine's Bolt port are open, from whatever program."""
    try:
        connections = psutil.Process(record.process).net_connections("tcp")
    except psutil.Error:
        return 0
    return sum(one.status == psutil.CONN_ESTABLISHED and one.laddr.port == record.bolt for one in connections)


def leave(folder: Folder, record: Record) -> bool:
    """Take the record away, unless somebody is at the door and about to connect."""
    door = FileLock(folder.door)
    if not door.acquire():
        return False
    try:
        if clients(record):
            return False
        folder.record.unlink(missing_ok=True)
        return True
    finally:
        door.release()


def end(folder: Folder, record: Record, engine: "subprocess.Popen[bytes]") -> None:
    if Record.read(folder) == record:
        folder.record.unlink(missing_ok=True)
    folder.arguments.unlink(missing_ok=True)
    if not folder.root.exists():
        engine.kill()
    engine.terminate()
    try:
        engine.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), float(sys.argv[2]))
    except (StoreError, OSError) as problem:
        sys.exit(f"supervisor: {problem}")
