"""EDTF dates (Library of Congress, ISO 8601-2) in words, in order, and whether two of them agree."""

import re
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "the first quarter of",
    34: "the second quarter of",
    35: "the third quarter of",
    36: "the fourth quarter of",
    40: "the first half of",
    41: "the second half of",
}
LAST_MONTHS = {21: 5, 22: 8, 23: 11, 24: 12, 33: 3, 34: 6, 35: 9, 36: 12, 40: 6, 41: 12}
FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}):(\d{2}))?")
UNSPECIFIED = re.compile(r"\d{3}X|\d{2}XX")  # of a decade or a century, which year is not known
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ANY_YEAR = "XXXX-"


def in_words(edtf: str) -> str:
    """A date without preposition: `2025-06-05` is "5 June 2025", `../2027` "2027 at the latest"."""
    plain = edtf.rstrip("?~%")
    about = "about " if edtf != plain else ""
    start, slash, end = plain.partition("/")
    if not slash:
        return about + point_in_words(plain)
    if start in ("", ".."):
        return f"{about}{point_in_words(end)} at the latest"
    if end in ("", ".."):
        return f"{about}{point_in_words(start)} at the earliest"
    return f"{about}{point_in_words(start)} to {point_in_words(end)}"


def as_adverbial(edtf: str) -> str:
    """A date with its preposition: "on 5 June 2025", "in January 2025", "by 2027", "from 2020 to 2022"."""
    plain = edtf.rstrip("?~%")
    start, slash, end = plain.partition("/")
    if not slash:
        preposition = "on" if is_day(plain) else "in"
        return f"{preposition} {in_words(edtf)}"
    if start in ("", ".."):
        return f"by {point_in_words(end)}"
    if end in ("", ".."):
        preposition = "on" if is_day(start) else "in"
        return f"{preposition} {point_in_words(start)} at the earliest"
    return f"between {point_in_words(start)} and {point_in_words(end)}"


def is_day(point: str) -> bool:
    match = DATE.match(point)
    return bool(match and match.group(3))


def point_in_words(point: str) -> str:
    if UNSPECIFIED.fullmatch(point):
        return f"the {point.replace('X', '0')}s"
    if point.startswith(ANY_YEAR):
        return point_in_words(point.replace("XXXX", "0000")).removesuffix(" 0000")
    match = DATE.match(point)
    if not match:
        return point
    year, part, day, *_ = match.groups()
    if part is None:
        return year
    if int(part) in PARTS:
        return f"{PARTS[int(part)]} {year}"
    if not 1 <= int(part) <= 12:
        return point
    month = MONTHS[int(part) - 1]
    return f"{int(day)} {month} {year}" if day else f"{month} {year}"


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day as sortable text; open ends are `0000-00-00` and `9999-99-99`."""
    plain = edtf.rstrip("?~%")
    start, slash, end = plain.partition("/")
    if not slash:
        return first_day(plain), last_day(plain)
    return first_day(start), last_day(end)


def first_day(point: str) -> str:
    if UNSPECIFIED.fullmatch(point):
        return f"{point.replace('X', '0')}-00-00"
    match = DATE.match(point)
    if not match:
        return "0000-00-00"
    year, part, day, *_ = match.groups()
    month = FIRST_MONTHS.get(int(part), int(part)) if part else 0
    return f"{year}-{month:02d}-{day or '00'}"


def last_day(point: str) -> str:
    if UNSPECIFIED.fullmatch(point):
        return f"{point.replace('X', '9')}-99-99"
    match = DATE.match(point)
    if not match:
        return "9999-99-99"
    year, part, day, *_ = match.groups()
    month = LAST_MONTHS.get(int(part), int(part)) if part else 99
    return f"{year}-{month:02d}-{day or '99'}"


def agree(one: str, other: str) -> bool:
    """Whether one of two dates includes the other (2025-01 and 2025-01-15 agree)."""
    (start, end), (other_start, other_end) = bounds(one), bounds(other)
    inside = start <= other_start and other_end <= end
    around = other_start <= start and end <= other_end
    return inside or around


def exactness(edtf: str) -> int:
    """The larger, the more exact: length of the written date, less for an interval."""
    return len(edtf) if "/" not in edtf else 0


def lies_in(edtf: str, period: str) -> bool:
    """Whether the whole of a date lies within a period that a question names (`kg.ask.periods`)."""
    (start, end), (first, last) = bounds(edtf), bounds(period)
    if period in WEEKDAYS:
        return start == end and weekday(start) == period
    if period.startswith(ANY_YEAR):
        part = period.removeprefix(ANY_YEAR)
        return start[:4] == end[:4] and start[5:].startswith(part) and end[5:].startswith(part)
    return first <= start and end <= last


def weekday(day: str) -> str:
    try:
        return WEEKDAYS[date.fromisoformat(day).weekday()]
    except ValueError:  # a month or year
        return ""
