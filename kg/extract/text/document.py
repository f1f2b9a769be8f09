"""A story as tokens and sentences: what the parser found, in plain data that the steps of the reader share.

Offsets are code points into the story's text; token indices count through the whole story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.text.cues import words
from kg.model import Story

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
TIMES = words("times") | {name.lower() for name in words("calendar")} - {"may", "mar", "sat", "sun"}
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Token:
    """One word or mark. `head` is the index of its governor (itself at a root)."""

    index: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    children: list[int] = field(default_factory=list)

    @property
    def is_verb(self) -> bool:
        return self.tag in VERB_TAGS

    @property
    def is_noun(self) -> bool:
        return self.tag in NOUN_TAGS

    @property
    def is_time(self) -> bool:
        """Whether it names a time or the length of one: "Monday", "July", "2027", "quarter"."""
        return self.lower in TIMES or YEAR.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `[first, last)` and code points `[start, end)`; `kind` is that of its section (`Section.kind`)."""

    index: int
    first: int
    last: int
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Document:
    """A story with all of its tokens and sentences in reading order."""

    story: Story
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def sentence_of(self, index: int) -> Sentence:
        return self.sentences[self.tokens[index].sentence]

    def words(self, sentence: Sentence) -> list[Token]:
        return self.tokens[sentence.first : sentence.last]

    def children(self, index: int, *deps: str) -> list[Token]:
        """The dependents of a token, all or those of the given relations, in order."""
        tokens = self.tokens
        return [tokens[child] for child in tokens[index].children if not deps or tokens[child].dep in deps]

    def governor(self, index: int) -> Token | None:
        """The token that governs this one; None at a root."""
        head = self.tokens[index].head
        return None if head == index else self.tokens[head]

    def ancestors(self, index: int) -> Iterator[Token]:
        """Governors from the nearest to the root."""
        seen = {index}
        while (head := self.tokens[index].head) not in seen:
            seen.add(head)
            index = head
            yield self.tokens[index]

    def subtree(self, index: int) -> list[int]:
        """All indices below and with a token, sorted."""
        found: list[int] = []
        queue = [index]
        while queue:
            here = queue.pop()
            found.append(here)
            queue.extend(self.tokens[here].children)
        return sorted(found)

    def conjuncts(self, index: int) -> list[int]:
        """What is joined to a token by 'and', 'or' or commas after it, in order: "A, B and C" seen from A."""
        found: list[int] = []
        here = index
        while True:
            following = self.children(here, "conj")
            if not following:
                return found
            for conjunct in following:
                found.append(conjunct.index)
            here = following[-1].index

    def phrase(self, first: int, last: int) -> tuple[int, int]:
        """The code points `[start, end)` from token `first` to token `last`, both included."""
        return self.tokens[first].start, self.tokens[last].end

    def text(self, start: int, end: int) -> str:
        return self.story.text[start:end]
