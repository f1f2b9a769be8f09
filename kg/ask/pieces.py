"""Stories in pieces: the sentences of their texts, with the stems of their words.

By marks and lines alone, in time linear in a text's length whatever it holds.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.ask.lexicon import word_class
from kg.ask.stems import stems
from kg.model import Section, Story

MOST_SENTENCES = 4000  # of all these stories, so that a book does not keep a reader waiting
MOST_CHARACTERS = 2_000_000
LONGEST = 600  # code points; what is longer is no sentence but a list or a table
SHORTEST = 20
FULL_LINE = 50  # code points
LINE, WORD = 200, 20  # code points before a mark that tell whether a sentence ends there
# not from the middle of a row of marks, which would take time by the square of its length
END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*\s+|[。！？]+|\n+")
OPENING_MARKS = "\"'“‘([«„"
LAST_WORD = re.compile(r"(?:\b[A-Z]|\b[^\W\d_]+)\.$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a story: `start` and `end` are code points into its text."""

    story: Story
    start: int
    end: int
    text: str
    line: str  # its stems in order, each between spaces
    stems: frozenset[str]


def pieces(stories: Sequence[Story]) -> Iterable[Piece]:
    """The sentences of stories, of each the same number of characters at most."""
    each = MOST_CHARACTERS // max(1, len(stories))
    bounds = (
        (story, start, end)
        for story in stories
        for part in story.sections or [Section("body", 0, len(story.text))]
        if part.start < each
        for start, end in sentences(story.text, part.start, min(part.end, each))
    )
    fitting = (one for one in bounds if SHORTEST <= one[2] - one[1] <= LONGEST and one[0].text[one[2] - 1] != "?")
    for story, start, end in islice(fitting, MOST_SENTENCES):
        text = story.text[start:end]
        told = stems(text)
        yield Piece(story, start, end, text, f" {' '.join(told)} ", frozenset(told))


def sentences(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The bounds of the sentences of a part of a text, without the space around them."""
    first = start
    for mark in END.finditer(text, start, end):
        if not goes_on(text, first, mark):
            yield from stripped(text, first, mark.end())
            first = mark.end()
    yield from stripped(text, first, end)


def stripped(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    whole = text[start:end]
    begin, last = end - len(whole.lstrip()), start + len(whole.rstrip())
    if begin < last:
        yield begin, last


def goes_on(text: str, first: int, mark: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a mark that ends others: a new line where one was full, "J. Poe", "5. of"."""
    if mark[0].isspace():
        return mark[0] == "\n" and is_wrapped(text[max(first, mark.end() - LINE) : mark.end()].rstrip())
    following = text[mark.end() : mark.end() + 2].lstrip(OPENING_MARKS)[:1]
    opens = following.isalnum() and not following.islower()
    return mark[0][-1].isspace() and (not opens or shortens(text[max(first, mark.end() - WORD) : mark.end()].rstrip()))


def is_wrapped(text: str) -> bool:
    """Whether the end of a line is but where it was full: it is long, and no sentence ends there."""
    return len(text.rpartition("\n")[2]) >= FULL_LINE and (text[-1].isalnum() or text[-1] == ",")


def shortens(text: str) -> bool:
    """Whether the full stop at the end stands for letters left out: "J.", "Dr."."""
    last = LAST_WORD.search(text)
    return last is not None and (len(last[0]) == 2 or last[0].casefold() in word_class("abbreviations"))
