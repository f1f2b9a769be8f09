"""Which word pieces are kept: those in letters of the Latin alphabet, digits and common marks."""

import re

import numpy as np

from kg.extract.trained.pieces import SEPARATOR, START, UNKNOWN

KEPT = re.compile(r"(?:##)?(?:[a-z0-9]+|[!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u2044\u20a0-\u20bf\u2122])")
SPECIAL = frozenset({UNKNOWN, START, SEPARATOR})


def chosen_pieces(pieces: list[str]) -> tuple[list[str], np.ndarray]:
    """The pieces kept, and their numbers in the encoder's own vocabulary."""
    numbers = [number for number, piece in enumerate(pieces) if piece in SPECIAL or KEPT.fullmatch(piece)]
    return [pieces[number] for number in numbers], np.array(numbers, dtype=np.int64)
