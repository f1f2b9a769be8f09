"""Words in pictures: cleaned of what a picture cannot show, shortened, wrapped and measured without a font engine."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

ELLIPSIS = "…"
# Controls (illegal in XML) and marks that turn the direction of what follows; a picture shows neither.
UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
UNKNOWN_ADVANCE = 0.6
LINE_HEIGHT = 1.25


def clean(text: str) -> str:
    """Replace unshowable characters by the replacement character."""
    return UNSHOWN.sub("\ufffd", text)


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut at a word where that loses little."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > limit * 2 // 3 else cut).rstrip(" ,;:–-") + ELLIPSIS


def wrap(text: str, line_limit: int, lines: int) -> tuple[str, ...]:
    """Up to `lines` lines of about `line_limit` characters, broken at spaces."""
    words = shorten(text, line_limit * lines).split(" ")
    wrapped = [""]
    for word in words:
        candidate = f"{wrapped[-1]} {word}".strip()
        if len(candidate) <= line_limit or not wrapped[-1]:
            wrapped[-1] = candidate
        elif len(wrapped) < lines:
            wrapped.append(word)
        else:
            wrapped[-1] = candidate
    return tuple(shorten(line, line_limit + line_limit // 2) for line in wrapped)


def width(text: str, size: float) -> float:
    """Width of `text` in pixels at font size `size`."""
    known = advances()
    return size * sum(known.get(character) or advance(character) for character in text)


def advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else UNKNOWN_ADVANCE


@cache
def advances() -> dict[str, float]:
    """Advance widths of the vendored font in parts of the font size."""
    table = (files("kg.draw") / "data" / "advances.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {chr(int(code, 16)): int(thousandths) / 1000 for code, thousandths in rows}
