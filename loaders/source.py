"""What a loader is given (`Source`), what it is (`Loader`), and what is said of a bad input (`Rejected`)."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.characters import printable

if TYPE_CHECKING:
    from kg.archive.records import Kept

MEGABYTE = 1_000_000
DOCUMENT_BYTES = 10 * MEGABYTE
STORY_CHARACTERS = 1_000_000
HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gave no story: what the user named, and in one line what is wrong with it and what to do."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Archived:
    """What is restored as one from the archive of a graph that the user named: a story as it was kept, reading by
    reading, or the decisions, which come first."""

    source: str
    kept: "tuple[Kept, ...]" = ()
    decisions: str | None = None


class Source:
    """One stream of bytes to be read once, and what is known about it before.

    `name` is what the user named, made safe to print. `key` is the `/`-separated path relative to the source named,
    from which a story's id is made (None: stdin or an address). `named` tells that the user named this very input, not
    a folder or a pattern that holds it. `path` is where it lies (None: not on disk), for what is said of it by a file
    beside it. `url` is the final address and `media_type` what a server said of it. Documents of one story may be
    `DOCUMENT_BYTES` long; formats of many stories stream by `lines()` or `pieces()`, archives are read in a `file()`.
    """

    def __init__(
        self,
        name: str,
        opener: Callable[[], BinaryIO],
        *,
        key: str | None = None,
        named: bool = True,
        path: Path | None = None,
        url: str | None = None,
        media_type: str = "",
        charset: str = "",
        size: int | None = None,
    ) -> None:
        self.name = printable(name)
        self.key = key
        self.named = named
        self.path = path
        self.url = url
        self.media_type = media_type
        self.charset = charset
        self._size = size
        self._opener = opener
        self._stream: BinaryIO | None = None
        self._head: bytes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()

    @property
    def suffix(self) -> str:
        """The lower-case suffix of the path, with its dot, or an empty string."""
        last = (self.key or "").rpartition("/")[2]
        stem, dot, suffix = last.rpartition(".")
        return f".{suffix.lower()}" if dot and stem else ""

    @property
    def canonical(self) -> str | None:
        """The canonical form of the address that it was fetched from."""
        return canonical_url(self.url) if self.url else None

    @property
    def head(self) -> bytes:
        """The first 64 KiB or more, to recognise a format by. Raises `LoadError` where it cannot be opened."""
        if self._head is None:
            try:
                self._stream = self._opener()
                self._head = self._stream.read(HEAD_BYTES)
            except OSError as error:
                raise LoadError(unreadable(error)) from None
        return self._head

    def first_line(self) -> bytes:
        """The first line without its end, to recognise a format by, or its beginning where it is longer than
        `DOCUMENT_BYTES`; `head` holds all that was read for it. Raises `LoadError` where it cannot be read."""
        piece = self.head
        pieces = [piece]
        length = len(piece)
        while b"\n" not in piece and length <= DOCUMENT_BYTES and (piece := self._rest(HEAD_BYTES)):
            pieces.append(piece)
            length += len(piece)
        self._head = b"".join(pieces)
        return self._head.partition(b"\n")[0]

    def read(self) -> bytes:
        """All bytes of a document; raises `LoadError` past `DOCUMENT_BYTES` without reading further."""
        if self._size is not None and self._size > DOCUMENT_BYTES:
            raise LoadError(too_long())
        data = self.head + self._rest(DOCUMENT_BYTES + 1 - len(self.head))
        if len(data) > DOCUMENT_BYTES:
            raise LoadError(too_long())
        return data

    def pieces(self) -> Iterator[bytes]:
        """All bytes from the beginning, piece by piece."""
        piece = self.head
        while piece:
            yield piece
            piece = self._rest(HEAD_BYTES)

    @property
    def is_seekable(self) -> bool:
        """Whether one can go to and fro in it: it is no pipe."""
        return bool(self.head) and self._stream is not None and self._stream.seekable()

    def file(self) -> BinaryIO:
        """The bytes as a file to go to and fro in, closed with the source; a stream is first read as a document."""
        head = self.head
        assert self._stream is not None, "the head is read first"
        if self._stream.seekable():
            self._stream.seek(0)
            return self._stream
        data = head + self._rest(DOCUMENT_BYTES + 1 - len(head))
        if len(data) > DOCUMENT_BYTES:
            raise LoadError(f"is longer than {DOCUMENT_BYTES // MEGABYTE} MB; save it, and name the file")
        return io.BytesIO(data)

    def lines(self) -> Iterator[bytes]:
        """The lines without their ends, split at line feeds only, read piece by piece.

        A line longer than `DOCUMENT_BYTES` is cut to one byte more than that, and the rest of it is passed over.
        Raises `LoadError` where it cannot be read.
        """
        pending = self.head
        while True:
            *complete, pending = pending.split(b"\n")
            yield from (line[: DOCUMENT_BYTES + 1] for line in complete)
            more = self._rest(HEAD_BYTES)
            if not more:
                break
            pending = self._joined(pending, more)
        if pending:
            yield pending[: DOCUMENT_BYTES + 1]

    def _joined(self, pending: bytes, more: bytes) -> bytes:
        pieces = [pending, more]
        length = len(pending) + len(more)
        while b"\n" not in more and (more := self._rest(HEAD_BYTES)):
            if length <= DOCUMENT_BYTES or b"\n" in more:
                pieces.append(more if length <= DOCUMENT_BYTES else more[more.index(b"\n") :])
            length += len(more)
        return b"".join(pieces)

    def _rest(self, limit: int) -> bytes:
        assert self._stream is not None, "the head is read first"
        try:
            return self._stream.read(max(limit, 0))
        except OSError as error:
            raise LoadError(unreadable(error)) from None


class Loader(Protocol):
    """One format. Loaders hold no state, read only what their source gives them, and raise nothing but `LoadError`,
    whose message says what is wrong and what to do (the reader adds the source's name)."""

    def matches(self, source: Source) -> bool:
        """Whether the source is of this format, by suffix or media type first, then by `source.head`."""
        ...

    def load(self, source: Source) -> Iterator[Story | Rejected | Archived]:
        """The stories in order; a format of many stories gives a `Rejected` for each record that it cannot read."""
        ...


def too_long() -> str:
    return f"longer than {DOCUMENT_BYTES // MEGABYTE} MB, the most that one document may hold; split it into stories"


def failed(error: Exception) -> str:
    """What is said of an input whose reading failed in a way that nobody foresaw."""
    return f"its loader failed ({type(error).__name__}: {printable(str(error))[:200]}); report it"


def unreadable(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or type(error).__name__).lower()})"
