"""The file around the lines of an archive: a .zip whose bytes depend on nothing but what is put into it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

TYPE = b"application/vnd.space-kg.archive+zip"
VERSION = 1
MIMETYPE, STORIES, DECISIONS, MANIFEST = "mimetype", "stories.jsonl", "decisions.tsv", "datapackage.json"
MEMBERS = frozenset({MIMETYPE, STORIES, DECISIONS, MANIFEST})
NAME = "space-kg-archive"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
KINDS = {STORIES: ("jsonl", "application/jsonl"), DECISIONS: ("tsv", "text/tab-separated-values")}
# The earliest time that a .zip can name.
TIME = (1980, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o100644 << 16
# A local header up to the name of its file.
HEADER, SIGNATURE = 30, b"PK\x03\x04"


@dataclass(slots=True)
class Counts:
    """What an archive holds; `claims` are those of all readings."""

    stories: int = 0
    readings: int = 0
    claims: int = 0
    decisions: int = 0

    def record(self) -> dict[str, int]:
        return {
            "stories": self.stories,
            "readings": self.readings,
            "claims": self.claims,
            "decisions": self.decisions,
        }


@dataclass(slots=True)
class Content:
    """Length and SHA-256 of a member, as it goes by."""

    length: int = 0
    hash: Any = field(default_factory=hashlib.sha256)

    def add(self, data: bytes) -> bytes:
        self.length += len(data)
        self.hash.update(data)
        return data

    @property
    def digest(self) -> str:
        return f"sha256:{self.hash.hexdigest()}"


class Stream:
    """A file as a pipe: `zipfile` writes other headers into a file that it can go back in."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.length = file, 0

    def write(self, data: bytes) -> int:
        self.file.write(data)
        self.length += len(data)
        return len(data)

    def flush(self) -> None:
        self.file.flush()


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive, whatever its name."""
    name, body = head[HEADER : HEADER + len(MIMETYPE)], head[HEADER + len(MIMETYPE) :]
    return head.startswith(SIGNATURE) and name == MIMETYPE.encode() and body.startswith(TYPE)


def write(file: BinaryIO, stories: Iterable[bytes], decisions: bytes, counts: Counts) -> int:
    """Write an archive, a piece of `stories.jsonl` at a time; gives its length. `counts` are read once they are all
    written."""
    from zipfile import ZipFile

    stream = Stream(file)
    with ZipFile(stream, "w") as archive:  # type: ignore[call-overload]  # it asks for less than the types say
        archive.writestr(member(MIMETYPE, packed=False), TYPE)
        contents = {STORIES: put(archive, STORIES, stories), DECISIONS: put(archive, DECISIONS, [decisions])}
        put(archive, MANIFEST, [manifest(contents, counts)])
    return stream.length


def put(archive: "ZipFile", name: str, pieces: Iterable[bytes]) -> Content:
    content = Content()
    with opened(archive, name) as file:
        for piece in pieces:
            file.write(content.add(piece))
    return content


@contextmanager
def opened(archive: "ZipFile", name: str) -> Iterator[IO[bytes]]:
    with archive.open(member(name), "w", force_zip64=True) as file:
        yield file


def member(name: str, *, packed: bool = True) -> "ZipInfo":
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

    info = ZipInfo(name, TIME)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.create_system, info.external_attr = UNIX, PLAIN_FILE
    return info


def manifest(contents: dict[str, Content], counts: Counts) -> bytes:
    """The Data Package's descriptor; `format` and `counts` are ours."""
    resources = [
        {
            "name": name.partition(".")[0],
            "path": name,
            "format": KINDS[name][0],
            "mediatype": KINDS[name][1],
            "encoding": "utf-8",
            "bytes": content.length,
            "hash": content.digest,
        }
        for name, content in contents.items()
    ]
    described = {
        "$schema": PROFILE,
        "name": NAME,
        "format": VERSION,
        "counts": counts.record(),
        "resources": resources,
    }
    return (json.dumps(described, indent=2) + "\n").encode()
