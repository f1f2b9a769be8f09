"""Bytes to text: byte-order marks, UTF-8, the charset that a page declares, windows-1252; anything else is refused."""

import codecs
import re

from kg.errors import LoadError
from loaders.characters import without_controls

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
# Charsets that a page may declare. Others of Python's codecs are no charsets of the web, and some are not even text.
DECLARED = re.compile(
    r"(windows|cp)-?12[5]\d|iso-?8859-\d{1,2}|latin-?1|us-ascii|ascii|shift[_-]jis|euc-(jp|kr)|gb(k|2312|18030)|big5|koi8-[ru]",
    re.IGNORECASE,
)
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
SAMPLE_BYTES = 100_000
# What any text has after some words; pairs of letters of a one-byte encoding read as UTF-16 hold none of it.
BREAK = re.compile(r"[\s\u3001\u3002\uff0c\uff0e]")
LONGEST_WITHOUT_BREAK = 80


def decode(data: bytes, declared: str = "") -> str:
    """The text of a document, without byte-order mark, a space for each control character that no story may hold.

    `declared` is the charset that a server or page names; valid UTF-8 goes before it. Raises `LoadError` for what is
    empty, binary, cut off inside of a character, or in no encoding that can be told.
    """
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise LoadError(f"is {kind}, not text; save its text as .txt or .html")
    text = _marked(data)
    if text is None:
        if b"\x00" in data:
            raise LoadError("holds NUL bytes, so it is binary or UTF-16 without its mark; save it as UTF-8 text")
        text = _unmarked(data, declared)
    text = without_controls(text)
    if not text.strip():
        raise LoadError("is empty; nothing to read")
    return text


def preview(head: bytes) -> str:
    """The beginning of a document, good enough to recognise its format by; never raises."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("utf-8", "replace")


def _marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise LoadError(f"is not valid {encoding.upper()} at byte {error.start}; save it as UTF-8") from None
            if "\x00" in text:
                raise LoadError("holds NUL characters, so it is binary; save it as UTF-8 text")
            if encoding.startswith("utf-16") and len(text) > LONGEST_WITHOUT_BREAK and not BREAK.search(text):
                raise LoadError("begins with the mark of UTF-16 and is something else; save it as UTF-8")
            return text
    return None


def _unmarked(data: bytes, declared: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        failure = error
    if failure.reason == "unexpected end of data":
        raise LoadError("is cut off inside of a character; get the whole of it again")
    if DECLARED.fullmatch(declared):
        try:
            return data.decode(web_codec(declared))
        except (UnicodeDecodeError, LookupError):
            raise LoadError(f"is not in {declared.lower()}, the charset that it declares; save it as UTF-8") from None
    if MULTIBYTE.search(data) or not is_windows_1252(data[:SAMPLE_BYTES]):
        raise LoadError(f"is not valid UTF-8 at byte {failure.start}; save it as UTF-8")
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        raise LoadError("is in no encoding that can be told (UTF-8, UTF-16, windows-1252); save it as UTF-8") from None


def web_codec(declared: str) -> str:
    """The codec that browsers use: windows-1252 for Latin-1 and ASCII, GB 18030 for its older subsets."""
    name = declared.lower()
    if name in {"latin1", "latin-1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii"}:
        return "windows-1252"
    return "gb18030" if name.startswith("gb") else name


def is_windows_1252(sample: bytes) -> bool:
    from charset_normalizer import from_bytes

    return from_bytes(sample, cp_isolation=["cp1252"]).best() is not None
