"""Scores made into probabilities that mean what they say, on stories held back (Guo et al., 2017; Platt, 1999)."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import torch

from kg.extract.trained.component import Calibration
from kg.extract.training.measure import Told
from kg.extract.training.minilm import Parameters
from kg.extract.training.network import Losses, Network, Prepared

SCALES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25)
LAST = {"tags": ["tags"], "types": ["types"], "links": ["link", "new"], "status": ["status"]}  # each head's last layer


def temperatures(
    parameters: Parameters, vocabulary: dict[str, int], prepared: Sequence[Prepared]
) -> dict[str, Calibration]:
    """For each head whose classes exclude each other, the scale of its scores with the least loss."""
    losses = {scale: loss_of(scaled(parameters, scale), vocabulary, prepared) for scale in SCALES}
    return {name: Calibration(min(SCALES, key=lambda scale: losses[scale][name])) for name in LAST}


def scaled(parameters: Parameters, scale: float) -> Parameters:
    """Parameters with the last layer of every head multiplied."""
    last = {f"{name}.{part}" for names in LAST.values() for name in names for part in ("weight", "bias")}
    return {name: values * scale if name in last else values for name, values in parameters.items()}


def loss_of(parameters: Parameters, vocabulary: dict[str, int], prepared: Sequence[Prepared]) -> dict[str, float]:
    network = Network.of(parameters, vocabulary, 0.0)
    sums = dict.fromkeys((field.name for field in fields(Losses)), 0.0)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for example in prepared:
            found = network.losses(example, own_types=False, own_spans=False)
            for name in sums:
                sums[name] += float(getattr(found, name))
    return sums


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
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (guess - right)
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 1e-3 * np.eye(2)
        weights = weights - np.linalg.solve(bend, slope)
    return Calibration(round(float(weights[0]), 4), round(float(weights[1]), 4))
