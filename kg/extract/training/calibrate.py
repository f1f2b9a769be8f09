"""Scores of classes made into probabilities that mean what they say, on stories held back (Guo et al., 2017)."""

from collections.abc import Sequence
from dataclasses import fields

import torch

from kg.extract.trained.component import Calibration
from kg.extract.training.encoder import Parameters
from kg.extract.training.network import Losses, Network, Prepared, Seen, Task
from kg.extract.training.operations import multiplies_bfloat16

SCALES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15)
LAST = {
    "tags": ["tags"],
    "phrases": ["phrases"],
    "types": ["types"],
    "links": ["link", "new"],
    "status": ["status"],
}  # each head's last layer


def temperatures(
    parameters: Parameters, vocabulary: dict[str, int], prepared: Sequence[Prepared]
) -> dict[str, Calibration]:
    """For each head whose classes exclude each other, the scale of its scores with the least loss."""
    network = Network.of(parameters, vocabulary, 0.0)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=multiplies_bfloat16()):
        known = [(example, network.look(example)) for example in prepared]
        losses = {scale: loss_of(Network.of(scaled(parameters, scale), vocabulary, 0.0), known) for scale in SCALES}
    return {name: Calibration(min(SCALES, key=lambda scale: losses[scale][name])) for name in LAST}


def scaled(parameters: Parameters, scale: float) -> Parameters:
    """Parameters with the last layer of every head multiplied."""
    last = {f"{name}.{part}" for names in LAST.values() for name in names for part in ("weight", "bias")}
    return {name: values * scale if name in last else values for name, values in parameters.items()}


def loss_of(network: Network, known: Sequence[tuple[Prepared, Seen]]) -> dict[str, float]:
    """The summed losses of examples that the encoder has seen, by head."""
    sums = dict.fromkeys((field.name for field in fields(Losses)), 0.0)
    for example, seen in known:
        found = network.losses(Task(example, seen=seen))
        for name in sums:
            sums[name] += float(getattr(found, name))
    return sums
