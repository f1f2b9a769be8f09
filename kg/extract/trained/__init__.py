"""The small trained part of the reader: one pass of an encoder over a story, then scores for any spans of it."""

from kg.extract.trained.encoded import Encoded
from kg.extract.trained.reader import TrainedReader
from kg.extract.trained.scores import DateScore, LinkScore, MentionScore, OutcomeScore, RelationScore

__all__ = ["DateScore", "Encoded", "LinkScore", "MentionScore", "OutcomeScore", "RelationScore", "TrainedReader"]
