"""The small trained part of the reader: an encoder looks at a story, and again at what was found; scores for any spans.

The first look finds mentions, their types, links between them, and words that are values. For pairs the upper layers
read the story once more, with all that was found marked in it.
"""

from kg.extract.trained.encoded import Encoded
from kg.extract.trained.reader import TrainedReader
from kg.extract.trained.scores import DateScore, LinkScore, MentionScore, OutcomeScore, RelationScore

__all__ = ["DateScore", "Encoded", "LinkScore", "MentionScore", "OutcomeScore", "RelationScore", "TrainedReader"]
