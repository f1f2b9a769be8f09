"""The network while it is being trained, as a reader: 32-bit floats, the encoder still in torch."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import torch

from kg.extract.trained.component import HEADS, Calibration, Component
from kg.extract.trained.encoded import Encoded
from kg.extract.trained.features import Names
from kg.extract.trained.operations import Array
from kg.extract.trained.passes import Layers
from kg.extract.trained.pieces import Tokeniser
from kg.extract.trained.reader import TrainedReader
from kg.extract.training.encoder import Parameters, run_lower, run_upper
from kg.extract.training.examples import Example
from kg.extract.training.operations import multiplies_bfloat16
from kg.model import Section, Story

ENCODER = ("layer", "norm.")


def component_of(parameters: Parameters, vocabulary: Mapping[str, int]) -> Component:
    """A component that computes with the parameters as they are."""

    def layers(run: Callable[[Parameters, torch.Tensor, float], torch.Tensor]) -> Layers:
        def encode(values: Array) -> Array:
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=multiplies_bfloat16()):
                return run(parameters, torch.from_numpy(values), 0.0).float().numpy()

        return encode

    weights = {name: values.detach().numpy() for name, values in parameters.items() if not name.startswith(ENCODER)}
    weights["words.scale"] = np.ones(len(weights["words"]), dtype=np.float32)
    return Component(vocabulary, weights, layers(run_lower), layers(run_upper), {name: Calibration() for name in HEADS})


def reader_of(component: Component, names: Names) -> TrainedReader:
    return TrainedReader(component, Tokeniser(component.vocabulary), names)


def encode(reader: TrainedReader, example: Example) -> Encoded:
    """One example through a reader."""
    title = [end for (_, end), headline in zip(example.sentences, example.headlines, strict=True) if headline]
    sections = (Section("title", 0, title[-1]),) if title else ()
    return reader.encode(Story(example.id, example.text, sections=sections), example.sentences)


def save(parameters: Parameters, pieces: list[str], path: Path) -> None:
    """Keep the parameters so that exporting and calibrating can be done again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"parameters": {name: values.detach() for name, values in parameters.items()}, "pieces": pieces}, path)


def restore(path: Path) -> tuple[Parameters, list[str]]:
    found = torch.load(path, weights_only=True)
    return found["parameters"], found["pieces"]
