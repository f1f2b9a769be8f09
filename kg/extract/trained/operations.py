"""The few array operations of the heads: training (torch) and reading (numpy) share one definition of each head."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

Array = Any  # np.ndarray when reading, torch.Tensor in training
Weights = Mapping[str, Array]


class Operations(Protocol):
    """Operations on the last axis, but for `take`, `scatter` (sums rows where `index` says) and `total`, which work
    on the first."""

    def take(self, values: Array, index: np.ndarray) -> Array: ...
    def scatter(self, values: Array, index: np.ndarray, rows: int) -> Array: ...
    def total(self, values: Array) -> Array: ...
    def relu(self, values: Array) -> Array: ...
    def softmax(self, values: Array) -> Array: ...
    def join(self, values: Sequence[Array]) -> Array: ...
    def constant(self, values: np.ndarray) -> Array: ...
    def drop(self, values: Array) -> Array: ...


class NumpyOperations:
    """The operations when reading: no dropout, 32-bit floats."""

    def take(self, values: Array, index: np.ndarray) -> Array:
        return values[index]

    def scatter(self, values: Array, index: np.ndarray, rows: int) -> Array:
        found = np.zeros((rows, values.shape[-1]), dtype=np.float32)
        for place, row in zip(index.tolist(), values, strict=True):  # what `np.add.at` does, in a fifth of its time
            found[place] += row
        return found

    def total(self, values: Array) -> Array:
        found: np.ndarray = values.astype(np.float32)
        for before, row in pairwise(found):  # numpy's own sum goes down column by column, and takes seven times as long
            np.add(before, row, out=row)
        return found

    def relu(self, values: Array) -> Array:
        return np.maximum(values, 0)

    def softmax(self, values: Array) -> Array:
        raised = np.exp(values - values.max(axis=-1, keepdims=True))
        return raised / raised.sum(axis=-1, keepdims=True)

    def join(self, values: Sequence[Array]) -> Array:
        return np.concatenate(values, axis=-1)

    def constant(self, values: np.ndarray) -> Array:
        return values.astype(np.float32, copy=False)

    def drop(self, values: Array) -> Array:
        return values


def linear(weights: Weights, name: str, values: Array) -> Array:
    """`values @ W + b`; the matrix is held as inputs × outputs."""
    return values @ weights[f"{name}.weight"] + weights[f"{name}.bias"]


def perceptron(operations: Operations, weights: Weights, name: str, values: Array) -> Array:
    """One hidden layer: `name.hidden`, then `name`."""
    hidden = operations.relu(linear(weights, f"{name}.hidden", values))
    return linear(weights, name, operations.drop(hidden))
