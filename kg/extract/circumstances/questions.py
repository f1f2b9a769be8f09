"""Sentences that ask whether something is so, and so do not say it: "Did the UK block the purchase of Orbex?"."""

from kg.extract.text.document import Document, Sentence

TENSES = ("did", "do", "does", "is", "are", "was", "were", "has", "have", "had")
MODALS = ("will", "would", "can", "could", "should", "may", "might", "shall")
AUXILIARIES = frozenset((*TENSES, *MODALS))
CLOSING = frozenset(("?", "?!"))


def asks_whether(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a question to be answered by yes or no, as begins with its auxiliary."""
    first, last = document.tokens[sentence.first], document.tokens[sentence.last - 1]
    return first.lower in AUXILIARIES and last.text in CLOSING
