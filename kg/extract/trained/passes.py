"""A story on its way through the encoder: half way once, and from there to the end without and with marks in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.trained.marking import laid_out
from kg.extract.trained.operations import Array, NumpyOperations
from kg.extract.trained.windows import Window

OPERATIONS = NumpyOperations()
Layers = Callable[[Array], Array]  # of one window, (pieces, width) to (pieces, width)


@dataclass(frozen=True, slots=True)
class Passes:
    """`middles` are what the lower layers made of each window, `pieces` the number of the story's pieces."""

    windows: Sequence[Window]
    middles: Sequence[Array]
    pieces: int
    width: int
    upper: Layers

    def vectors(self, marks: Array | None = None) -> Array:
        """`(pieces, width)`: each piece as its own window has it; `marks` are added half way."""
        found = np.zeros((self.pieces, self.width), dtype=np.float32)
        for window, middle in zip(self.windows, self.middles, strict=True):
            marked = middle if marks is None else middle + laid_out(OPERATIONS, marks, window)
            found[window.own_first : window.own_last] = self.upper(marked)[own(window)]
        return found


def own(window: Window) -> slice:
    """Where a window's own pieces stand in the encoder's result."""
    before = 1 + (window.title + 1 if window.title else 0) - window.first
    return slice(window.own_first + before, window.own_last + before)
