"""Intervals of EDTF dates (Extended Date/Time Format, Library of Congress, ISO 8601-2).

Years, months, days, times of day, decades (`202X`), seasons (21-24, astronomical ones of the northern hemisphere taken
as the three months from March on), quarters (33-36), halves (40, 41), `~`, `?` and `%`, intervals with open or
unknown ends.
"""

import re
from calendar import monthrange
from datetime import date

Interval = tuple[date | None, date | None]
UNKNOWN: Interval = (None, None)
PART = re.compile(r"(?P<year>\d{3}[\dX]|\d{2}XX)(-(?P<month>\d\d|XX)(-(?P<day>\d\d|XX))?)?(T.*)?\Z")
# Parts of a year: code -> first month and number of months. Winter runs into the next year.
SPANS = {
    **{21 + number: (3 + 3 * number, 3) for number in range(4)},
    **{33 + number: (1 + 3 * number, 3) for number in range(4)},
    **{40 + number: (1 + 6 * number, 6) for number in range(2)},
}


def interval(value: str | None) -> Interval:
    """First and last day that `value` covers, None where open or unknown; (None, None) for what is no EDTF date.

    >>> interval("2025-01")
    (datetime.date(2025, 1, 1), datetime.date(2025, 1, 31))
    >>> interval("../2027")
    (None, datetime.date(2027, 12, 31))
    """
    if not value:
        return UNKNOWN
    try:
        if "/" in value:
            start, _, end = value.partition("/")
            return single(start)[0], single(end)[1]
        return single(value)
    except ValueError:
        return UNKNOWN


def single(value: str) -> Interval:
    match = PART.match(value.strip().translate({ord(mark): None for mark in "~?%"}))
    if match is None:
        return UNKNOWN
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if month is None or month == "XX":
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if int(month) in SPANS:
        first, length = SPANS[int(month)]
        return date(int(year), first, 1), last_day(int(year), first + length - 1)
    if day is None or day == "XX":
        return date(int(year), int(month), 1), last_day(int(year), int(month))
    exact = date(int(year), int(month), int(day))
    return exact, exact


def last_day(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])
