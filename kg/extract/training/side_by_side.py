"""Several windows through layers of the encoder: one after the other on a processor, side by side on an accelerator."""

from collections.abc import Sequence
from typing import Protocol

import torch
from torch.nn.utils.rnn import pad_sequence

from kg.extract.training.encoder import Parameters
from kg.extract.training.operations import placed


class Layers(Protocol):
    def __call__(
        self,
        weights: Parameters,
        values: torch.Tensor,
        rate: float,
        /,
        *,
        rounded: bool = False,
        present: torch.Tensor | None = None,
    ) -> torch.Tensor: ...


TOGETHER = 12  # windows, of like length, as short ones are filled up to the longest


def run_windows(
    layers: Layers, weights: Parameters, values: Sequence[torch.Tensor], rate: float, *, rounded: bool
) -> list[torch.Tensor]:
    """What the layers make of windows `(pieces, width)`, which may differ in length."""
    if not values or values[0].device.type == "cpu":
        return [layers(weights, one, rate, rounded=rounded) for one in values]
    order = sorted(range(len(values)), key=lambda number: len(values[number]))
    found: dict[int, torch.Tensor] = {}
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        found |= zip(
            some, run_together(layers, weights, [values[number] for number in some], rate, rounded=rounded), strict=True
        )
    return [found[number] for number in range(len(values))]


def run_together(
    layers: Layers, weights: Parameters, values: Sequence[torch.Tensor], rate: float, *, rounded: bool
) -> list[torch.Tensor]:
    """The same, all filled up to the length of the longest; nothing looks at what was filled up."""
    lengths = torch.tensor([len(one) for one in values])
    present = placed((torch.arange(int(lengths.max())) < lengths[:, None]).numpy(), values[0].device)
    found = layers(weights, pad_sequence(list(values), batch_first=True), rate, rounded=rounded, present=present)
    return [one[: len(old)] for one, old in zip(found, values, strict=True)]
