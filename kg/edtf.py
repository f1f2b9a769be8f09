"""Whether words are a date in EDTF (Library of Congress, 2019): levels 0 and 1, with real months and days."""

import re
from datetime import date

YEAR = r"-?[0-9]{4}|-?[0-9X]{4}|Y-?[0-9]{5,}"
DATE = re.compile(rf"(?P<year>{YEAR})(?:-(?P<month>[0-9X]{{2}})(?:-(?P<day>[0-9X]{{2}}))?)?[?~%]?")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-][0-9]{2}:[0-9]{2})?")
# Months, seasons (21-24, by hemisphere 25-32), quarters (33-36), terms (37-39) and halves (40-41).
PARTS = frozenset(range(1, 13)) | frozenset(range(21, 42))


def is_edtf(words: str) -> bool:
    """`2025`, `2025-06-05`, `2027-33`, `../2027`, `2026-08-10/..`, `2025~`, `2025-06-05T19:17:00Z`."""
    start, slash, end = words.partition("/")
    if not slash:
        return is_date(words) or (TIME.fullmatch(words) is not None and is_date(words[:10]))
    ends = [part for part in (start, end) if part not in ("", "..")]
    return bool(ends) and all(map(is_date, ends)) and (len(ends) == 1 or in_order(start, end))


def is_date(words: str) -> bool:
    found = DATE.fullmatch(words)
    if found is None:
        return False
    year, month, day = found["year"], found["month"], found["day"]
    if month is None or "X" in month:
        return day is None or "X" in day
    if int(month) not in PARTS or (day is not None and int(month) > 12):
        return False
    if day is None or "X" in day:
        return True
    if not re.fullmatch(r"[0-9]{4}", year) or year == "0000":
        return 1 <= int(day) <= 31
    return is_day(int(year), int(month), int(day))


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def in_order(start: str, end: str) -> bool:
    """Whether an interval does not run backwards, as far as plain years tell."""
    return not (start[:4].isdigit() and end[:4].isdigit()) or start[:4] <= end[:4]
