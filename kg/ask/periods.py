"""Dates that a question names: "in June 2025", "on 2 March", "on Monday", "before 2026", "between 2024 and 2026"."""

import re
from collections.abc import Sequence

from kg.ask.dates import ANY_YEAR, MONTHS, WEEKDAYS

ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")
MONTH_NUMBERS = {month.casefold(): number for number, month in enumerate(MONTHS, 1)}
DAY_NAMES = {day.casefold(): day for day in WEEKDAYS}
# what stands before "March" or "May" where they are months
LEADING = frozenset(
    ("in", "on", "by", "before", "after", "since", "until", "from", "of", "early", "late", "mid", "last")
)
SPARE = frozenset(("the", "of", "early", "late", "mid", "on", "in"))
BEFORE = frozenset(("before",))
UNTIL = frozenset(("until", "till", "by"))
AFTER = frozenset(("after",))
SINCE = frozenset(("since",))
JOINERS = frozenset(("and", "to", "until", "till"))


def asked(words: Sequence[str]) -> list[str]:
    """The periods that the lower-case words of a question name.

    EDTF, an interval for "before", "after", "since" and "between"; `XXXX-03` and `XXXX-03-02` for a month and a day of
    no year; the name of a day of the week.
    """
    points: list[tuple[int, int, str]] = []
    index = 0
    while index < len(words):
        found = point_at(words, index)
        if found is None:
            index += 1
        else:
            points.append((index, *found))
            index = found[0]
    periods = []
    while points:
        start, end, point = points.pop(0)
        between = opening(words, start) in ("between", "from") and points and words[end : points[0][0]]
        if between and set(between) <= JOINERS and is_dated(point) and is_dated(points[0][2]):
            periods.append(f"{point}/{points.pop(0)[2]}")
        else:
            periods.append(bounded(point, opening(words, start)))
    return periods


def point_at(words: Sequence[str], index: int) -> tuple[int, str] | None:
    """Where the date that begins at a word ends, and the date; None where none does."""
    word, rest = words[index], list(words[index + 1 : index + 4])
    if ISO.fullmatch(word):
        return index + 1, word
    if is_year(word):
        return index + 1, word
    if word in DAY_NAMES:
        return index + 1, DAY_NAMES[word]
    day = day_of(word)
    if day:  # "2 March", "2nd of March 2025"
        skipped = rest[:1] == ["of"]
        month = MONTH_NUMBERS.get(next(iter(rest[skipped:]), ""))
        return dated(words, index + 2 + skipped, month, day) if month else None
    month = MONTH_NUMBERS.get(word)
    if month is None:
        return None
    after = day_of(rest[0]) if rest else None
    if after:
        return dated(words, index + 2, month, after)
    if (rest and is_year(rest[0])) or (index and words[index - 1] in LEADING):
        return dated(words, index + 1, month, None)
    return None


def dated(words: Sequence[str], end: int, month: int, day: int | None) -> tuple[int, str]:
    part = f"{month:02d}-{day:02d}" if day else f"{month:02d}"
    year = words[end] if end < len(words) else ""
    return (end + 1, f"{year}-{part}") if is_year(year) else (end, f"{ANY_YEAR}{part}")


def is_year(word: str) -> bool:
    return word.isdigit() and len(word) == len("2025")


def day_of(word: str) -> int | None:
    """The day of a month: "2", "2nd"."""
    plain = word[:-2] if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th") else word
    return int(plain) if plain.isdigit() and 0 < int(plain) <= 31 else None


def is_dated(point: str) -> bool:
    return point[:1].isdigit()


def opening(words: Sequence[str], start: int) -> str:
    """The preposition before a date, whatever stands between that says no more."""
    while start and words[start - 1] in SPARE:
        start -= 1
    return words[start - 1] if start else ""


def bounded(point: str, word: str) -> str:
    if not is_dated(point):
        return point
    if word in BEFORE:
        return f"../{beside(point, -1)}"
    if word in UNTIL:
        return f"../{point}"
    if word in AFTER:
        return f"{beside(point, 1)}/.."
    return f"{point}/.." if word in SINCE else point


def beside(point: str, step: int) -> str:
    """The year, month or day before or after; a day that no month has (0, 32) is as good to compare with."""
    year, *rest = (int(part) for part in point.split("-"))
    if not rest:
        return f"{year + step:04d}"
    if len(rest) == 1:
        year, month = divmod(year * 12 + rest[0] - 1 + step, 12)
        return f"{year:04d}-{month + 1:02d}"
    return f"{year:04d}-{rest[0]:02d}-{rest[1] + step:02d}"
