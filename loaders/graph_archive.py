"""Archives of a graph (`kg.archive`), by strangers or by `kg export --format archive`: checked whole, then read story
by story, never unpacked."""

import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.archive import package, records
from kg.archive.package import Content
from kg.archive.records import Kept, Line
from kg.errors import LoadError
from loaders.characters import printable
from loaders.source import HEAD_BYTES, MEGABYTE, Archived, Rejected, Source

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MANIFEST_BYTES = MEGABYTE
DECISIONS_BYTES = 32 * MEGABYTE
# Of one line, and of all lines of one story: a text of a million characters with its claims has some five million.
LINE_BYTES, STORY_BYTES = 40 * MEGABYTE, 200 * MEGABYTE
WRONG_LINES = 1_000
PIPED_BYTES = 10_000 * MEGABYTE
# What is unpacked is read in small pieces, so the sum is for time alone: a bomb may cost some seconds.
UNPACKED_BYTES, BOMB_BYTES = 10_000_000 * MEGABYTE, 1_000 * MEGABYTE
DAMAGED = "is damaged or was changed"
AGAIN = "get the whole of it again; nothing was restored"


class GraphArchiveLoader:
    """What is restored from an archive: its decisions first, then story by story. Nothing is given before lengths and
    hashes of all are found right; a story of which a line is wrong is rejected, and the others load."""

    def matches(self, source: Source) -> bool:
        return package.is_archive(source.head)

    def load(self, source: Source) -> Iterator[Archived | Rejected]:
        from loaders.zipped import open_zip

        if not self.matches(source):
            raise LoadError("is no archive of a graph; kg export --format archive makes one")
        with whole(source) as file, open_zip(file, UNPACKED_BYTES) as archive:
            yield Archived(source.name, decisions=checked(archive))
            yield from stories(archive, source.name)


def whole(source: Source) -> Source:
    """The source as a file to go to and fro in, whatever its length: what comes by a pipe is put aside first."""
    if source.is_seekable:
        return source
    aside = cast("BinaryIO", TemporaryFile())  # noqa: SIM115
    length = 0
    for piece in source.pieces():
        length += len(piece)
        if length > PIPED_BYTES:
            raise LoadError(f"is longer than {PIPED_BYTES // MEGABYTE:,} MB; save it, and name the file")
        aside.write(piece)
    aside.seek(0)
    return Source(source.name, lambda: aside)


def checked(archive: "ZipFile") -> str:
    """The decisions, once all of the archive is found to be what its manifest says. Raises `LoadError`."""
    told = manifest(archive)  # first: a later form may have other members
    names = archive.namelist()
    if others := sorted({*names} - package.MEMBERS):
        raise LoadError(f"{DAMAGED} (holds {printable(others[0])[:80]!r}); {AGAIN}")
    if len(names) != len({*names}):
        raise LoadError(f"{DAMAGED} (holds a file twice); {AGAIN}")
    for info in archive.infolist():
        refuse(info)
    for path, kinds in told.items():
        content = content_of(archive, path)
        if (content.length, content.digest) != kinds:
            raise LoadError(f"{DAMAGED} ({path} has another length or hash than its manifest says); {AGAIN}")
    return decisions(archive)


def refuse(info: "ZipInfo") -> None:
    """Raises `LoadError` for a member that is not to be read."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    from loaders.zipped import ENCRYPTED, RATIO

    if info.flag_bits & ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise LoadError(f"{DAMAGED} ({info.filename} is encrypted, or packed by other means than deflate); {AGAIN}")
    if info.file_size > max(BOMB_BYTES, RATIO * info.compress_size):
        raise LoadError(f"{info.filename} is {RATIO} times as long as its packed bytes, as a bomb is; it is not read")


def manifest(archive: "ZipFile") -> dict[str, tuple[int, str]]:
    """Path -> length and hash of each file. Raises `LoadError` for a form that is not known."""
    with member(archive, package.MANIFEST) as file:
        data = file.read(MANIFEST_BYTES + 1)
    try:
        described = json.loads(data)
        version = described["format"]
        if isinstance(version, int) and version > package.VERSION:
            raise LoadError(
                f"is an archive of version {version}, and this kg reads up to {package.VERSION}; upgrade kg"
            )
        told = {str(one["path"]): (one["bytes"], one["hash"]) for one in described["resources"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise LoadError(f"{DAMAGED} (its manifest cannot be read); {AGAIN}") from None
    if version != package.VERSION or set(told) != {package.STORIES, package.DECISIONS}:
        raise LoadError(f"{DAMAGED} (its manifest does not describe it); {AGAIN}")
    return told


def content_of(archive: "ZipFile", path: str) -> Content:
    content = Content()
    with member(archive, path) as file:
        while piece := file.read(HEAD_BYTES):
            content.add(piece)
    return content


def decisions(archive: "ZipFile") -> str:
    with member(archive, package.DECISIONS) as file:
        data = file.read(DECISIONS_BYTES + 1)
    if len(data) > DECISIONS_BYTES:
        raise LoadError(f"holds more than {DECISIONS_BYTES // MEGABYTE} MB of decisions; nothing was restored")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise LoadError(f"{package.DECISIONS} is not UTF-8; nothing was restored") from None


def member(archive: "ZipFile", path: str) -> BinaryIO:
    from loaders.zipped import open_member

    try:
        return open_member(archive, archive.getinfo(path))
    except KeyError:
        raise LoadError(f"{DAMAGED} (no {path}); {AGAIN}") from None


def stories(archive: "ZipFile", name: str) -> Iterator[Archived | Rejected]:
    """The stories in order, each with all its lines; one whose lines do not follow one another is rejected."""
    story, failed, wrong = Lines(), False, 0
    with member(archive, package.STORIES) as file:
        for number, data in enumerate(iter(lambda: file.readline(LINE_BYTES + 1), b""), 1):
            try:
                line, length = line_of(data)
                if failed and line.number > 1:
                    continue
                story.add(line, length)
                failed = False
            except LoadError as error:
                yield Rejected(name, f"{package.STORIES}:{number}: {error}; nothing of this story was restored")
                story, failed, wrong = Lines(), True, wrong + 1
                if len(data) > LINE_BYTES:
                    return
                if wrong == WRONG_LINES:
                    yield Rejected(name, f"{package.STORIES}: {wrong:,} lines are wrong; what follows is not read")
                    return
                continue
            if story.is_whole:
                yield Archived(name, tuple(story.kept))
                story = Lines()
    if story.kept:
        yield Rejected(name, f"{package.STORIES}: ends within a story, of which nothing was restored")


def line_of(data: bytes) -> tuple[Line, int]:
    if len(data) > LINE_BYTES:
        raise LoadError(f"longer than {LINE_BYTES // MEGABYTE} MB, and what follows is not read")
    return records.read(data), len(data)


class Lines:
    """The lines of one story, as they come."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.next: str | None = None
        self.length = 0
        self.is_whole = False

    def add(self, line: Line, length: int) -> None:
        """Raises `LoadError` for a line that does not follow."""
        self.length += length
        if self.length > STORY_BYTES:
            raise LoadError(f"its readings are longer than {STORY_BYTES // MEGABYTE} MB")
        expected = len(self.kept) + 1
        begun = self.kept[0].reading.story.id if self.kept else line.story.id
        if (line.number, line.story.id) != (expected, begun) or (self.kept and line.loaded != self.next):
            raise LoadError("does not follow the line before, as the readings of a story do")
        self.kept.append(line.kept())
        self.next, self.is_whole = line.superseded, line.superseded is None
