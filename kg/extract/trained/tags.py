"""From the tags of words to mentions: the best sequence that is well formed (Viterbi, 1967)."""

from collections.abc import Sequence

import numpy as np

from kg.extract.trained.labels import TAGS
from kg.extract.trained.pieces import Word

OUTSIDE = 0
BEGINS = (1, 3)
IMPOSSIBLE = -1e9


def forbidden() -> np.ndarray:
    """`[before, here]`: an inner tag follows only the first or an inner tag of its own kind."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for here, name in enumerate(TAGS):
        if name.startswith("I-"):
            table[:, here] = IMPOSSIBLE
            table[[here - 1, here], here] = 0
    return table


def best_tags(logarithms: np.ndarray, sentence_starts: Sequence[int]) -> np.ndarray:
    """The best well-formed tags of words from log-probabilities `(words, tags)`; no mention crosses a sentence."""
    starts = frozenset(sentence_starts)
    table, opening = forbidden(), np.array([IMPOSSIBLE if name.startswith("I-") else 0 for name in TAGS])
    best = np.zeros(len(TAGS), dtype=np.float64)
    steps = np.zeros(logarithms.shape, dtype=np.int64)
    for number, row in enumerate(logarithms):
        if number in starts:
            steps[number] = int(best.argmax())
            best = best.max() + opening + row
        else:
            scores = best[:, None] + table
            steps[number] = scores.argmax(axis=0)
            best = scores.max(axis=0) + row
    tags = np.zeros(len(logarithms), dtype=np.int64)
    last = int(best.argmax())
    for number in range(len(logarithms) - 1, -1, -1):
        tags[number] = last
        last = int(steps[number, last])
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


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """The numbers of the words that begin a sentence."""
    return [number for number, word in enumerate(words) if not number or word.sentence != words[number - 1].sentence]
