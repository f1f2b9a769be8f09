"""Periods of the calendar: an EDTF string with its first and last day, and the nearest one to a story's own date.

EDTF: Library of Congress, ISO 8601-2 (seasons 21-24, quarters 33-36, `~` approximate, `..` open).
"""

import calendar
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

NEAR, FAR = 75, 200  # days
LAST_YEAR, NEXT_YEAR = 2.5, 1.2  # how much farther than they are days of other years count
ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, `first` to `last` inclusive, and its EDTF form."""

    edtf: str
    first: date
    last: date

    @property
    def is_day(self) -> bool:
        return self.first == self.last


@cache
def tables(name: str) -> dict[str, Any]:
    """A data file of this room (`calendar`, `numbers`)."""
    return tomllib.loads((files("kg.extract") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def parse(edtf: str | None) -> Period | None:
    """The period of a plain date, month or year; None for anything else."""
    match = ISO_DATE.match(edtf or "")
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if day and month and year:
        return day_of(year, month, day)
    if month and year:
        return month_of(year, month) if month <= 12 else None
    return year_of(year) if year else None


def day_of(year: int, month: int, day: int) -> Period | None:
    try:
        return from_day(date(year, month, day))
    except ValueError:
        return None


def from_day(day: date) -> Period:
    return Period(day.isoformat(), day, day)


def month_of(year: int, month: int) -> Period:
    last = calendar.monthrange(year, month)[1]
    return Period(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last))


def year_of(year: int) -> Period:
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def decade_of(year: int) -> Period:
    start = year - year % 10
    return Period(f"{start // 10:03}X", date(start, 1, 1), date(start + 9, 12, 31))


def season_of(year: int, code: int, month: int) -> Period:
    end_year, end_month = shift_month(year, month, 2)
    return Period(f"{year:04}-{code}", date(year, month, 1), month_of(end_year, end_month).last)


def quarter_of(year: int, number: int) -> Period:
    first, last = month_of(year, 3 * number - 2), month_of(year, 3 * number)
    return Period(f"{year:04}-{32 + number}", first.first, last.last)


def half_of(year: int, number: int) -> Period:
    return between(month_of(year, 6 * number - 5), month_of(year, 6 * number))


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return between(from_day(monday), from_day(monday + timedelta(days=6)))


def between(first: Period, last: Period) -> Period:
    return Period(f"{first.edtf}/{last.edtf}", first.first, last.last)


def part_of_month(month: Period, first: int, last: int) -> Period:
    """The days `first` to `last` of a month, or to its own last day."""
    begin, end = month.first.replace(day=first), month.first.replace(day=min(last, month.last.day))
    return between(from_day(begin), from_day(end))


def about(period: Period) -> Period:
    edtf = period.edtf if "/" in period.edtf or period.edtf.endswith("~") else f"{period.edtf}~"
    return Period(edtf, period.first, period.last)


def bound(period: Period, *, last: bool) -> str:
    """The EDTF of one end of a period: itself, or of quarters and intervals the month or day at that end."""
    if "/" in period.edtf:
        return period.edtf.split("/")[1 if last else 0]
    if re.fullmatch(r"\d{4}-3[3-6]", period.edtf):
        return (period.last if last else period.first).isoformat()[:7]
    if period.edtf.endswith("X"):
        return f"{(period.last if last else period.first).year + (1 if last else 0):04}"
    return period.edtf


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift(day: date, amount: int, unit: str) -> Period | None:
    """The day, month or year that lies `amount` units (`day`, `week`, `month`, `year`, `decade`) from a day."""
    try:
        if unit == "day":
            return from_day(day + timedelta(days=amount))
        if unit == "week":
            return from_day(day + timedelta(weeks=amount))
        if unit == "month":
            return month_of(*shift_month(day.year, day.month, amount))
        return year_of(day.year + amount * (10 if unit == "decade" else 1))
    except (ValueError, OverflowError):
        return None


def nearest(candidates: list[Period], today: date, past: bool | None) -> Period:
    """The candidate that a reader takes: the latest not after today, the earliest not before it, or the nearest.

    A day of some other month is the nearest one against its tense where that one is near and the other half a year off.
    """
    near = min(candidates, key=lambda period: (distance(period, today), period.first))
    if past is None:
        return near
    fitting = [period for period in candidates if (period.first <= today if past else period.last >= today)]
    fit = min(fitting, key=lambda period: distance(period, today), default=near)
    far = near.is_day and distance(near, today) < NEAR and distance(fit, today) > FAR
    return near if far else fit


def nearest_of_year(candidates: list[Period], today: date) -> Period:
    """The nearest candidate, where one of another year, of a past one above all, counts as farther away than it is.

    "Was to fly in January", told in July, is of the year of both; so is "was to fly in October", told in March.
    """

    def far(period: Period) -> tuple[float, date]:
        by = period.first.year - today.year
        return distance(period, today) * (LAST_YEAR if by < 0 else NEXT_YEAR if by else 1), period.first

    return min(candidates, key=far)


def distance(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))
