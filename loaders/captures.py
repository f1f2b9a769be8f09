"""Captures of web archives: an HTTP response as a crawler stored it, and the story of the page that it holds."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.dates import edtf
from loaders.html import MEDIA_TYPES, HtmlLoader
from loaders.source import DOCUMENT_BYTES, Source, too_long

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PIECE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured page: its address, its body as it was sent, the encodings to undo, first one first, the day in UTC."""

    address: str
    body: bytes
    charset: str
    encodings: tuple[str, ...]
    captured: str | None


def is_page(record: "WarcRecord") -> bool:
    """Whether a response, its HTTP headers parsed, is an HTML page of status 200 with an address of its own."""
    headers = record.http_headers
    media_type = (record.http_content_type or "").strip().lower()
    return headers.status_code == 200 and media_type in MEDIA_TYPES and canonical_url(address_of(record)) is not None


def address_of(record: "WarcRecord") -> str:
    """WARC-Target-URI; WARC 1.0 writes it in angle brackets."""
    return (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")


def capture_of(record: "WarcRecord", body: bytes) -> Capture:
    headers = record.http_headers
    # in the order in which they were done: first of the content, then of its sending
    done = [*named(headers.get("Content-Encoding")), *named(headers.get("Transfer-Encoding"))]
    return Capture(
        address=address_of(record),
        body=body,
        charset=record.http_charset or "",
        encodings=tuple(reversed(done)),
        captured=edtf(record.headers.get("WARC-Date") or ""),
    )


def named(header: str | None) -> list[str]:
    """The encodings that a header names; `identity` is none."""
    return [name for part in (header or "").split(",") if (name := part.strip().lower()) not in ("", "identity")]


def story_of(capture: Capture, name: str) -> Story:
    """The story of the page; the day of the capture stands for that of publication where the page names none.

    Raises `LoadError` for a page that holds no article or cannot be decoded.
    """
    body = decoded(capture)
    opener = partial(io.BytesIO, body)
    with Source(name, opener, url=capture.address, media_type="text/html", charset=capture.charset) as page:
        (story,) = HtmlLoader().load(page)
    return replace(story, published=story.published or capture.captured)


def decoded(capture: Capture) -> bytes:
    """The body without its transfer and content encodings (RFC 9110, 9112), which crawlers may have undone already."""
    body = capture.body
    for name in capture.encodings:
        if name not in DECODERS:
            raise LoadError(f"is encoded as {name[:20]!r}, which is not read; leave it out")
        try:
            body = DECODERS[name](body)
        except (OSError, zlib.error):
            if not body.lstrip()[:1] == b"<":
                raise LoadError(f"cannot be unpacked ({name}); capture the page again") from None
        if len(body) > DOCUMENT_BYTES:
            raise LoadError(too_long())
    return body


def from_reader(kind: str, body: bytes) -> bytes:
    """At most one byte more than a document may hold."""
    from fastwarc import stream_io

    reader = getattr(stream_io, kind)(io.BytesIO(body))
    pieces: list[bytes] = []
    length = 0
    while length <= DOCUMENT_BYTES and (piece := reader.read(PIECE_BYTES)):
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)


def inflated(body: bytes) -> bytes:
    """Deflate is sent with zlib's wrapping, as the RFC wants it, or without."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(body, DOCUMENT_BYTES + 1)
        except zlib.error as error:
            failure = error
    raise failure


DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "chunked": partial(from_reader, "ChunkedReader"),
    "gzip": partial(from_reader, "GzipReader"),
    "x-gzip": partial(from_reader, "GzipReader"),
    "br": partial(from_reader, "BrotliReader"),
    "zstd": partial(from_reader, "ZstdReader"),
    "deflate": inflated,
}
