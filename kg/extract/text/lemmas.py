"""Lemmas of words, as the parser's own rules give them, each worked out once.

The rules look at a word, its tag and its dependency alone, but for a few that join colloquial pairs ("gonna"). Asked
for every word of every text they take half as long as tagging and parsing do.
"""

from collections.abc import Sequence
from typing import Any

RULES = ("attribute_ruler", "lemmatizer")  # components of the model
BETWEEN = ("—", ":", "punct")  # words that are asked for together are no neighbours
MOST = 100_000  # words known at a time: some 15 MB

Word = tuple[str, str, str]  # text, tag, dependency


class Lemmas:
    """Asks the components `RULES` of a spaCy model, which the model itself then need not run."""

    def __init__(self, model: Any) -> None:
        self.vocab = model.vocab
        self.rules = [model.get_pipe(name) for name in RULES]
        known_words = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        for part_of_speech in known_words:
            # lists of up to 57,000 words, which are only asked whether they hold one
            known_words[part_of_speech] = frozenset(known_words[part_of_speech])
        self.known: dict[Word, str] = {}

    def of(self, words: Sequence[Word]) -> list[str]:
        """The lemma of each word."""
        unknown = sorted({word for word in words if word not in self.known})
        if unknown:
            if len(self.known) + len(unknown) > MOST:
                self.known.clear()
                unknown = sorted(set(words))
            self.known.update(zip(unknown, self.asked(unknown), strict=True))
        return [self.known[word] for word in words]

    def asked(self, words: Sequence[Word]) -> list[str]:
        from spacy.tokens import Doc

        texts, tags, dependencies = zip(*(part for word in words for part in (word, BETWEEN)), strict=True)
        heads = [*range(len(texts))]
        document = Doc(self.vocab, words=[*texts], tags=[*tags], deps=[*dependencies], heads=heads)
        for rule in self.rules:
            document = rule(document)
        return [token.lemma_ for token in list(document)[::2]]
