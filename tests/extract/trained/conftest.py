"""A small component with random weights: every step of reading runs, only that nothing was learnt."""

import string

import numpy as np
import pytest

from kg.extract.trained import heads
from kg.extract.trained.component import HEADS, Calibration, Component
from kg.extract.trained.features import CASES, MARKS, PLACES
from kg.extract.trained.labels import TAGS, WORD_TAGS, labels
from kg.extract.trained.links import MATCHES
from kg.extract.trained.marking import MARKED
from kg.extract.trained.operations import Array
from kg.extract.trained.pieces import SEPARATOR, START, UNKNOWN
from kg.extract.trained.reader import TrainedReader
from kg.extract.trained.windows import LIMIT

WIDTH = 16


@pytest.fixture(scope="session")
def untrained() -> TrainedReader:
    """A reader of letters: each letter is a piece, and each vector a mixture of its window."""
    letters = string.ascii_lowercase + string.digits
    pieces = [UNKNOWN, START, SEPARATOR, *letters, *(f"##{letter}" for letter in letters)]
    random = np.random.default_rng(7)
    known = labels()
    sizes = heads.Sizes(WIDTH, 8, 8, 4, 4, 8, 4)
    columns = len(known.texts) * len(WORD_TAGS)
    shapes = heads.shapes(
        sizes, len(TAGS), columns, len(known.types), known.kinds, len(known.pairs), len(known.statuses), MATCHES
    )
    tables = {"words": len(pieces), "positions": LIMIT + 8, "cases": CASES * PLACES, "kinds": len(known.types) + 1}
    tables |= {"marks": MARKS, "spans": MARKED * known.kinds}
    weights = {name: draw(random, (rows, WIDTH)) for name, rows in tables.items()}
    weights["words.scale"] = np.ones(len(pieces), dtype=np.float32)
    for name, shape in shapes.items():
        if name.endswith(".embedding"):
            weights[name] = draw(random, shape)
        else:
            weights[f"{name}.weight"], weights[f"{name}.bias"] = draw(random, shape), draw(random, shape[1:])
    mixer = draw(random, (WIDTH, WIDTH))

    def layers(values: Array) -> Array:
        return np.tanh(values @ mixer + values.mean(axis=0))

    calibration = dict.fromkeys(HEADS, Calibration())
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    return TrainedReader.of(Component(vocabulary, weights, layers, layers, calibration))


def draw(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return random.normal(0, 0.6, shape).astype(np.float32)
