"""Which word pieces are kept: the frequent ones, and those that several of the stories to learn from use."""

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from kg.extract.trained.pieces import SEPARATOR, START, UNKNOWN, Tokeniser

KEPT = re.compile(r"(?:##)?(?:[a-z0-9]+|[!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u2044\u20a0-\u20bf\u2122])")
SPECIAL = frozenset({UNKNOWN, START, SEPARATOR})
FREQUENT = 14_000  # the encoder's own vocabulary is sorted by how often its pieces occur
STORIES = 2  # that use a rarer piece: of one that occurs once nothing general is learnt, and its parts are there


def chosen_pieces(pieces: list[str], texts: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """The pieces kept, and their numbers in the encoder's own vocabulary.

    Those in letters of the Latin alphabet, digits and common marks, if they are frequent or several `texts` use them.
    """
    written = [number for number, piece in enumerate(pieces) if piece in SPECIAL or KEPT.fullmatch(piece)]
    tokeniser = Tokeniser({pieces[number]: number for number in written})
    used = Counter(number for text in texts for number in {*tokeniser.pieces(text, [(0, len(text))]).ids.tolist()})
    numbers = [number for number in written if number < FREQUENT or used[number] >= STORIES]
    return [pieces[number] for number in numbers], np.array(numbers, dtype=np.int64)
