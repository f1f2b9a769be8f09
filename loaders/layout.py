"""The layout of running text: its lines with their markers, and the paragraphs, bullets and headings that they form.

Nothing here changes a text; all offsets are into the text as it was given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Section
from loaders.boilerplate import is_boilerplate

LINE = re.compile(r"[^\r\n]+")
BULLET = re.compile(r"(?:[-*+•‣◦▪·–—]|\(?\d{1,2}[.)])(?:[ \t\xa0]+|$)")
HEADING = re.compile(r"#{1,6}[ \t]+")
RULE = re.compile(r"([-*_=~#])(?:\s*\1){2,}")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|Prof|St|Jr|Sr|vs|No|Gov|Gen|Sen|Rep|Col|Lt|Capt|Inc|Corp|Co|Ltd)\.$")
WRAPPERS = ("***", "**", "__", "*", "_")


@dataclass(frozen=True, slots=True)
class Line:
    """One line's content: `[start, end)` without white space and markers. `gap`: an empty line goes before."""

    start: int
    end: int
    text: str
    bullet: bool
    heading: bool
    gap: bool


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """The lines that hold anything, markers taken off. A bullet whose text is on the next line is an empty `Line`."""
    previous = start
    for match in LINE.finditer(text, start):
        begin, end = stripped(text, match.start(), match.end())
        if begin == end or RULE.fullmatch(text, begin, end):
            continue
        gap = len(re.findall(r"\r\n|\n|\r", text[previous:begin])) > 1
        previous = end
        bullet, heading = False, False
        if marker := HEADING.match(text, begin, end):
            begin, heading = marker.end(), True
        elif marker := BULLET.match(text, begin, end):
            begin, bullet = marker.end(), True
        begin, end, wrapped = unwrapped(text, begin, end)
        yield Line(begin, end, text[begin:end], bullet, heading or (wrapped and not bullet), gap)


def unwrapped(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """The range without the Markdown emphasis around all of it, and whether it is strong, as a heading's is."""
    for wrapper in WRAPPERS:
        inner = start + len(wrapper), end - len(wrapper)
        if inner[0] < inner[1] and text.startswith(wrapper, start) and text.endswith(wrapper, start, end):
            if wrapper[0] in text[inner[0] : inner[1]]:
                return start, end, False
            return *stripped(text, *inner), len(wrapper) > 1
    return start, end, False


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    end = start + len(text[start:end].rstrip())
    return end - len(text[start:end].lstrip()), end


def sections(text: str, start: int = 0) -> tuple[Section, ...]:
    """Paragraphs (`body`), bullets (`bullets`) and headings of the text from `start` on, without boilerplate.

    A line continues the one before unless an empty line or a marker parts them, or the one before ends a sentence.
    """
    found: list[Section] = []
    heading = ""
    open_until = -1
    for line in lines(text, start):
        kind = "heading" if line.heading else "bullets" if line.bullet else "body"
        if kind == "heading":
            heading = line.text
        if line.start == line.end:
            open_until = -1
        elif kind == "body" and not line.gap and found and found[-1].end == open_until:
            found[-1] = Section(found[-1].kind, found[-1].start, line.end, found[-1].heading)
        else:
            found.append(Section(kind, line.start, line.end, "" if line.heading else heading))
        open_until = -1 if line.heading or ends_sentence(line.text) else line.end
    return tuple(section for section in found if not is_boilerplate(text[section.start : section.end]))


def ends_sentence(line: str) -> bool:
    """Whether a line ends a sentence, and not in an abbreviation as the line ends of wrapped text may."""
    end = line[-20:]
    return SENTENCE_END.search(end) is not None and ABBREVIATION.search(end) is None
