"""A story on its way through the encoder: half way once, and from there to the end as often as marks in it change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from kg.extract.trained.marking import laid_out
from kg.extract.trained.operations import Array, NumpyOperations
from kg.extract.trained.windows import Window

OPERATIONS = NumpyOperations()
Layers = Callable[[Array], Array]  # of one window, (pieces, width) to (pieces, width)


@dataclass(frozen=True, slots=True)
class Passes:
    """`middles` are what the lower layers made of each window, `pieces` the number of the story's pieces.

    `known` keeps the last that the upper layers made of each window with marks, and of which ones: other types of a few
    spans change few windows.
    """

    windows: Sequence[Window]
    middles: Sequence[Array]
    pieces: int
    width: int
    upper: Layers
    known: dict[int, tuple[bytes, Array]] = field(default_factory=dict)

    def vectors(self, marks: Array | None = None) -> Array:
        """`(pieces, width)`: each piece as its own window has it; `marks` are added half way."""
        found = np.zeros((self.pieces, self.width), dtype=np.float32)
        for number, window in enumerate(self.windows):
            found[window.own_first : window.own_last] = self.result(number, window, marks)
        return found

    def result(self, number: int, window: Window, marks: Array | None) -> Array:
        """The vectors of the window's own pieces."""
        middle = self.middles[number]
        if marks is None:
            return self.upper(middle)[own(window)]
        added = laid_out(OPERATIONS, marks, window)
        key = blake2b(added.tobytes(), digest_size=16).digest()
        if self.known.get(number, (b"",))[0] != key:
            self.known[number] = key, self.upper(middle + added)[own(window)].copy()
        return self.known[number][1]


def own(window: Window) -> slice:
    """Where a window's own pieces stand in the encoder's result."""
    before = 1 + (window.title + 1 if window.title else 0) - window.first
    return slice(window.own_first + before, window.own_last + before)
