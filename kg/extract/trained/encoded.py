"""A story after its one pass through the encoder: scores for its own mentions and for any spans that a caller brings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.trained import heads
from kg.extract.trained.component import Calibration
from kg.extract.trained.labels import OUTCOME, labels
from kg.extract.trained.links import link_candidates, link_scores
from kg.extract.trained.operations import Array, NumpyOperations
from kg.extract.trained.pieces import Pieces
from kg.extract.trained.scores import DateScore, LinkScore, MentionScore, OutcomeScore, RelationScore
from kg.extract.trained.tags import best_tags, sentence_starts, spans_of_tags
from kg.model import Status

LEAST = 0.05  # probability below which a pair is not worth telling
CHUNK = 512  # pairs scored at once, which bounds memory on long stories
OPERATIONS = NumpyOperations()
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairScore:
    """A pair label of spans `subject` and `object` (numbers), with its status."""

    subject: int
    object: int
    label: int
    probability: float
    status: Status
    status_probability: float


@dataclass(frozen=True, slots=True)
class Encoded:
    """`vectors[pieces, width]` of a story. Spans are code-point ranges `[start, end)` into its text, in any order."""

    text: str
    pieces: Pieces
    vectors: Array
    weights: Mapping[str, Array]
    calibration: Mapping[str, Calibration]

    def mentions(self) -> list[MentionScore]:
        """Names, descriptions and pronouns that the trained part finds by itself, in order."""
        words = self.pieces.words
        if not words:
            return []
        firsts = np.array([word.first for word in words])
        scores = heads.tag_scores(OPERATIONS, self.weights, self.vectors, firsts)
        shares = OPERATIONS.softmax(scores * self.calibration["tags"].scale)
        tags = best_tags(np.log(np.maximum(shares, 1e-9)), sentence_starts(words))
        found = spans_of_tags(tags)
        ranges = [(words[first].start, words[last - 1].end) for first, last, _ in found]
        sure = [min(float(shares[number, tags[number]]) for number in range(first, last)) for first, last, _ in found]
        return [
            MentionScore(*span, named, max(kinds, key=lambda name: kinds[name]), kinds, round(score, 3))
            for span, (_, _, named), kinds, score in zip(ranges, found, self.types(ranges), sure, strict=True)
        ]

    def types(self, spans: Sequence[Range]) -> list[dict[str, float]]:
        """For each span, the probability of each type of the vocabulary, in its order."""
        names = labels().types
        return [
            dict(zip(names, (round(float(share), 3) for share in row), strict=True)) for row in self.type_shares(spans)
        ]

    def links(self, spans: Sequence[Range]) -> list[LinkScore]:
        """For each span, which earlier one it continues, or that it is new; only among the spans given."""
        if not spans or not self.pieces.words:
            return [LinkScore(1.0, {}) for _ in spans]
        ranges, vectors = self.ranges(spans), self.span_vectors(spans)
        surfaces = [self.text[start:end] for start, end in spans]
        found = link_candidates(surfaces, ranges, self.sentences(ranges))
        scores, new = link_scores(OPERATIONS, self.weights, vectors, self.type_shares(spans), found)
        scale = self.calibration["links"].scale
        result: list[LinkScore] = []
        for number in range(len(spans)):
            low, high = np.searchsorted(found.later, [number, number + 1])
            shares = OPERATIONS.softmax(np.concatenate([[new[number]], scores[low:high]]) * scale)
            earlier = {
                int(other): round(float(share), 3)
                for other, share in zip(found.earlier[low:high], shares[1:], strict=True)
                if share >= LEAST / 10
            }
            result.append(LinkScore(round(float(shares[0]), 3), earlier))
        return result

    def relations(self, spans: Sequence[Range], types: Sequence[str], least: float = LEAST) -> list[RelationScore]:
        """Relations between the spans, whose types are given, that are at least as probable as `least`."""
        numbers = [labels().types.index(name) for name in types]
        return [
            RelationScore(
                pair.subject,
                pair.object,
                labels().pairs[pair.label],
                pair.probability,
                pair.status,
                pair.status_probability,
            )
            for pair in self.pairs(spans, [], numbers, least)
        ]

    def dates(
        self, spans: Sequence[Range], dates: Sequence[Range], types: Sequence[str], least: float = LEAST
    ) -> list[DateScore]:
        """Which date mention (`dates`, code-point ranges) is the launch, landing, end or founding of which span."""
        numbers = [labels().types.index(name) for name in types]
        return [
            DateScore(
                pair.subject,
                pair.object,
                labels().pairs[pair.label],
                pair.probability,
                pair.status,
                pair.status_probability,
            )
            for pair in self.pairs(spans, dates, numbers, least, labels().date)
        ]

    def outcomes(self, spans: Sequence[Range], types: Sequence[str], least: float = LEAST) -> list[OutcomeScore]:
        """What the sentences say of how the flights of the spans ended."""
        numbers = [labels().types.index(name) for name in types]
        filled = [number for number, (first, last) in enumerate(self.pieces.bounds) if first < last]
        words = self.pieces.words
        firsts = {word.sentence: word.start for word in reversed(words)}
        lasts = {word.sentence: word.end for word in words}
        sentences = [(firsts[number], lasts[number]) for number in filled]
        return [
            OutcomeScore(
                pair.subject,
                filled[pair.object],
                labels().pairs[pair.label].removeprefix(f"{OUTCOME}="),
                pair.probability,
                pair.status,
                pair.status_probability,
            )
            for pair in self.pairs(spans, sentences, numbers, least, labels().sentence)
        ]

    def pairs(
        self,
        spans: Sequence[Range],
        targets: Sequence[Range],
        types: Sequence[int],
        least: float,
        kind: int | None = None,
    ) -> list[PairScore]:
        """Scored pairs of the spans with each other, or, with a `kind`, of the spans with the `targets` of that kind."""
        if not spans or not self.pieces.words or (kind is not None and not targets):
            return []
        every = [*spans, *targets]
        kinds = np.array([*types, *([kind] * len(targets) if kind is not None else [])])
        ranges = self.ranges(every)
        sides = self.sentences(ranges)
        allowed = labels().allowed.any(axis=2)
        found = heads.candidates(ranges, sides, kinds, allowed)
        if kind is not None:
            found = chosen(found, kinds[found.objects] == kind)
        vectors = self.span_vectors(every)
        result: list[PairScore] = []
        for start in range(0, len(found.subjects), CHUNK):
            part = found.part(slice(start, start + CHUNK))
            result.extend(self.score(part, vectors, ranges, kinds, sides, len(spans), least))
        return result

    def score(
        self,
        pairs: heads.Pairs,
        spans: Array,
        ranges: np.ndarray,
        kinds: np.ndarray,
        sides: np.ndarray,
        offset: int,
        least: float,
    ) -> Iterator[PairScore]:
        low, high = self.sight(pairs, sides)
        near = heads.Pairs(pairs.subjects, pairs.objects, pairs.distances, pairs.gaps, pairs.between - low)
        hidden = heads.pair_vectors(
            OPERATIONS, self.weights, self.vectors[low:high], spans, near, kinds, sides, self.pieces.sentences[low:high]
        )
        scores = heads.claim_scores(OPERATIONS, self.weights, hidden)
        platt = self.calibration["pairs"]
        shares = 1 / (1 + np.exp(-(scores * platt.scale + platt.shift)))
        shares = np.where(labels().allowed[kinds[pairs.subjects], kinds[pairs.objects]], shares, 0.0)
        rows, columns = np.nonzero(shares >= least)
        states = heads.status_scores(OPERATIONS, self.weights, hidden[rows], columns)
        states = OPERATIONS.softmax(states * self.calibration["status"].scale)
        for row, column, state in zip(rows, columns, states, strict=True):
            target = int(pairs.objects[row])
            best = int(state.argmax())
            yield PairScore(
                int(pairs.subjects[row]),
                target - offset if kinds[target] >= labels().date else target,
                int(column),
                round(float(shares[row, column]), 3),
                Status(labels().statuses[best]),
                round(float(state[best]), 3),
            )

    def sight(self, pairs: heads.Pairs, sides: np.ndarray) -> tuple[int, int]:
        """The pieces that any of the pairs may look at."""
        used = np.concatenate([sides[pairs.subjects], sides[pairs.objects]])
        low = np.searchsorted(self.pieces.sentences, used.min() - 1, side="left")
        high = np.searchsorted(self.pieces.sentences, used.max() + 1, side="right")
        return int(low), int(high)

    def ranges(self, spans: Sequence[Range]) -> np.ndarray:
        """The piece ranges of code-point ranges, shape `(spans, 2)`."""
        return np.array([self.pieces.range(*span) for span in spans], dtype=np.int64).reshape(len(spans), 2)

    def sentences(self, ranges: np.ndarray) -> np.ndarray:
        return self.pieces.sentences[ranges[:, 0]]

    def span_vectors(self, spans: Sequence[Range]) -> Array:
        return heads.span_vectors(OPERATIONS, self.vectors, self.ranges(spans))

    def type_shares(self, spans: Sequence[Range]) -> Array:
        if not spans or not self.pieces.words:
            return np.full((len(spans), len(labels().types)), 1 / len(labels().types))
        scores = heads.type_scores(OPERATIONS, self.weights, self.span_vectors(spans))
        return OPERATIONS.softmax(scores * self.calibration["types"].scale)


def chosen(pairs: heads.Pairs, mask: np.ndarray) -> heads.Pairs:
    columns = (pairs.subjects, pairs.objects, pairs.distances, pairs.gaps, pairs.between)
    return heads.Pairs(*(column[mask] for column in columns))
