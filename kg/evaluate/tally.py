"""Precision, recall and F1 that add up over stories, with confidence intervals."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RESAMPLES = 1000
SEED = 20260101


@dataclass(frozen=True, slots=True)
class Tally:
    """`correct` of the `predicted` are right, `found` of the `gold` are found (the same number but for B³)."""

    correct: float = 0.0
    predicted: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.correct + other.correct,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Tallies = Mapping[str, Tally]


def hits(count: float, predicted: float, gold: float) -> Tally:
    return Tally(count, predicted, count, gold)


def share(right: float, of: float) -> Tally:
    """An accuracy: what is right, of all there are."""
    return Tally(right, of, right, of)


def total(stories: Iterable[Tallies]) -> dict[str, Tally]:
    result: dict[str, Tally] = {}
    for tallies in stories:
        for name, tally in tallies.items():
            result[name] = result.get(name, Tally()) + tally
    return dict(sorted(result.items()))


def interval(stories: list[Tallies], name: str, level: float = 0.95) -> tuple[float, float]:
    """The F1's percentile bootstrap interval over stories (Efron and Tibshirani 1993), the same on every run."""
    draws = random.Random(SEED)  # noqa: S311 - resampling, no secret
    tallies = [story.get(name, Tally()) for story in stories]
    scores = sorted(sum(draws.choices(tallies, k=len(tallies)), Tally()).f1 for _ in range(RESAMPLES))
    cut = round((1 - level) / 2 * RESAMPLES)
    return scores[cut], scores[-1 - cut]
