"""What the heads choose from: types, statuses, and the kinds of pair that a claim can be.

A pair joins a span to a second span (a relation), to a date (`LAUNCH_DATE`), to a sentence (`OUTCOME=failed`) or to
words that are a value (`PURPOSE`); dates, sentences and the words of each predicate count as types of their own, so
that one head reads all four.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ontology import Vocabulary, vocabulary

DATE, SENTENCE, OUTCOME = "Date", "Sentence", "OUTCOME"
TAGS = ("O", "B-name", "I-name", "B-description", "I-description")
WORD_TAGS = ("O", "B", "I")  # of the words that are a value, for each predicate by itself: values may overlap


@dataclass(frozen=True, slots=True)
class Labels:
    """`allowed[subject type, object type, pair]` says which pairs the vocabulary accepts.

    `texts` are the predicates whose values are words of the sentence; they are the last of `pairs`.
    """

    types: tuple[str, ...]
    pairs: tuple[str, ...]
    statuses: tuple[str, ...]
    texts: tuple[str, ...]
    relations: int
    dates: int
    allowed: np.ndarray

    @property
    def date(self) -> int:
        return len(self.types)

    @property
    def sentence(self) -> int:
        return len(self.types) + 1

    def text(self, predicate: str) -> int:
        """The type number of words that are a value of the predicate."""
        return len(self.types) + 2 + self.texts.index(predicate)

    @property
    def kinds(self) -> int:
        """How many types there are with those of dates, sentences and words."""
        return len(self.types) + 2 + len(self.texts)

    def joined(self) -> np.ndarray:
        """A fresh table of whether any pair label is accepted between a subject type and an object type."""
        found: np.ndarray = self.allowed.max(axis=2)
        return found

    def symmetric(self) -> np.ndarray:
        """For each pair label, whether its two sides may be exchanged."""
        known = vocabulary().predicates
        return np.array([name in known and known[name].symmetric for name in self.pairs])


@cache
def labels() -> Labels:
    """The labels of the project's own vocabulary, in the order of its data files."""
    known = vocabulary()
    types = tuple(known.types)
    relations = tuple(predicate.name for predicate in known.relations)
    dates = tuple(predicate.name for predicate in known.attributes if predicate.value == "date")
    outcomes = tuple(f"{OUTCOME}={choice}" for choice in known.predicates[OUTCOME].choices)
    texts = tuple(predicate.name for predicate in known.attributes if predicate.is_worded)
    pairs = relations + dates + outcomes + texts
    allowed = allowed_pairs(known, types, pairs, texts, len(relations), len(dates))
    return Labels(types, pairs, tuple(known.statuses), texts, len(relations), len(dates), allowed)


def allowed_pairs(
    known: Vocabulary,
    types: tuple[str, ...],
    pairs: tuple[str, ...],
    texts: tuple[str, ...],
    relations: int,
    dates: int,
) -> np.ndarray:
    kinds = len(types) + 2 + len(texts)
    allowed = np.zeros((kinds, kinds, len(pairs)), dtype=bool)
    for number, name in enumerate(pairs):
        for row, subject in enumerate(types):
            if number < relations:
                allowed[row, : len(types), number] = [known.accepts(name, subject, target) for target in types]
            else:
                column = len(types) if number < relations + dates else len(types) + 1
                if name in texts:
                    column = len(types) + 2 + texts.index(name)
                allowed[row, column, number] = known.accepts(name.partition("=")[0], subject)
    return allowed
