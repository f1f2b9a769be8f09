"""The parameters of a component from its files, so that training can go on from what is in the repository.

Matrices come back as the multiples of their 8-bit steps that they were stored as; quantised again they are the same.
"""

import gzip
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.extract.trained.component import LOWER, PIECES, SCALE, UPPER, WEIGHTS
from kg.extract.training.encoder import Parameters

THIRDS = "thirds"  # a constant of the graphs that is no parameter


def parameters_of(folder: Path) -> tuple[Parameters, list[str]]:
    """All parameters under the names that training gives them, and the word pieces."""
    found: dict[str, np.ndarray] = {}
    for name in (LOWER, UPPER):
        model = onnx.load_model_from_string(gzip.decompress((folder / name).read_bytes()))
        found |= widened({one.name: numpy_helper.to_array(one) for one in model.graph.initializer}, axis=0)
    with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
        found |= widened({name: stored[name] for name in stored.files}, axis=1)
    pieces = (folder / PIECES).read_text(encoding="utf-8").split("\n")
    return {name: torch.from_numpy(values) for name, values in found.items() if name != THIRDS}, pieces


def widened(stored: dict[str, np.ndarray], axis: int) -> dict[str, np.ndarray]:
    """Arrays as 32-bit floats; those in 8 bits times their scales, which stand along the other axis than `axis`."""
    found = {}
    for name, values in stored.items():
        if name.endswith(SCALE):
            continue
        wide = values.astype(np.float32)
        if values.dtype == np.int8:
            scales = stored.get(f"{name}{SCALE}", stored.get(f"{name.removesuffix('.weight')}{SCALE}"))
            assert scales is not None
            wide *= np.expand_dims(scales.astype(np.float32), axis)
        found[name] = wide
    return found
