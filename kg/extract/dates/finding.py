"""Dates in plain text, resolved to EDTF against the day on which the story was published.

"on Thursday", "5 June", "by 2027", "no earlier than the third quarter", "two years ago", "that November": the core is
found by one compiled pattern (`date_patterns`), read against the story's date (`date_values`) and bounded, blurred or
refused by the words around it (`date_cues`). Relative dates of a story without date stay unresolved and are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.dates import calendar
from kg.extract.dates.calendar import Period
from kg.extract.dates.cues import (
    FORWARD,
    JOINED,
    MOVED,
    NOTHING_MORE,
    SENTENCE_END,
    SPAN,
    Cues,
    Tense,
    cues_at,
    is_no_date,
    tense_at,
)
from kg.extract.dates.patterns import FINDER, FORMS
from kg.extract.dates.values import ANAPHORIC, Setting, value_of

UNDATED = frozenset(["weekday", "ordinal", "month", "month_day", "day_month", "season", "quarter", "feast"])
PARTS_OF_MONTH = {"first half": (1, 15), "second half": (16, 31), "latter half": (16, 31), "first week": (1, 7)}
# "45 days after its launch on 15 January": the day of the launch, from which none is counted back
OWN_DATE = re.compile(r"\s(?:(?:a|the|its|his|her|their)\s)?[\w'’-]+(?:\s[\w'’-]+)?\s(?:on|in|of)\s")
FROM_DATE_BEFORE = ("later", "earlier", "before", "after")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date where the text states it.

    `start` and `end` are code-point offsets of its own words ("by 2027": those of "2027"). `kind` is `date`, `deadline`
    (by, before, no later than, until: `../2027`), `earliest` (no earlier than, as early as, since, from: `2027/..`),
    `span` (between A and B, from A to B) or `duration-relative` (counted from the date before it in the text). `other`
    is what it would be on the other side of the story's day, where no year or week tells (the Friday to come); then
    `side` is -1 where the date lies before that day, 1 where it lies after it.
    """

    start: int
    end: int
    edtf: str
    kind: str
    other: str = ""
    side: int = 0

    @property
    def plain(self) -> str:
        """The date without its bound: `2027` of `../2027` and of `2027/..`, as for what happened "since 2027"."""
        return self.edtf.removeprefix("../").removesuffix("/..")


@dataclass(frozen=True, slots=True)
class Found:
    """A date with its parts, before its neighbours are looked at."""

    start: int
    end: int
    form: str
    period: Period
    cues: Cues
    relative: bool
    has_year: bool
    other: Period | None = None
    side: int = 0


def find_dates(
    text: str,
    published: str | None,
    *,
    offset: int = 0,
    past: bool | None = None,
    anchor: str | None = None,
    excluded: Sequence[tuple[int, int]] = (),
) -> list[DateMention]:
    """The dates of a text in order, each resolved against `published` (an EDTF day, month or year, or None).

    `past` says that dates without a year or week lie behind (True) or ahead of (False) the story; with None the words
    around each one tell. `anchor` is the date before the text, for "three days later"; within the text it follows the
    dates. Dates that touch `excluded` ranges (names: "Mars 2020") are left out. `offset` is added to all offsets, those
    of `excluded` being in the same frame as the result.
    """
    today, before = calendar.parse(published), calendar.parse(anchor)
    found: list[Found] = []
    waiting: tuple[int, int] | None = None
    for match in FINDER.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip("."))
        if any(first < end + offset and start + offset < last for first, last in excluded):
            continue
        form, event = match.lastgroup or "", False
        if form == "ago" and counts_from_event(text, start, end):
            event = True
            if not found or not same_sentence(text, found[-1].end, start):
                waiting = (start, end)
                continue
        date = read_date(text, start, end, form, Setting(today, before, past, event=event))
        if date is None:
            continue
        if waiting and same_sentence(text, waiting[1], start) and not OWN_DATE.fullmatch(text, waiting[1], start):
            counted = read_date(text, *waiting, "ago", Setting(today, date.period, past, event=True))
            found.extend([counted] if counted else [])
        waiting = None
        found.append(date)
        before = date.period if not event else before
    return [mention_of(date, offset) for date in joined(text, found)]


def counts_from_event(text: str, start: int, end: int) -> bool:
    """Whether "two weeks after" goes on with what happened, and is not "two weeks after." of the date before it."""
    return text.endswith(("after", "before"), start, end) and NOTHING_MORE.match(text, end) is None


def same_sentence(text: str, end: int, start: int) -> bool:
    return SENTENCE_END.search(text, end, start) is None


def read_date(text: str, start: int, end: int, form: str, setting: Setting) -> Found | None:
    words = text[start:end]
    if is_no_date(form, words, text, start, end):
        return None
    match = FORMS[form].fullmatch(words)
    if match is None:
        return None
    parts = match.groupdict()
    cues = cues_at(text, start, end)
    if cues.edge == "turn" and form == "year":
        cues = replace(cues, edge="")  # "the turn of 2020" is either of its ends
    undated = form in UNDATED and parts.get("year") is None
    default = True if form == "weekday" else None
    tense = tense_at(text, cues.start, end, default) if undated and setting.past is None else Tense(setting.past)
    # in one week a former plan may lie on either side, as its status tells
    settled = tense.kind in ("fallen", "moved") or (tense.kind == "former" and form != "weekday")
    setting = replace(
        setting,
        past=True if tense.kind == "fallen" and form == "weekday" else tense.past,
        former=bool(tense.kind),
        deadline=cues.kind == "deadline",
        edge=bool(cues.edge),
    )
    try:
        period = value_of(form, parts, setting)
        side = side_of(period, setting) if undated and period and not settled else 0
        other = value_of(form, parts, replace(setting, past=side > 0)) if side else None
    except (ValueError, OverflowError):  # outside of the years that a calendar holds
        return None
    if period is None:
        return None
    relative = (parts.get("reference") or "").casefold() in ANAPHORIC or parts.get("way") in FROM_DATE_BEFORE
    beside = narrowed(other, cues) if other else None
    return Found(start, end, form, narrowed(period, cues), cues, relative, not undated, beside, side)


def side_of(period: Period, setting: Setting) -> int:
    """-1 where a period is over by the story's day, 1 where it has not begun, else 0."""
    if setting.today is None or period.first <= setting.today.first <= period.last:
        return 0
    return 1 if period.first > setting.today.first else -1


def narrowed(period: Period, cues: Cues) -> Period:
    """A year's or month's middle ("mid-2027": about June), the week it ends in; about where the text says so."""
    year = period.first.year if period.edtf.isdigit() else 0
    if cues.edge == "end" and period.edtf.endswith("X"):
        after = calendar.year_of(period.last.year + 1)
        return after if cues.kind == "deadline" else calendar.about(after)
    if cues.edge == "turn" and (year or period.edtf.endswith("X")):
        return turn_of(period, cues)
    if cues.edge in ("mid", "middle"):
        return calendar.about(calendar.month_of(year, 6) if year else period)
    if cues.edge == "week":
        return calendar.week_of(period.first) if period.is_day else period
    if len(period.edtf) == len("2027-06") and (part := PARTS_OF_MONTH.get(cues.edge)):
        return calendar.part_of_month(period, *part)
    if year and cues.edge.startswith(("last ", "final ", "closing ")) and not cues.edge.endswith(("half", "months")):
        return calendar.month_of(year, 12)
    if year and cues.edge.startswith(("first ", "opening ")) and not cues.edge.endswith(("half", "months")):
        return calendar.month_of(year, 1)
    return calendar.about(period) if cues.approximate else period


def turn_of(period: Period, cues: Cues) -> Period:
    """The turn of a year or decade: the months on both of its sides, of what comes by then or after it the nearer."""
    before, after = calendar.month_of(period.last.year, 12), calendar.month_of(period.last.year + 1, 1)
    if cues.kind == "deadline":
        return before
    return after if cues.kind == "earliest" else calendar.between(before, after)


def joined(text: str, found: list[Found]) -> list[Found]:
    """Pairs made into spans: "between March and May 2026", "from 2009 to 2020"; a bare month takes its pair's year."""
    result: list[Found] = []
    for date in found:
        before = result[-1] if result else None
        between = JOINED.match(text, before.end, date.start) if before else None
        if before is None or between is None or between.end() != date.start:
            result.append(date)
            continue
        before = with_year_of(before, date)
        result[-1] = before
        left = text[max(0, before.cues.start - 80) : before.cues.start]
        opening, moved = SPAN.search(left), MOVED.search(left) is not None
        if not moved and is_span(word_of(opening), word_of(between), before, date):
            result[-1] = span_of(before, date)
        else:
            result.append(behind(before, date) if moved and not FORWARD.search(left) else date)
    return result


def behind(before: Found, date: Found) -> Found:
    """The new date of "slipped from March 3 to April 2": the first such one after the old date, in whatever year."""
    periods = [period for period in (date.period, date.other) if period and period.first > before.period.last]
    if not periods or date.has_year:
        return date
    return replace(date, period=min(periods, key=lambda period: period.first), other=None, side=0)


def with_year_of(before: Found, date: Found) -> Found:
    if before.form != "month" or date.form not in ("month_year", "month_day", "day_month") or not date.has_year:
        return before
    year, month = date.period.first.year, before.period.first.month
    period = calendar.month_of(year - (month > date.period.first.month), month)
    return replace(before, period=period, other=None, side=0)


def word_of(match: re.Match[str] | None) -> str:
    return (match["word"] or "").casefold() if match else ""


def is_span(opening: str, word: str, before: Found, date: Found) -> bool:
    if before.period.first >= date.period.first or "/" in before.period.edtf + date.period.edtf:
        return False
    if word == "and":
        return opening == "between"
    if word == "or":
        return before.form == "month" and date.form in ("month", "month_year") and follows(before, date)
    return opening in ("from", "between") or (word in ("", "to") and before.form == date.form != "weekday")


def follows(before: Found, date: Found) -> bool:
    """Whether a month is the next one: "in May or June" is one time, "in May or October" two."""
    return calendar.shift_month(before.period.first.year, before.period.first.month, 1) == (
        date.period.first.year,
        date.period.first.month,
    )


def span_of(before: Found, date: Found) -> Found:
    first, last = calendar.bound(before.period, last=False), calendar.bound(date.period, last=True)
    period = Period(f"{first}/{last}", before.period.first, date.period.last)
    return Found(before.start, date.end, "span", period, Cues("span", "", False, before.cues.start), False, True)


def mention_of(date: Found, offset: int) -> DateMention:
    kind = date.cues.kind
    edtf, other = bounded(date.period, kind), bounded(date.other, kind) if date.other else ""
    if kind not in ("deadline", "earliest") and date.relative:
        kind = "duration-relative"
    told = date.side if other not in ("", edtf) else 0
    return DateMention(date.start + offset, date.end + offset, edtf, kind, other if told else "", told)


def bounded(period: Period, kind: str) -> str:
    if kind == "deadline":
        return f"../{calendar.bound(period, last=True)}"
    return f"{calendar.bound(period, last=False)}/.." if kind == "earliest" else period.edtf
