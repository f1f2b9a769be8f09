"""Probabilities of facts that mean what they say, fitted on stories held back (Platt, 1999)."""

from collections.abc import Sequence

import numpy as np

from kg.extract.trained.component import Calibration
from kg.extract.training.measure import Told


def platt(told: Sequence[Told], steps: int = 30) -> Calibration:
    """Scale and shift of the scores of facts, by logistic regression (Newton's method) on whether each is annotated."""
    pairs = [
        (probability, statement in story.gold)
        for story in told
        for statement, (probability, _) in sorted(story.found.items(), key=lambda item: str(item[0]))
    ]
    shares = np.clip(np.array([pair[0] for pair in pairs]), 0.001, 0.999)
    scores, right = np.log(shares / (1 - shares)), np.array([pair[1] for pair in pairs], dtype=float)
    inputs = np.stack([scores, np.ones_like(scores)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(steps):
        guess = sigmoid(inputs @ weights)
        slope = inputs.T @ (guess - right)
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 1e-3 * np.eye(2)
        weights = shortened(weights, np.linalg.solve(bend, slope), inputs, right)
    return Calibration(round(float(weights[0]), 4), round(float(weights[1]), 4))


def shortened(weights: np.ndarray, step: np.ndarray, inputs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The weights after the step, halved until it lowers the loss: whole steps may run away."""
    before = loss(weights, inputs, right)
    for _ in range(30):
        moved: np.ndarray = weights - step
        if loss(moved, inputs, right) <= before:
            return moved
        step = step / 2
    return weights


def loss(weights: np.ndarray, inputs: np.ndarray, right: np.ndarray) -> float:
    scores = inputs @ weights
    return float(np.sum(np.logaddexp(0.0, scores) - right * scores))


def sigmoid(scores: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.exp(-np.logaddexp(0.0, -scores))
    return shares
