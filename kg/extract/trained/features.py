"""What the uncased vocabulary does not see: the letter case of each word, and the reference name that it is of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kg.extract.trained.labels import labels
from kg.extract.trained.pieces import WORD, Pieces, Word
from ontology.gazetteer import Entry, Gazetteer, normalise

MARK, LOWER, CAPITAL, LETTER, ACRONYM, UPPER, MIXED, DIGITS, CODE, LOWER_CODE, UNCASED = range(11)
CASES = 11
PLACES = 3  # inside a sentence, its first word, in a headline
SURE, WORDLIKE, AMBIGUOUS, DEMONYM = 1, 3, 5, 7
MARKS = 9  # none, then first word and further words of each of the four


@dataclass(frozen=True, slots=True)
class Features:
    """For each piece: `cases` (pattern × place), `kinds` (1 + type of the reference name, or 0), `marks` (how sure)."""

    cases: np.ndarray
    kinds: np.ndarray
    marks: np.ndarray


@dataclass(frozen=True, slots=True)
class Names:
    """The reference names: type and mark of each surface, and how many words surfaces that begin with a word have."""

    surfaces: Mapping[str, tuple[int, int]]
    lengths: Mapping[str, tuple[int, ...]]


def index(known: Gazetteer) -> Names:
    """The surfaces of a gazetteer, ready to be found word by word."""
    numbers = {name: number for number, name in enumerate(labels().types)}
    entries: dict[str, list[Entry]] = {}
    for surface, entry in known.mentions():
        entries.setdefault(surface, []).append(entry)
    surfaces = {surface: (numbers[found[0].type], mark_of(found)) for surface, found in entries.items()}
    for word in known.demonyms():
        surfaces.setdefault(word, (numbers["Country"], DEMONYM))
    lengths: dict[str, set[int]] = {}
    for surface in surfaces:
        words = WORD.findall(surface)
        lengths.setdefault(words[0], set()).add(len(words))
    return Names(surfaces, {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()})


def mark_of(entries: Sequence[Entry]) -> int:
    if len({entry.type for entry in entries}) > 1:
        return AMBIGUOUS
    return WORDLIKE if all("word" in entry.flags for entry in entries) else SURE


def features(text: str, pieces: Pieces, headlines: Sequence[bool], names: Names) -> Features:
    """The features of each piece; `headlines` says of each sentence whether it is set as a headline."""
    cases = [case_of(word, pieces, headlines[word.sentence]) for word in pieces.words]
    kinds, marks = known_names(text, pieces.words, names)
    repeats = np.array([word.last - word.first for word in pieces.words], dtype=np.int64)
    return Features(*(np.repeat(np.array(values, dtype=np.int64), repeats) for values in (cases, kinds, marks)))


def case_of(word: Word, pieces: Pieces, headline: bool) -> int:
    place = 2 if headline else 1 if word.first == pieces.bounds[word.sentence][0] else 0
    return pattern(word.text) * PLACES + place


@lru_cache(maxsize=50_000)
def pattern(word: str) -> int:
    """How a word is written: "Moon" is CAPITAL, "NASA" ACRONYM, "SpaceX" MIXED, "B1067" CODE."""
    if not word[0].isalnum():
        return MARK
    if word.isdigit():
        return DIGITS
    if any(letter.isdigit() for letter in word):
        return CODE if word != word.lower() else LOWER_CODE
    if word.islower():
        return LOWER
    if word.isupper():
        return LETTER if len(word) == 1 else ACRONYM if len(word) < 6 else UPPER
    if word.istitle():
        return CAPITAL
    return MIXED if word != word.lower() else UNCASED


def known_names(text: str, words: Sequence[Word], names: Names) -> tuple[list[int], list[int]]:
    """Kind and mark of each word; the longest reference names, leftmost first."""
    kinds, marks = [0] * len(words), [0] * len(words)
    position = 0
    while position < len(words):
        step = 1
        for length in names.lengths.get(words[position].text, ()):
            last = position + length - 1
            if last >= len(words) or words[last].sentence != words[position].sentence:
                continue
            found = names.surfaces.get(normalise(text[words[position].start : words[last].end]))
            if found:
                kind, mark = found
                kinds[position : last + 1] = [kind + 1] * length
                marks[position : last + 1] = [mark] + [mark + 1] * (length - 1)
                step = length
                break
        position += step
    return kinds, marks
