"""The heads over the encoder's vectors: tags of words, types of spans, links between spans, and pairs that are claims.

Spans are piece ranges `[first, last)`, given as arrays of shape `(spans, 2)`; results are scores before calibration.
Pairs are read with the words that matter to both sides (an attention for each pair, after Zhou et al., ATLOP, 2021) and
with those that stand between them.
"""

from dataclasses import dataclass

import numpy as np

from kg.extract.trained.operations import Array, Operations, Weights, linear, perceptron

NEAR = 3  # sentences between the two sides of a pair
REACH = 80  # sides that a span is paired with, the nearest ones, where sentences have no end
DISTANCES = np.array([1, 2, 3, 4, 6, 9, 14, 22, 36, 60, 100])
MENTIONS = np.array([2, 3, 4, 6, 9, 14, 22, 36])
ROWS = 256  # spans that are held against all others at once
FAR = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the layers: the encoder's vectors and the hidden layers of the heads."""

    width: int = 384
    types: int = 192
    pairs: int = 256
    context: int = 128
    attention: int = 64
    links: int = 160
    match: int = 64


def shapes(
    sizes: Sizes, tags: int, phrases: int, types: int, kinds: int, pairs: int, statuses: int, matches: int
) -> dict[str, tuple[int, ...]]:
    """The shape of every matrix of the heads; a bias goes with each that is not an embedding."""
    span = 3 * sizes.width
    distances = 2 * (len(DISTANCES) + 1)
    return {
        "tags": (sizes.width, tags),
        "phrases.hidden": (sizes.width, sizes.types),
        "phrases": (sizes.types, phrases),
        "types.hidden": (span, sizes.types),
        "types": (sizes.types, types),
        "subject": (span, sizes.pairs),
        "object": (span, sizes.pairs),
        "subject.query": (span, sizes.attention),
        "object.query": (span, sizes.attention),
        "keys": (sizes.width, sizes.attention),
        "values": (sizes.width, 2 * sizes.context),
        "context": (2 * sizes.context, sizes.pairs),
        "subject.type.embedding": (kinds, sizes.pairs),
        "object.type.embedding": (kinds, sizes.pairs),
        "distance.embedding": (distances, sizes.pairs),
        "gap.embedding": (2 * NEAR + 1, sizes.pairs),
        "pair": (sizes.pairs, sizes.pairs),
        "claim": (sizes.pairs, pairs),
        "status.hidden": (sizes.pairs, sizes.types),
        "status.claim.embedding": (pairs, sizes.types),
        "status": (sizes.types, statuses),
        "later": (span, sizes.links),
        "earlier": (span, sizes.links),
        "later.match": (span, sizes.match),
        "earlier.match": (span, sizes.match),
        "match": (sizes.match, sizes.links),
        "agreement": (1, sizes.links),
        "match.embedding": (matches, sizes.links),
        "mentions.embedding": (len(MENTIONS) + 1, sizes.links),
        "sentences.embedding": (len(MENTIONS) + 1, sizes.links),
        "link": (sizes.links, 1),
        "new.hidden": (span, sizes.match),
        "new": (sizes.match, 1),
    }


def span_vectors(operations: Operations, vectors: Array, spans: np.ndarray, totals: Array | None = None) -> Array:
    """First, last and mean vector of each span, side by side; `totals` of the vectors where they are known already."""
    first, last = operations.take(vectors, spans[:, 0]), operations.take(vectors, spans[:, 1] - 1)
    totals = operations.total(vectors) if totals is None else totals
    return operations.join([first, last, means(operations, totals, spans)])


def means(operations: Operations, totals: Array, spans: np.ndarray) -> Array:
    """Mean vector of each range from the running totals; zero for an empty one."""
    ends = operations.take(totals, np.maximum(spans[:, 1] - 1, 0))
    starts = operations.take(totals, np.maximum(spans[:, 0] - 1, 0))
    begun = operations.constant((spans[:, 0] > 0)[:, None])
    length = spans[:, 1] - spans[:, 0]
    share = operations.constant(((length > 0) / np.maximum(length, 1))[:, None])
    return (ends - starts * begun) * share


def tag_scores(operations: Operations, weights: Weights, vectors: Array, firsts: np.ndarray) -> Array:
    """`(words, tags)` from the first piece of each word."""
    return linear(weights, "tags", operations.drop(operations.take(vectors, firsts)))


def phrase_scores(operations: Operations, weights: Weights, vectors: Array, firsts: np.ndarray) -> Array:
    """`(words, predicates * tags)`, whether a word begins or continues a value of each predicate of words."""
    return perceptron(operations, weights, "phrases", operations.take(vectors, firsts))


def type_scores(operations: Operations, weights: Weights, spans: Array) -> Array:
    """`(spans, types)` from span vectors."""
    return perceptron(operations, weights, "types", spans)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates: `subjects[p]` and `objects[p]` are span numbers; the rest says how the two stand to each other."""

    subjects: np.ndarray
    objects: np.ndarray
    distances: np.ndarray
    gaps: np.ndarray
    between: np.ndarray

    def part(self, chosen: slice) -> "Pairs":
        columns = (self.subjects, self.objects, self.distances, self.gaps, self.between)
        return Pairs(*(column[chosen] for column in columns))


def candidates(spans: np.ndarray, sentences: np.ndarray, types: np.ndarray, allowed: np.ndarray) -> Pairs:
    """Pairs of spans that some claim may join by their types (`allowed[type, type]`) and that stand near each other.

    `sentences[s]` is the sentence of each span. Sorted by subject, then object.
    """
    empty = np.zeros(0, dtype=np.int64)
    subjects, objects = [empty], [empty]
    order = np.argsort(sentences, kind="stable")
    ordered = sentences[order]
    for start in range(0, len(spans), ROWS):
        rows = order[start : start + ROWS]
        low = np.searchsorted(ordered, sentences[rows[0]] - NEAR, side="left")
        high = np.searchsorted(ordered, sentences[rows[-1]] + NEAR, side="right")
        others = np.sort(order[low:high])
        joined = allowed[types[rows][:, None], types[others][None, :]]
        joined &= np.abs(sentences[rows][:, None] - sentences[others][None, :]) <= NEAR
        joined &= rows[:, None] != others[None, :]
        for row in np.flatnonzero(joined.sum(axis=1) > REACH):
            near = np.flatnonzero(joined[row])
            away = np.abs(spans[others[near], 0] - spans[rows[row], 0])
            joined[row, near[np.argsort(away, kind="stable")[REACH:]]] = False
        some, found = np.nonzero(joined)
        subjects.append(rows[some])
        objects.append(others[found])
    one, other = np.concatenate(subjects), np.concatenate(objects)
    sorting = np.lexsort((other, one))
    return describe(one[sorting], other[sorting], spans, sentences)


def describe(subjects: np.ndarray, objects: np.ndarray, spans: np.ndarray, sentences: np.ndarray) -> Pairs:
    one, other = spans[subjects], spans[objects]
    forward = other[:, 0] - one[:, 1]
    backward = one[:, 0] - other[:, 1]
    distance = np.maximum(np.maximum(forward, backward), 0)
    buckets = 2 * np.searchsorted(DISTANCES, distance, side="right") + (one[:, 0] <= other[:, 0])
    gaps = np.clip(sentences[objects] - sentences[subjects], -NEAR, NEAR) + NEAR
    start = np.minimum(one[:, 1], other[:, 1])
    between = np.stack([start, np.maximum(start, np.maximum(one[:, 0], other[:, 0]))], axis=1)
    return Pairs(subjects, objects, buckets, gaps, between)


def token_vectors(operations: Operations, weights: Weights, vectors: Array) -> Array:
    """What pairs read of each piece: its key, its value as context, its value between two spans, side by side."""
    return operations.join([linear(weights, "keys", vectors), linear(weights, "values", vectors)])


@dataclass(frozen=True, slots=True)
class Projected:
    """What pairs read of each span, whatever its type: as subject and as object, and what each of them looks for."""

    subjects: Array
    objects: Array
    subject_queries: Array
    object_queries: Array

    def part(self, operations: Operations, chosen: np.ndarray) -> "Projected":
        columns = (self.subjects, self.objects, self.subject_queries, self.object_queries)
        return Projected(*(operations.take(column, chosen) for column in columns))


def project(weights: Weights, spans: Array) -> Projected:
    """Span vectors as pairs read them."""
    return Projected(*(linear(weights, name, spans) for name in ("subject", "object", "subject.query", "object.query")))


def pair_vectors(
    operations: Operations,
    weights: Weights,
    tokens: Array,
    spans: Projected,
    pairs: Pairs,
    types: np.ndarray,
    sides: np.ndarray,
    sentences: np.ndarray,
) -> Array:
    """`(pairs, hidden)`; `sides` are the sentences of the spans, `sentences` those of the pieces in `tokens`."""
    keys = weights["keys.bias"].shape[0]
    half = (tokens.shape[-1] - keys) // 2
    scores = attention(operations, tokens[:, :keys], spans, pairs)
    seen = in_sight(pairs, sides, sentences)
    shares = operations.softmax(scores + operations.constant(np.where(seen, np.float32(0), FAR)))
    context = shares @ tokens[:, keys : keys + half]
    inside = means(operations, operations.total(tokens[:, keys + half :]), pairs.between)
    subjects = spans.subjects + operations.take(weights["subject.type.embedding"], types)
    objects = spans.objects + operations.take(weights["object.type.embedding"], types)
    hidden = (
        operations.take(subjects, pairs.subjects)
        + operations.take(objects, pairs.objects)
        + linear(weights, "context", operations.join([context, inside]))
        + operations.take(weights["distance.embedding"], pairs.distances)
        + operations.take(weights["gap.embedding"], pairs.gaps)
    )
    return operations.relu(linear(weights, "pair", operations.drop(operations.relu(hidden))))


def attention(operations: Operations, keys: Array, spans: Projected, pairs: Pairs) -> Array:
    """How much each piece matters to both sides of each pair: the sum of what it is to each."""
    scale = 1.0 / keys.shape[-1] ** 0.5
    subjects, objects = spans.subject_queries @ keys.T * scale, spans.object_queries @ keys.T * scale
    return operations.take(subjects, pairs.subjects) + operations.take(objects, pairs.objects)


def in_sight(pairs: Pairs, sides: np.ndarray, sentences: np.ndarray) -> np.ndarray:
    """Which pieces a pair may look at: those of its sentences, of those between and of one sentence around."""
    one, other = sides[pairs.subjects], sides[pairs.objects]
    low, high = np.minimum(one, other)[:, None] - 1, np.maximum(one, other)[:, None] + 1
    seen: np.ndarray = (sentences[None, :] >= low) & (sentences[None, :] <= high)
    return seen


def claim_scores(operations: Operations, weights: Weights, pairs: Array) -> Array:
    """`(pairs, labels)`: each label's own score."""
    return linear(weights, "claim", operations.drop(pairs))


def status_scores(operations: Operations, weights: Weights, pairs: Array, claims: np.ndarray) -> Array:
    """`(claims, statuses)` of pair vectors, one row for each claim, whose label is `claims[row]`."""
    hidden = linear(weights, "status.hidden", pairs) + operations.take(weights["status.claim.embedding"], claims)
    return linear(weights, "status", operations.drop(operations.relu(hidden)))
