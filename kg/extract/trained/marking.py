"""What was found, marked in a story for the encoder's second look: the type of each span is added to its pieces.

After Zhong and Chen, PURE (2021), whose marks stand between the words; added to them, they move nothing, and one look
serves all pairs.
"""

import numpy as np

from kg.extract.trained.labels import labels
from kg.extract.trained.operations import Array, Operations, Weights
from kg.extract.trained.windows import Window

MARKED = 2  # rows of the table for each type: a span's first piece, and the rest
UNMARKED = -1  # instead of the number of a type


def marks(operations: Operations, weights: Weights, pieces: int, ranges: np.ndarray, kinds: np.ndarray) -> Array:
    """`(pieces, width)`: for each piece the sum of the marks of the spans (piece ranges, type numbers) over it.

    Sentences, which are sides of pairs too, have no mark, and what is `UNMARKED` has none.
    """
    chosen = np.flatnonzero((kinds != labels().sentence) & (kinds != UNMARKED))
    ranges, kinds = ranges[chosen], kinds[chosen]
    lengths = ranges[:, 1] - ranges[:, 0]
    owners = np.repeat(np.arange(len(ranges)), lengths)
    inside = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows = MARKED * kinds[owners] + (inside > 0)
    return operations.scatter(operations.take(weights["spans"], rows), ranges[owners, 0] + inside, pieces)


def laid_out(operations: Operations, values: Array, window: Window) -> Array:
    """The rows of a window's pieces as the encoder has them: zero for its start and separators."""
    title = [*range(window.title), -1] if window.title else []
    places = np.array([-1, *title, *range(window.first, window.last), -1], dtype=np.int64)
    present = operations.constant((places >= 0)[:, None])
    return operations.take(values, np.maximum(places, 0)) * present
