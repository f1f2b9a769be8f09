"""From the tags of words to mentions: the best sequence that is well formed (Viterbi, 1967)."""

from collections.abc import Sequence

import numpy as np

from kg.extract.trained.labels import TAGS
from kg.extract.trained.pieces import Word

OUTSIDE = 0
BEGINS = (1, 3)
IMPOSSIBLE = -1e9


def forbidden(names: Sequence[str]) -> np.ndarray:
    """`[before, here]`: an inner tag follows only the first or an inner tag of its own kind."""
    table = np.zeros((len(names), len(names)), dtype=np.float32)
    for here, name in enumerate(names):
        if name.startswith("I"):
            table[:, here] = IMPOSSIBLE
            table[[here - 1, here], here] = 0
    return table


def best_tags(logarithms: np.ndarray, sentence_starts: Sequence[int], names: Sequence[str] = TAGS) -> np.ndarray:
    """The best well-formed tags of words from log-probabilities `(words, …, tags)`; nothing crosses a sentence.

    Axes between the two are sequences of their own. Where the best tag of each word makes a well-formed sequence,
    as in most sentences, that is the best one.
    """
    if not len(logarithms):
        return np.zeros(logarithms.shape[:-1], dtype=np.int64)
    table, opening = forbidden(names), np.array([IMPOSSIBLE if name.startswith("I") else 0 for name in names])
    first = np.array(sorted({0, *sentence_starts}))
    opened = logarithms.astype(np.float64)
    opened[first] += opening
    tags: np.ndarray = opened.argmax(axis=-1)
    broken = table[tags[:-1], tags[1:]] < 0
    broken[first[1:] - 1] = False
    places = np.nonzero(broken)
    ends = np.append(first[1:], len(logarithms))
    doubtful = zip(np.searchsorted(first, places[0], side="right") - 1, *places[1:], strict=True)
    for sentence, *sequence in sorted(set(doubtful)):
        chosen = (slice(first[sentence], ends[sentence]), *sequence)
        tags[chosen] = best_path(opened[chosen], table)
    return tags


def best_path(logarithms: np.ndarray, table: np.ndarray) -> np.ndarray:
    """The best tags of one sentence `(words, tags)`, `table` being added for each step from one tag to the next."""
    steps = np.zeros(logarithms.shape, dtype=np.int64)
    best = logarithms[0]
    for place in range(1, len(logarithms)):
        scores = best[:, None] + table
        steps[place] = scores.argmax(axis=0)
        best = scores.max(axis=0) + logarithms[place]
    tags = np.zeros(len(logarithms), dtype=np.int64)
    tags[-1] = best.argmax()
    for place in range(len(logarithms) - 1, 0, -1):
        tags[place - 1] = steps[place, tags[place]]
    return tags


def spans_of_tags(tags: np.ndarray) -> list[tuple[int, int, bool]]:
    """Word ranges `[first, last)` of the mentions, and whether each is a name."""
    found: list[tuple[int, int, bool]] = []
    for number, tag in enumerate(tags):
        if tag in BEGINS:
            found.append((number, number + 1, int(tag) == BEGINS[0]))
        elif tag != OUTSIDE:
            first, _, named = found[-1]
            found[-1] = (first, number + 1, named)
    return found


def phrases_of_tags(tags: np.ndarray) -> list[tuple[int, int, int]]:
    """Word ranges `[first, last)` of values from tags `(words, predicates)`, each with the number of its predicate."""
    found: list[tuple[int, int, int]] = []
    for predicate in range(tags.shape[1]):
        column = tags[:, predicate]
        for first in np.flatnonzero(column == 1):
            last = int(first) + 1
            while last < len(column) and column[last] == 2:
                last += 1
            found.append((int(first), last, predicate))
    return sorted(found)


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """The numbers of the words that begin a sentence."""
    return [number for number, word in enumerate(words) if not number or word.sentence != words[number - 1].sentence]
