"""The operations of the heads in torch: sums in 32 bits, dropout while training."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch

from kg.extract.trained.operations import Array


class TorchOperations:
    """`rate` is that of dropout; 0 when measuring. `device` is where the values are."""

    def __init__(self, rate: float, device: torch.device) -> None:
        self.rate, self.device = rate, device

    def take(self, values: Array, index: np.ndarray) -> Array:
        return values.index_select(0, placed(index, self.device))

    def scatter(self, values: Array, index: np.ndarray, rows: int) -> Array:
        values = values.float()
        return values.new_zeros(rows, values.shape[-1]).index_add(0, placed(index, self.device), values)

    def total(self, values: Array) -> Array:
        return values.float().cumsum(0)

    def relu(self, values: Array) -> Array:
        return torch.relu(values)

    def softmax(self, values: Array) -> Array:
        return torch.softmax(values.float(), -1)

    def join(self, values: Sequence[Array]) -> Array:
        return torch.cat([value.float() for value in values], -1)

    def constant(self, values: np.ndarray) -> Array:
        return placed(values.astype(np.float32), self.device)

    def drop(self, values: Array) -> Array:
        return torch.nn.functional.dropout(values, self.rate) if self.rate else values


def placed(values: np.ndarray, device: torch.device) -> torch.Tensor:
    """An array where the network computes; an accelerator takes it when it needs it, and nobody waits for that."""
    found = torch.from_numpy(np.ascontiguousarray(values))
    return found if device.type == "cpu" else found.pin_memory().to(device, non_blocking=True)


def fetched(values: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Values without their gradients on the processor; an accelerator is waited for once."""
    found = [one.detach().to("cpu", non_blocking=one.is_cuda) for one in values]
    if values and values[0].is_cuda:
        torch.cuda.current_stream().synchronize()
    return found


@cache
def multiplies_bfloat16() -> bool:
    """Whether the processor does; where it must be emulated, 32-bit floats take two fifths of the time."""
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("avx512_bf16", "amx_bf16", "bf16"))
