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
    order = np.lexsort((spans[:, 1], spans[:, 0]))
    places = np.arange(len(order))
    steps = places[:, None] - np.arange(min(REACH, len(order) - 1), 0, -1) if len(order) else np.zeros((0, 0), np.int64)
    later, column = np.nonzero(steps >= 0)
    earlier = steps[later, column]
    apart = later - earlier
    later, earlier = order[later], order[earlier]
    before = spans[earlier, 1] <= spans[later, 0]
    later, earlier, apart = later[before], earlier[before], apart[before]
    sorting = np.lexsort((earlier, later))
    later, earlier, apart = later[sorting], earlier[sorting], apart[sorting]
    mentions = np.searchsorted(MENTIONS, apart, side="right")
    gaps = np.searchsorted(MENTIONS, sentences[later] - sentences[earlier] + 1, side="right")
    return Candidates(later, earlier, matches(surfaces, later, earlier), mentions, gaps)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a span, in order and as a set, and the acronym that several of them make."""

    words: tuple[str, ...]
    every: frozenset[str]
    acronym: str


def matches(surfaces: Sequence[str], later: np.ndarray, earlier: np.ndarray) -> np.ndarray:
    """How alike the spans of each pair are written, each two wordings being compared once."""
    words = [words_of(surface) for surface in surfaces]
    known = {wording: number for number, wording in enumerate(dict.fromkeys(words))}
    wordings = [wording_of(one) for one in known]
    numbers = np.array([known[one] for one in words], dtype=np.int64)
    pairs, places = np.unique(numbers[earlier] * len(wordings) + numbers[later], return_inverse=True)
    found = [match(wordings[pair // len(wordings)], wordings[pair % len(wordings)]) for pair in pairs.tolist()]
    result: np.ndarray = np.array(found, dtype=np.int64)[places]
    return result


def words_of(surface: str) -> tuple[str, ...]:
    return tuple(word for word in WORDS.findall(surface.casefold()) if word not in ARTICLES)


def wording_of(words: tuple[str, ...]) -> Wording:
    return Wording(words, frozenset(words), "".join(word[0] for word in words) if len(words) > 1 else "")


def match(one: Wording, other: Wording) -> int:
    """How alike two spans are written: "Musk" and "Elon Musk" share the last word, "ESA" is an acronym."""
    if one.words == other.words:
        return SAME
    if not one.words or not other.words:
        return DIFFERENT
    if one.words[-1] == other.words[-1]:
        return SAME_LAST
    if one.every <= other.every or other.every <= one.every:
        return PART
    return ACRONYM if one.words == (other.acronym,) or other.words == (one.acronym,) else DIFFERENT


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
