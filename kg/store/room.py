"""Room on the disk of a data folder, which the embedded engine must never be without.

On a full disk ArcadeDB goes on acknowledging what it can no longer write, and loses it at its next start. So nobody
writes where there is less room than any story takes, the supervisor stops an engine that is about to be without any
(whoever filled the disk), while there still is some to close the database in, and none is started there.
"""

import shutil
from pathlib import Path

from kg.errors import StoreUnreachable

MEGABYTE = 1_000_000
WRITING = 64 * MEGABYTE
STARTING = 32 * MEGABYTE
RUNNING = 16 * MEGABYTE


def check(data: Path, needed: int) -> None:
    """Raise `StoreUnreachable` where the disk of a data folder has less room than this many bytes."""
    left = free(data)
    if left is not None and left < needed:
        raise StoreUnreachable(
            f"{data}: its disk is full: {left // MEGABYTE} MB are free and {needed // MEGABYTE} MB needed; "
            "make room, then go on: what was loaded is kept"
        )


def free(data: Path) -> int | None:
    """Bytes that are free; None where nobody knows, as of a folder that has vanished."""
    try:
        return shutil.disk_usage(data).free
    except OSError:
        return None
