"""The files of the trained part: the encoder in two halves (ONNX), its word pieces and embeddings, heads, settings.

`settings.json` holds what the labels are, and the calibration of each head.
"""

import ctypes
import gzip
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import ExtractError
from kg.extract.trained.features import Features
from kg.extract.trained.labels import TAGS, labels
from kg.extract.trained.operations import Array
from kg.extract.trained.passes import Layers, Passes
from kg.extract.trained.pieces import SEPARATOR, START, Pieces
from kg.extract.trained.windows import Window

LOWER, UPPER = "lower.onnx.gz", "upper.onnx.gz"
PIECES, WEIGHTS, SETTINGS = "pieces.txt", "weights.npz", "settings.json"
FILES = (LOWER, UPPER, PIECES, WEIGHTS, SETTINGS)
SCALE = ".scale"
HEADS = ("tags", "phrases", "types", "links", "pairs", "status")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities are those of `scale * score + shift` (Platt, 1999); no shift where classes exclude each other."""

    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Component:
    """All that reading needs. `vocabulary` gives the number of each word piece."""

    vocabulary: Mapping[str, int]
    weights: Mapping[str, Array]
    lower: Layers
    upper: Layers
    calibration: Mapping[str, Calibration]

    def embed(self, pieces: Pieces, features: Features, window: Window) -> Array:
        """The embeddings of one window: start, title, separator, pieces, separator."""
        chosen, cases, kinds, marks = self.window_inputs(pieces, features, window)
        weights = self.weights
        words = weights["words"][chosen].astype(np.float32) * weights["words.scale"][chosen].astype(np.float32)[:, None]
        return (
            words
            + weights["positions"][: len(chosen)]
            + weights["cases"][cases]
            + weights["kinds"][kinds]
            + weights["marks"][marks]
        )

    def window_inputs(self, pieces: Pieces, features: Features, window: Window) -> list[np.ndarray]:
        mark = (self.vocabulary[START], self.vocabulary[SEPARATOR])
        return window_inputs(pieces, features, window, mark)

    def passes(self, pieces: Pieces, features: Features, parts: Sequence[Window]) -> Passes:
        """The windows of a story half way through the encoder."""
        middles = [self.lower(self.embed(pieces, features, window)) for window in parts]
        return Passes(parts, middles, len(pieces.ids), self.weights["positions"].shape[1], self.upper)


def window_inputs(pieces: Pieces, features: Features, window: Window, marks: tuple[int, int]) -> list[np.ndarray]:
    """Piece ids, cases, kinds and marks of a window with its start and separators (`marks`), which have no features."""
    start, separator = marks
    columns = []
    for values, first, end in (
        (pieces.ids, start, separator),
        (features.cases, 0, 0),
        (features.kinds, 0, 0),
        (features.marks, 0, 0),
    ):
        parts = [
            [first],
            values[: window.title],
            [end] if window.title else [],
            values[window.first : window.last],
            [end],
        ]
        columns.append(np.concatenate([np.asarray(part, dtype=np.int64) for part in parts]))
    return columns


def shipped() -> Path | None:
    """The folder of the component that ships with the project; None where none does."""
    folder = Path(str(files("kg.extract.trained"))) / "model"
    return folder if all((folder / name).is_file() for name in FILES) else None


def load(folder: Path) -> Component:
    """Read the files of a component; ExtractError where they are not whole or not of the project's vocabulary."""
    try:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        lines = (folder / PIECES).read_text(encoding="utf-8").split("\n")
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            weights = widened({name: stored[name] for name in stored.files})
        lower, upper = (session(gzip.decompress((folder / name).read_bytes())) for name in (LOWER, UPPER))
    except (OSError, EOFError, zlib.error, ValueError, KeyError) as error:
        raise ExtractError(
            f"{folder.name}: the trained part is not whole ({type(error).__name__}); install it anew"
        ) from error
    check_labels(settings, folder)
    return Component(
        {piece: number for number, piece in enumerate(lines)},
        weights,
        lower,
        upper,
        {name: Calibration(*settings["calibration"][name]) for name in HEADS},
    )


def widened(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Stored as 8-bit integers and 16-bit floats; computed with 32-bit ones, but for the large table of word pieces."""
    found: dict[str, np.ndarray] = {}
    for name, values in stored.items():
        if name.startswith("words"):
            found[name] = values
        elif not name.endswith(SCALE):
            scales = stored.get(f"{name}{SCALE}")
            wide = values.astype(np.float32)
            found[name] = wide if scales is None else wide * scales.astype(np.float32)[:, None]
    return found


def check_labels(settings: Mapping[str, Any], folder: Path) -> None:
    known = {"tags": TAGS, "types": labels().types, "pairs": labels().pairs, "statuses": labels().statuses}
    for name, expected in known.items():
        if settings["labels"].get(name) != list(expected):
            raise ExtractError(
                f"{folder.name}: the trained part knows other {name} than the vocabulary; "
                "train it anew with python -m kg.extract.training"
            )


def session(model: bytes) -> Layers:
    """Layers of the encoder on one thread, so that the same input gives the same bytes on every run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # further ones would join sums and norms to an operation that takes twice their time
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
    runtime = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    give_back_memory()

    def encode(values: Array) -> Array:
        result: Sequence[Array] = runtime.run(None, {"values": values[None].astype(np.float32)})
        return result[0][0]

    return encode


def give_back_memory() -> None:
    """Half of what loading took is free by now; glibc keeps it unless asked (some 45 MB)."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
