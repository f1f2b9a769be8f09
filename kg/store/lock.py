"""An advisory lock on a file, which the operating system lets go when its holder dies: no lock is ever stale."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO

from kg.errors import StoreError, StoreUnreachable

STEP = 0.02

if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class FileLock:
    """`with FileLock(path, timeout)` holds it; `acquire()` tries once.

    Raises `StoreError` when time is up, `StoreUnreachable` where the file cannot be opened.
    """

    def __init__(self, path: Path, timeout: float = 60.0) -> None:
        self.path, self.timeout = path, timeout
        self.file: IO[bytes] | None = None

    def acquire(self) -> bool:
        try:
            file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "ab")
        except OSError as error:
            raise StoreUnreachable(
                f"{self.path}: cannot be opened for writing: {error.strerror}; "
                "name a data folder of your own with --data, or make this one writable"
            ) from None
        if not try_lock(file):
            file.close()
            return False
        self.file = file
        return True

    def release(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None

    def __enter__(self) -> "FileLock":
        deadline = time.monotonic() + self.timeout
        while not self.acquire():
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{self.path.name}: another kg process has held this lock of the data folder for "
                    f"{self.timeout:.0f} s; wait for it, or end it"
                )
            time.sleep(STEP)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
