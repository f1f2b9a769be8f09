"""Marks that are added between the halves of the encoder."""

import numpy as np

from kg.extract.trained.labels import labels
from kg.extract.trained.marking import MARKED, UNMARKED, laid_out, marks
from kg.extract.trained.operations import NumpyOperations
from kg.extract.trained.passes import Passes
from kg.extract.trained.windows import Window

OPERATIONS = NumpyOperations()
WINDOWS = [Window(0, 5, 0, 4, 0), Window(3, 8, 4, 8, 2)]


def test_each_span_marks_its_first_piece_and_the_rest_and_spans_add_up() -> None:
    table = np.zeros((MARKED * labels().kinds, 1), dtype=np.float32)
    table[[2, 3, 4, 5], 0] = [1, 2, 10, 20]  # of types 1 and 2
    ranges, kinds = np.array([[1, 3], [2, 5], [0, 6]]), np.array([1, 2, labels().sentence])
    assert marks(OPERATIONS, {"spans": table}, 6, ranges, kinds)[:, 0].tolist() == [0, 1, 12, 20, 20, 0]
    kinds[1] = UNMARKED
    assert marks(OPERATIONS, {"spans": table}, 6, ranges, kinds)[:, 0].tolist() == [0, 1, 2, 0, 0, 0]


def test_marks_stand_in_a_window_as_its_pieces_do() -> None:
    numbered = np.arange(1, 9, dtype=np.float32)[:, None]
    assert laid_out(OPERATIONS, numbered, WINDOWS[0])[:, 0].tolist() == [0, 1, 2, 3, 4, 5, 0]
    assert laid_out(OPERATIONS, numbered, WINDOWS[1])[:, 0].tolist() == [0, 1, 2, 0, 4, 5, 6, 7, 8, 0]


def test_marks_are_added_half_way_and_each_piece_is_as_its_own_window_has_it() -> None:
    middles = [np.full((7, 1), 100, dtype=np.float32), np.full((10, 1), 200, dtype=np.float32)]
    passes = Passes(WINDOWS, middles, 8, 1, lambda values: 2 * values)
    added = np.zeros((8, 1), dtype=np.float32)
    added[2], added[7] = 1, 5
    assert passes.vectors(added)[:, 0].tolist() == [200, 200, 202, 200, 400, 400, 400, 410]
    assert passes.vectors()[:, 0].tolist() == [200] * 4 + [400] * 4
