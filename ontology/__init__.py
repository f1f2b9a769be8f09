"""The vocabulary of the graph as data, and what is derived from it."""

from ontology.definitions import read
from ontology.vocabulary import Alignment, EntityType, Predicate, Signature, StatusTerm, Vocabulary, vocabulary

__all__ = ["Alignment", "EntityType", "Predicate", "Signature", "StatusTerm", "Vocabulary", "read", "vocabulary"]
