"""Backup: the whole graph as an archive (`kg.archive`), from which `kg load` makes the same graph again.

It is read a few stories at a time, so memory does not grow with the graph but by the ids of its stories. Each story is
of one moment; what is loaded while it is written may be in it or not.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.archive import package, records
from kg.archive.package import Counts
from kg.archive.records import Kept
from kg.errors import KgError
from kg.resolve.decisions import parse

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.histories import History


def back_up(store: "Store", file: BinaryIO) -> int:
    """Write the archive of a graph into a file or a pipe; gives its length in bytes."""
    decisions = store.decided() or ""
    counts = Counts(decisions=len(parse(decisions)))
    return package.write(file, lines(store, counts), decisions.encode(), counts)


def back_up_to(store: "Store", path: Path) -> int:
    """Write the archive beside where it belongs, then in the place of what is there: a former one is lost for no half.

    Raises `KgError` where nothing can be written.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            length = back_up(store, file)
        draft.replace(path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; choose another place") from None
    finally:
        draft.unlink(missing_ok=True)
    return length


def lines(store: "Store", counts: Counts) -> Iterator[bytes]:
    from kg.store.histories import histories

    for history in histories(store.connection):
        counts.stories += 1
        counts.readings += len(history.readings)
        counts.claims += sum(len(reading.claims) for _, reading in history.readings)
        yield from records.lines(kept(history))


def kept(history: "History") -> list[Kept]:
    *earlier, last = history.readings
    return [*(Kept(reading, loaded) for loaded, reading in earlier), Kept(last[1], last[0], history.edition)]
