"""A story as word pieces: the encoder's own vocabulary (uncased), with the range, word and sentence of each piece.

WordPiece as in Devlin et al., BERT (2019): words and single marks, lower case, accents stripped, longest pieces first.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+|\S")
LONGEST = 64  # characters; longer words are unknown
UNKNOWN, START, SEPARATOR = "[UNK]", "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark at code points `[start, end)`; `pieces` is the range of its word pieces, `sentence` its number."""

    start: int
    end: int
    text: str
    first: int
    last: int
    sentence: int


@dataclass(frozen=True)
class Pieces:
    """`ids[n]` and `sentences[n]` for each piece; `bounds` holds the piece range, maybe empty, of each sentence."""

    ids: np.ndarray
    sentences: np.ndarray
    words: tuple[Word, ...]
    bounds: tuple[tuple[int, int], ...]
    starts: np.ndarray
    ends: np.ndarray

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that code points `[start, end)` touch; of nothing but blanks, the piece nearest after them."""
        first, last = self.ranges(np.array([[start, end]], dtype=np.int64))[0]
        return int(first), int(last)

    def ranges(self, spans: np.ndarray) -> np.ndarray:
        """`range` of each row of `spans`, of shape `(spans, 2)` as they are."""
        first = np.minimum(np.searchsorted(self.ends, spans[:, 0], side="right"), len(self.words) - 1)
        last = np.maximum(np.searchsorted(self.starts, spans[:, 1], side="left"), first + 1)
        bounds = self.word_bounds
        return np.stack([bounds[first, 0], bounds[last - 1, 1]], axis=1)

    @cached_property
    def word_bounds(self) -> np.ndarray:
        """The piece range of each word."""
        return np.array([(word.first, word.last) for word in self.words], dtype=np.int64).reshape(len(self.words), 2)


@dataclass(slots=True)
class Tokeniser:
    """Cuts text into pieces. The cache of words changes nothing but speed, and is bounded."""

    vocabulary: Mapping[str, int]
    cache: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def pieces(self, text: str, sentences: Sequence[tuple[int, int]]) -> Pieces:
        """The pieces of the sentences (code-point ranges, in order, not overlapping) of a text."""
        ids: list[int] = []
        words: list[Word] = []
        bounds: list[tuple[int, int]] = []
        numbers: list[int] = []
        for number, (start, end) in enumerate(sentences):
            first = len(ids)
            for match in WORD.finditer(text, start, end):
                found = self.word(match[0])
                if found:
                    words.append(Word(*match.span(), match[0], len(ids), len(ids) + len(found), number))
                    ids.extend(found)
            bounds.append((first, len(ids)))
            numbers.extend([number] * (len(ids) - first))
        starts, ends = [word.start for word in words], [word.end for word in words]
        return Pieces(
            np.array(ids, dtype=np.int64),
            np.array(numbers, dtype=np.int64),
            tuple(words),
            tuple(bounds),
            np.array(starts, dtype=np.int64),
            np.array(ends, dtype=np.int64),
        )

    def word(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces; none for a mark that only carries an accent."""
        known = self.cache.get(word)
        if known is None:
            known = self.cut(plain(word))
            if len(self.cache) > 50_000:
                self.cache.clear()
            self.cache[word] = known
        return known

    def cut(self, word: str) -> tuple[int, ...]:
        unknown = self.vocabulary[UNKNOWN]
        if len(word) > LONGEST:
            return (unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self.vocabulary.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (unknown,)
        return tuple(found)


def plain(word: str) -> str:
    """Lower case, without accents."""
    return "".join(mark for mark in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(mark) != "Mn")
