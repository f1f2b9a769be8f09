"""What may be claimed of a story's mentions beside other mentions, and what the pairs with it say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.trained.labels import OUTCOME, labels
from kg.extract.trained.pairing import PairScore
from kg.extract.trained.scores import ClaimScores, DateScore, OutcomeScore, PhraseScore, RelationScore, TextScore

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Targets:
    """Dates, values in words, and sentences that may tell of an outcome.

    `sentences` are the numbers of those that hold words, `ranges` where they stand.
    """

    dates: Sequence[Range]
    phrases: Sequence[PhraseScore]
    sentences: Sequence[int]
    ranges: Sequence[Range]

    @property
    def spans(self) -> list[Range]:
        return [*self.dates, *((phrase.start, phrase.end) for phrase in self.phrases), *self.ranges]

    def after(self, types: Sequence[str]) -> np.ndarray:
        """The type numbers of spans of `types`, and of the targets after them."""
        known = labels()
        return np.array(
            [
                *(known.types.index(name) for name in types),
                *(known.date for _ in self.dates),
                *(known.text(phrase.predicate) for phrase in self.phrases),
                *(known.sentence for _ in self.sentences),
            ],
            dtype=np.int64,
        )

    def told(self, pairs: Sequence[PairScore], date: int) -> ClaimScores:
        """What pairs say; `date` is the number of the first target among their sides."""
        phrase = date + len(self.dates)
        sentence = phrase + len(self.phrases)
        return ClaimScores(
            [RelationScore(one.subject, one.object, one.name, *one.certainty()) for one in pairs if one.object < date],
            [
                DateScore(one.subject, one.object - date, one.name, *one.certainty())
                for one in pairs
                if date <= one.object < phrase
            ],
            [
                TextScore(one.subject, one.object - phrase, one.name, *one.certainty())
                for one in pairs
                if phrase <= one.object < sentence
            ],
            [
                OutcomeScore(
                    one.subject,
                    self.sentences[one.object - sentence],
                    one.name.removeprefix(f"{OUTCOME}="),
                    *one.certainty(),
                )
                for one in pairs
                if one.object >= sentence
            ],
        )
