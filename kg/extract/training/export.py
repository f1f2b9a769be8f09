"""Writes the component's files: quantises, calibrates on the stories held back, measures what was written."""

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.extract.trained import component
from kg.extract.trained.component import HEADS, LOWER, PIECES, SCALE, SETTINGS, UPPER, WEIGHTS, Calibration, Component
from kg.extract.trained.features import Names, index
from kg.extract.trained.labels import TAGS, labels
from kg.extract.trained.pieces import Tokeniser
from kg.extract.training import checkpoint, encoder
from kg.extract.training.calibrate import temperatures
from kg.extract.training.encoder import Parameters
from kg.extract.training.examples import Example
from kg.extract.training.figures import report, table
from kg.extract.training.graph import build
from kg.extract.training.measure import Figures, measure
from kg.extract.training.platt import platt
from kg.extract.training.trainer import Preparer
from ontology.gazetteer import gazetteer

INNER = ("layer", "norm.")  # parameters that the graph holds
LEVELS = 127
LEAST = 1e-6  # of a scale in 16 bits, of a row of zeros too


def export(parameters: Parameters, pieces: list[str], develop: Sequence[Example], folder: Path) -> Figures:
    """Write everything to `folder`; the figures are those of the files as they are read again."""
    folder.mkdir(parents=True, exist_ok=True)
    names, vocabulary = index(gazetteer()), {piece: number for number, piece in enumerate(pieces)}
    for name, layers in ((LOWER, encoder.LOWER), (UPPER, encoder.UPPER)):
        model = build(parameters, layers).SerializeToString(deterministic=True)
        (folder / name).write_bytes(gzip.compress(model, mtime=0))
    (folder / PIECES).write_text("\n".join(pieces), encoding="utf-8")
    write_weights(parameters, folder / WEIGHTS)
    preparer = Preparer(Tokeniser(vocabulary), names)
    calibration = temperatures(parameters, vocabulary, [preparer.prepare(example) for example in develop])
    calibration["pairs"] = Calibration()
    write_settings(folder / SETTINGS, calibration)
    raw = measured(component.load(folder), names, develop)
    calibration["pairs"] = platt(raw.alone)
    write_settings(folder / SETTINGS, calibration)
    figures = measured(component.load(folder), names, develop)
    print(report(figures), table(figures), sep="\n\n", file=sys.stderr, flush=True)
    return figures


def measured(read: Component, names: Names, examples: Sequence[Example]) -> Figures:
    reader = checkpoint.reader_of(read, names)
    return measure(examples, lambda example: checkpoint.encode(reader, example))


def write_weights(parameters: Parameters, path: Path) -> None:
    """Matrices in 8 bits with a scale for each row, vectors in 16-bit floats."""
    arrays = {name: values.detach().numpy() for name, values in parameters.items() if not name.startswith(INNER)}
    stored: dict[str, np.ndarray] = {}
    for name, values in sorted(arrays.items()):
        if values.ndim == 1:
            stored[name] = values.astype(np.float16)
            continue
        scales = np.maximum(np.abs(values).max(axis=1) / LEVELS, LEAST).astype(np.float16)
        stored[name] = np.rint(values / scales.astype(np.float32)[:, None]).clip(-LEVELS, LEVELS).astype(np.int8)
        stored[f"{name}{SCALE}"] = scales
    np.savez_compressed(path, allow_pickle=False, **stored)


def write_settings(path: Path, calibration: dict[str, Calibration]) -> None:
    known = labels()
    settings = {
        "labels": {"tags": TAGS, "types": known.types, "pairs": known.pairs, "statuses": known.statuses},
        "calibration": {name: [calibration[name].scale, calibration[name].shift] for name in HEADS},
    }
    path.write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8")
