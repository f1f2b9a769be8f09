"""The operations of the heads in torch: sums in 32 bits, dropout while training."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch

from kg.extract.trained.operations import Array


class TorchOperations:
    """`rate` is that of dropout; 0 when measuring."""

    def __init__(self, rate: float) -> None:
        self.rate = rate

    def take(self, values: Array, index: np.ndarray) -> Array:
        return values.index_select(0, torch.from_numpy(np.ascontiguousarray(index)))

    def scatter(self, values: Array, index: np.ndarray, rows: int) -> Array:
        return torch.zeros(rows, values.shape[-1]).index_add(0, torch.from_numpy(index), values.float())

    def total(self, values: Array) -> Array:
        return values.float().cumsum(0)

    def relu(self, values: Array) -> Array:
        return torch.relu(values)

    def softmax(self, values: Array) -> Array:
        return torch.softmax(values.float(), -1)

    def join(self, values: Sequence[Array]) -> Array:
        return torch.cat([value.float() for value in values], -1)

    def constant(self, values: np.ndarray) -> Array:
        return torch.from_numpy(values.astype(np.float32))

    def drop(self, values: Array) -> Array:
        return torch.nn.functional.dropout(values, self.rate) if self.rate else values


@cache
def multiplies_bfloat16() -> bool:
    """Whether the processor does; where it must be emulated, 32-bit floats take two fifths of the time."""
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("avx512_bf16", "amx_bf16", "bf16"))
