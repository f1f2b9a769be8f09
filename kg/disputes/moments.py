"""Dates as spans of days, how far apart they are, and which comes first.

Dates are EDTF (Library of Congress, ISO 8601-2). Two that overlap agree: "2025" and "2025-06-05", "../2027" and 2026.
"""

import math

from kg.store.edtf import interval

# First and last day as ordinals, infinite where open.
Span = tuple[float, float]
ALWAYS: Span = (-math.inf, math.inf)
APPROXIMATE = ("~", "%")


def span(date: str | None) -> Span:
    """The days that a date may mean; `ALWAYS` for none, and for what is no date.

    An approximate one ("2025~") may as well mean its neighbours: it reaches as far again to both sides.
    """
    since, until = interval(date)
    first = -math.inf if since is None else float(since.toordinal())
    last = math.inf if until is None else float(until.toordinal())
    if last < first:
        return ALWAYS
    if date is not None and date.endswith(APPROXIMATE) and last - first < math.inf:
        length = last - first + 1
        return first - length, last + length
    return first, last


def days_between(one: Span, other: Span) -> float:
    """Days from the end of the one that comes first to the start of the next; 0 where they overlap."""
    return max(0.0, one[0] - other[1], other[0] - one[1])


def agree(one: Span, other: Span) -> bool:
    return days_between(one, other) == 0


def before(one: Span, other: Span) -> bool:
    """Whether all of one comes before the other."""
    return one[1] < other[0]


def covers(one: Span, other: Span) -> bool:
    """Whether all days of the other are days of the one."""
    return one[0] <= other[0] and other[1] <= one[1]
