"""WARC files, versions 1.0 and 1.1 (ISO 28500): each captured HTML page a story, streamed by fastwarc."""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.errors import LoadError
from kg.model import Story
from loaders.captures import Capture, address_of, capture_of, is_page, story_of
from loaders.characters import printable
from loaders.source import DOCUMENT_BYTES, Rejected, Source, too_long
from loaders.warc_stream import GZIP, VERSION, WarcStream

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

ENDINGS = (".warc", ".warc.gz")
MEDIA_TYPES = frozenset({"application/warc", "application/warc+gzip"})
# After as many broken places the file is given up: the next record is looked for anew after each.
BREAKS = 1_000
LONGEST_ADDRESS = 100
DIGESTS = ("sha1:", "sha256:", "md5:")
CUT = "is cut off or damaged; get the file again"


class BrokenRecord(LoadError):
    """A record after which the next one must be looked for."""


class WarcLoader:
    """Many stories a file, in memory that does not grow with it.

    HTML responses of status 200 are read as pages of the address that they were captured from, with the day of the
    capture as the day of publication where the page names none. Other records are passed over. A page that cannot be
    read, or is longer than a document may be, is `Rejected` by its record's number, and so is a record that is broken
    or cut off; reading goes on with the next one that can be found.
    """

    def matches(self, source: Source) -> bool:
        if (source.key or "").lower().endswith(ENDINGS) or source.media_type in MEDIA_TYPES:
            return True
        return source.named and source.suffix in ("", ".gz") and is_warc(source.head)

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        empty = True
        for item in read_warc(source):
            empty = False
            yield item
        if empty and source.named:
            raise LoadError("holds no HTML page that was answered with status 200; nothing to read")


def is_warc(head: bytes) -> bool:
    """Whether the first bytes, packed by gzip or not, are those of a record."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(VERSION))
        except zlib.error:
            return False
    return head.startswith(VERSION)


def read_warc(source: Source, wanted: Callable[[str], bool] = bool) -> Iterator[Story | Rejected]:
    """The stories of the pages whose address is `wanted`. Raises `LoadError` for what is no WARC file."""
    if not is_warc(source.head):
        raise LoadError("is no WARC file of version 1.0 or 1.1, or empty; get the whole of it again")
    stream = WarcStream(source.pieces(), packed=source.head.startswith(GZIP))
    number, told = 0, False
    for _ in range(BREAKS):
        begun = number
        try:
            for record in iter_records(stream):
                number += 1
                item = read_record(record, wanted, source.name, number)
                if item is not None:
                    yield item
            return
        except BrokenRecord as error:
            yield Rejected(source.name, f"record {number}: {error}")
            told = False
        except OSError:
            # behind a good record; the next that is found may be the broken one itself, of which this says it all
            again, told = told and number == begun, number > begun
            if not again:
                number += 1
                yield Rejected(source.name, f"record {number}: {CUT}")
        if not stream.skip():
            return
    raise LoadError(f"is broken in {BREAKS:,} places; get the whole of it again")


def iter_records(stream: WarcStream) -> "Iterator[WarcRecord]":
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(stream, parse_http=False, fsspec_args=False):
        stream.begin_record(record.stream_pos)
        yield record


def read_record(record: "WarcRecord", wanted: Callable[[str], bool], name: str, number: int) -> Story | Rejected | None:
    """The story of a record, or why there is none; None for a record that is none of a page."""
    address = address_of(record)
    try:
        capture = read_capture(record, wanted)
        return None if capture is None else story_of(capture, name)
    except BrokenRecord:
        raise
    except OSError:
        raise BrokenRecord(CUT) from None
    except LoadError as error:
        return Rejected(name, f"record {number} ({printable(address)[:LONGEST_ADDRESS]}): {error}")


def read_capture(record: "WarcRecord", wanted: Callable[[str], bool]) -> Capture | None:
    """The capture of a page that is wanted. Raises `BrokenRecord`, or `LoadError` for one that is too long."""
    if not re.fullmatch(r"\d{1,18}", record.headers.get("Content-Length") or ""):
        raise BrokenRecord(CUT)
    if record.headers.get("WARC-Type") == "response" and record.is_http and wanted(address_of(record)):
        check_digest(record)
        record.parse_http(auto_decode="none")
        if is_page(record):
            return capture_of(record, read_block(record))
    left = record.content_length
    if record.consume() < left:
        raise BrokenRecord(CUT)
    return None


def check_digest(record: "WarcRecord") -> None:
    """Raise `BrokenRecord` where the record names a digest of itself (section 5.8) that is not its own."""
    digest = (record.headers.get("WARC-Block-Digest") or "").lower()
    if not digest.startswith(DIGESTS) or record.content_length > DOCUMENT_BYTES:
        return
    if not record.verify_block_digest():
        raise BrokenRecord(CUT)


def read_block(record: "WarcRecord") -> bytes:
    left = record.content_length
    if left > DOCUMENT_BYTES:
        raise LoadError(too_long())
    block = record.reader.read(left) if left else b""
    if len(block) < left:
        raise BrokenRecord(CUT)
    if b"\r\n\r\n" + VERSION in block:
        raise BrokenRecord("reaches into the next record, for it says a wrong length; get the file again")
    return block
