"""Which earlier span each span continues: candidates, how alike their words are, and the scores of the link head.

Mention ranking after Lee et al., End-to-end Neural Coreference Resolution (2017), on given spans.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.trained.heads import MENTIONS
from kg.extract.trained.operations import Array, Operations, Weights, linear, perceptron

WORDS = re.compile(r"\w+")
ARTICLES = frozenset({"the", "a", "an"})
DIFFERENT, SAME, SAME_LAST, PART, ACRONYM = range(5)
MATCHES = 5
REACH = 60  # earlier spans that a span may continue


@dataclass(frozen=True, slots=True)
class Candidates:
    """`later[c]` may continue `earlier[c]` (span numbers), sorted by both; the rest are features of the two."""

    later: np.ndarray
    earlier: np.ndarray
    matches: np.ndarray
    mentions: np.ndarray
    sentences: np.ndarray


def link_candidates(surfaces: Sequence[str], spans: np.ndarray, sentences: np.ndarray) -> Candidates:
    """All pairs of a span and one of the `REACH` spans before it in the text (by start, then end)."""
    order = np.lexsort((spans[:, 1], spans[:, 0])) if len(spans) else np.zeros(0, dtype=np.int64)
    words = [words_of(surface) for surface in surfaces]
    starts, ends, sides = spans[:, 0].tolist(), spans[:, 1].tolist(), sentences.tolist()
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    rows: list[tuple[int, int, int, int, int]] = []
    ordered = order.tolist()
    for place, later in enumerate(ordered):
        for before in range(max(0, place - REACH), place):
            earlier = ordered[before]
            if ends[earlier] <= starts[later]:
                pair = words[earlier], words[later]
                matched = alike.get(pair)
                if matched is None:
                    matched = alike[pair] = match(*pair)
                rows.append((later, earlier, matched, place - before, sides[later] - sides[earlier]))
    rows.sort()
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
    mentions = np.searchsorted(MENTIONS, table[:, 3], side="right")
    gaps = np.searchsorted(MENTIONS, table[:, 4] + 1, side="right")
    return Candidates(table[:, 0], table[:, 1], table[:, 2], mentions, gaps)


def words_of(surface: str) -> tuple[str, ...]:
    return tuple(word for word in WORDS.findall(surface.casefold()) if word not in ARTICLES)


def match(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How alike two spans are written: "Musk" and "Elon Musk" share the last word, "ESA" is an acronym."""
    if one == other:
        return SAME
    if not one or not other:
        return DIFFERENT
    if one[-1] == other[-1]:
        return SAME_LAST
    if set(one) <= set(other) or set(other) <= set(one):
        return PART
    return ACRONYM if is_acronym(one, other) or is_acronym(other, one) else DIFFERENT


def is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def link_scores(
    operations: Operations, weights: Weights, spans: Array, types: Array, found: Candidates
) -> tuple[Array, Array]:
    """Scores of the candidates and of being new (one for each span); `types` are probabilities `(spans, types)`."""
    alike = operations.take(linear(weights, "later.match", spans), found.later)
    alike = alike * operations.take(linear(weights, "earlier.match", spans), found.earlier)
    agree = (operations.take(types, found.later) * operations.take(types, found.earlier)).sum(-1)[:, None]
    hidden = (
        operations.take(linear(weights, "later", spans), found.later)
        + operations.take(linear(weights, "earlier", spans), found.earlier)
        + linear(weights, "match", alike)
        + linear(weights, "agreement", agree)
        + operations.take(weights["match.embedding"], found.matches)
        + operations.take(weights["mentions.embedding"], found.mentions)
        + operations.take(weights["sentences.embedding"], found.sentences)
    )
    links = linear(weights, "link", operations.drop(operations.relu(hidden)))[:, 0]
    return links, perceptron(operations, weights, "new", spans)[:, 0]
