"""What is remembered of addresses that were loaded, so that the next run asks only for what is new (RFC 9110, 13).

A run recalls what the last one kept, and keeps what it saw once its stories are in the graph: a story that was fetched
and then lost would never be fetched again.
"""

import json
import os
import re
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from email.message import Message
from pathlib import Path
from typing import Any, Protocol

ADDRESSES = 10_000
FILE_BYTES = 20_000_000
HEADER = re.compile(r"[\x20-\x7e]{1,500}")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address that holds nothing new since it was loaded: no story, and nothing wrong with it either."""

    source: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The final address of a page, and by what its server tells its versions apart: `etag`, `modified`, either or both
    as the server wrote them."""

    url: str
    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What to send so that only another version is answered in full."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


class Memory(Protocol):
    """What a run knows of earlier ones, by the address as the user named it."""

    def recall(self, address: str) -> Seen | None: ...

    def remember(self, address: str, seen: Seen | None) -> None:
        """Note what was seen now; None where the server gave nothing to tell versions apart by."""
        ...


def seen_of(url: str, headers: Message) -> Seen | None:
    """What the answer says of its version; values that no server needs (too long, not ASCII) are passed over."""
    etag, modified = (clean(headers.get(name)) for name in ("ETag", "Last-Modified"))
    return Seen(url, etag, modified) if etag or modified else None


def clean(value: Any) -> str:
    return value if isinstance(value, str) and HEADER.fullmatch(value) else ""


class FileMemory:
    """In one small JSON file, which only its owner may read: addresses may carry keys.

    A file that cannot be read counts as empty, and one that cannot be written is left as it is: the next run asks for
    whole pages again, and nothing is lost.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = read(path)
        self._new: dict[str, Seen | None] = {}

    def recall(self, address: str) -> Seen | None:
        return self._kept.get(address)

    def remember(self, address: str, seen: Seen | None) -> None:
        self._new[address] = seen

    def keep(self, *, but: Collection[str] = ()) -> None:
        """Write what was remembered since the last time, of the 10,000 latest addresses.

        `but` names what was rejected: the addresses that gave it (or the archive that it lay in) are fetched in full
        again.
        """
        kept = read(self._path)  # what another run kept meanwhile
        for address, seen in self._new.items():
            kept.pop(address, None)
            if seen is not None and not any(name == address or name.startswith(f"{address}/") for name in but):
                kept[address] = seen
        self._new.clear()
        self._kept = dict(list(kept.items())[-ADDRESSES:])
        with suppress(OSError):
            write(self._path, json.dumps({address: asdict(seen) for address, seen in self._kept.items()}, indent=0))


def read(path: Path) -> dict[str, Seen]:
    try:
        with path.open("rb") as file:
            records = json.loads(file.read(FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(records, dict):
        return {}
    return {address: seen for address, record in records.items() if (seen := seen_in(record)) is not None}


def seen_in(record: Any) -> Seen | None:
    if not isinstance(record, dict) or not isinstance(url := record.get("url"), str):
        return None
    etag, modified = clean(record.get("etag")), clean(record.get("modified"))
    return Seen(url, etag, modified) if etag or modified else None


def write(path: Path, text: str) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
