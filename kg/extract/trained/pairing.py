"""Scores the pairs of a story's spans, part by part, so that memory stays bounded on long stories."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kg.extract.trained import heads
from kg.extract.trained.component import Calibration
from kg.extract.trained.labels import labels
from kg.extract.trained.operations import Array, NumpyOperations
from kg.model import Status

CHUNK = 512  # pairs scored at once
OPERATIONS = NumpyOperations()


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pair label number `label` of the spans `subject` and `object` (numbers), with its status."""

    subject: int
    object: int
    label: int
    probability: float
    status: Status
    status_probability: float

    @property
    def name(self) -> str:
        return labels().pairs[self.label]

    def certainty(self) -> tuple[float, Status, float]:
        return self.probability, self.status, self.status_probability


@dataclass(frozen=True, slots=True)
class Sides:
    """What pairs may join, one row for each side: what is read of its span, piece range, type (`kinds`), sentence."""

    spans: heads.Projected
    ranges: np.ndarray
    kinds: np.ndarray
    sentences: np.ndarray


@dataclass(frozen=True, slots=True)
class PairScorer:
    """`tokens` is what pairs read of a story's pieces, `sentences` the sentence of each piece."""

    tokens: Array
    sentences: np.ndarray
    weights: Mapping[str, Array]
    calibration: Mapping[str, Calibration]

    def score(self, sides: Sides, least: float) -> Iterator[PairScore]:
        """Pairs at least as probable as `least`, sorted."""
        found = heads.candidates(sides.ranges, sides.sentences, sides.kinds, labels().joined())
        for start in range(0, len(found.subjects), CHUNK):
            yield from self.score_part(found.part(slice(start, start + CHUNK)), sides, least)

    def score_part(self, pairs: heads.Pairs, sides: Sides, least: float) -> Iterator[PairScore]:
        hidden = self.hidden(pairs, sides)
        platt = self.calibration["pairs"]
        allowed = labels().allowed[sides.kinds[pairs.subjects], sides.kinds[pairs.objects]]
        rows, columns = np.nonzero(allowed)
        scores = heads.claim_scores(OPERATIONS, self.weights, hidden)[rows, columns] * platt.scale + platt.shift
        shares = np.exp(-np.logaddexp(0, -scores))  # the sigmoid, without overflow
        likely = shares >= least
        rows, columns, shares = rows[likely], columns[likely], shares[likely]
        states = heads.status_scores(OPERATIONS, self.weights, hidden[rows], columns)
        states = OPERATIONS.softmax(states * self.calibration["status"].scale)
        for row, column, share, state in zip(rows, columns, shares, states, strict=True):
            best = int(state.argmax())
            yield PairScore(
                int(pairs.subjects[row]),
                int(pairs.objects[row]),
                int(column),
                round(float(share), 3),
                Status(labels().statuses[best]),
                round(float(state[best]), 3),
            )

    def hidden(self, pairs: heads.Pairs, sides: Sides) -> Array:
        """The vectors of pairs, from the pieces that any of them may look at."""
        used = np.concatenate([sides.sentences[pairs.subjects], sides.sentences[pairs.objects]])
        low = int(np.searchsorted(self.sentences, used.min() - 1, side="left"))
        high = int(np.searchsorted(self.sentences, used.max() + 1, side="right"))
        # only the sides of these pairs: every side given is held against every piece
        met, numbers = np.unique(np.concatenate([pairs.subjects, pairs.objects]), return_inverse=True)
        subjects, objects = np.split(numbers, 2)
        near = heads.Pairs(subjects, objects, pairs.distances, pairs.gaps, pairs.between - low)
        tokens, places = self.tokens[low:high], self.sentences[low:high]
        return heads.pair_vectors(
            OPERATIONS,
            self.weights,
            tokens,
            sides.spans.part(OPERATIONS, met),
            near,
            sides.kinds[met],
            sides.sentences[met],
            places,
        )
