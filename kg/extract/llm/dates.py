"""Whether a date that a model gives is one, and the one that the story's words give.

The reader's own calendar resolves the words against the story's date; a date finer than its words, or of other words,
is none that the story gives. "on 5 June" of a story of 2025 gives 2025-06-05, and 2025-06, but no 2025-07.
"""

import re
from collections.abc import Iterator, Sequence

from kg.edtf import is_edtf
from kg.extract.dates.finding import DateMention
from kg.extract.llm.locating import Range, place
from kg.extract.llm.refusal import Reason, Refused

DOUBT = str.maketrans("", "", "~?%")
YEAR = re.compile(r"\d{4}")


def check_date(text: str, value: str, words: str, evidence: Range, dates: Sequence[DateMention]) -> Range | None:
    """Where the words of a date stand in its sentence; None where the model names none.

    `dates` are those that the calendar finds in the story. Raises `Refused`.
    """
    if not is_edtf(value):
        raise Refused(Reason.DATE)
    spot = place(text, words, evidence) if words else None
    if words and spot is None:
        raise Refused(Reason.DATE_WORDS)
    start, end = spot or evidence
    found = [date for date in dates if date.start < end and start < date.end]
    given = {bound for date in found for bound in bounds(date.edtf)}
    if found and all(any(agrees(bound, other) for other in given) for bound in bounds(value)):
        return spot
    # words that the calendar does not know may still hold the year itself
    if found or not spot or not stated(value, text[start:end]):
        raise Refused(Reason.DATE_WORDS)
    return spot


def bounds(value: str) -> Iterator[str]:
    """The dates of an interval, or the one date, without marks of doubt."""
    for part in value.translate(DOUBT).split("/"):
        if part not in ("", ".."):
            yield part


def agrees(claimed: str, given: str) -> bool:
    """Whether a date is that of the words, or the month or year of it."""
    return claimed == given or given.startswith(f"{claimed}-")


def stated(value: str, words: str) -> bool:
    """Whether the value is years that stand in the words, and nothing finer."""
    parts = list(bounds(value))
    return all(YEAR.fullmatch(part) and part in YEAR.findall(words) for part in parts)
