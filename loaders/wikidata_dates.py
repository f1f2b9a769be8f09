"""Dates of Wikidata to EDTF: points in time with a precision (https://www.wikidata.org/wiki/Help:Dates), and those of
query results, which have lost it."""

import re
from collections.abc import Mapping
from typing import Any

from kg.edtf import is_edtf
from loaders.nested import words

TIME = re.compile(r"\+?(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<time>[0-9:]{8})Z?)?", re.ASCII)
GREGORIAN = "Q1985727"
# Precision -> how much of the date it covers: century, decade, year, month, day (and the finer ones).
CENTURY, DECADE, YEAR, MONTH, DAY = 7, 8, 9, 10, 11


def edtf_of(value: Mapping[str, Any]) -> str:
    """The date of a `time` value as exactly as its precision has it; empty for one before the year 0, a coarser one
    than a century, and for a day of the Julian calendar, of which only the year is taken."""
    match = TIME.fullmatch(words(value, "time") or "")
    precision = value.get("precision")
    if match is None or not isinstance(precision, int) or precision < CENTURY:
        return ""
    if not (words(value, "calendarmodel") or GREGORIAN).endswith(GREGORIAN):
        precision = min(precision, YEAR)
    return checked(shortened(match, precision))


def shortened(match: re.Match[str], precision: int) -> str:
    year = match["year"]
    if precision == CENTURY:
        return f"{(int(year) - 1) // 100:02}XX"
    if precision == DECADE:
        return f"{year[:3]}X"
    parts = [year, match["month"], match["day"]]
    return "-".join(parts[: min(precision, DAY) - YEAR + 1])


def edtf_of_literal(text: str) -> str:
    """The date of a literal. Query results write `1971` and `1971-03` as the first day of these, so that such days are
    taken for no more than the year or month: that is true of either."""
    match = TIME.fullmatch(text)
    if match is None:
        return ""
    is_midnight = (match["time"] or "00:00:00") == "00:00:00"
    if not is_midnight or match["day"] != "01":
        return checked(shortened(match, DAY))
    return checked(shortened(match, YEAR if match["month"] == "01" else MONTH))


def interval(start: str, end: str) -> str:
    """From when to when; empty where neither is known."""
    return checked(f"{start or '..'}/{end or '..'}") if start or end else ""


def checked(date: str) -> str:
    return date if is_edtf(date) else ""
