"""What the trained part says: plain scores, probabilities calibrated on stories held back, rounded to 3 decimals."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Status


@dataclass(frozen=True, slots=True)
class MentionScore:
    """A mention at code points `[start, end)`; `score` is the probability of its least sure word."""

    start: int
    end: int
    named: bool
    type: str
    type_scores: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Whom a span continues: the probability of each earlier span (by index) and that it is `new`; they sum to 1."""

    new: float
    antecedents: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class RelationScore:
    """A relation between two of the given spans, by index. `status_probability` is that of `status` if it holds."""

    subject: int
    object: int
    predicate: str
    probability: float
    status: Status
    status_probability: float


@dataclass(frozen=True, slots=True)
class DateScore:
    """A date attribute (`LAUNCH_DATE`, …) of span `subject` whose value is the date mention of index `date`."""

    subject: int
    date: int
    predicate: str
    probability: float
    status: Status
    status_probability: float


@dataclass(frozen=True, slots=True)
class PhraseScore:
    """Words at code points `[start, end)` that are a value of `predicate`; `score` is that of the least sure word."""

    start: int
    end: int
    predicate: str
    score: float


@dataclass(frozen=True, slots=True)
class TextScore:
    """An attribute in words (`PURPOSE`, …) of span `subject` whose value is the phrase of index `phrase`."""

    subject: int
    phrase: int
    predicate: str
    probability: float
    status: Status
    status_probability: float


@dataclass(frozen=True, slots=True)
class OutcomeScore:
    """What sentence `sentence` (a number) says of how the flight of span `subject` ended; `value` is one of OUTCOME."""

    subject: int
    sentence: int
    value: str
    probability: float
    status: Status
    status_probability: float


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """All that pairs say of a story."""

    relations: list[RelationScore]
    dates: list[DateScore]
    texts: list[TextScore]
    outcomes: list[OutcomeScore]
