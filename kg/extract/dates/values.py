"""What each form of date means: its parts to a `Period`, against the story's own date and the date before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.dates import calendar
from kg.extract.dates.calendar import Period, tables

NAMES = tables("calendar")
MONTHS: dict[str, int] = NAMES["months"]
WEEKDAYS: dict[str, int] = NAMES["weekdays"]
SEASONS: dict[str, dict[str, int]] = NAMES["seasons"]
ORDINALS: dict[str, int] = NAMES["ordinals"]
NUMBERS: dict[str, int] = tables("numbers")["words"]
BACK = ("last", "past", "the previous", "the preceding")
DAYS_AWAY = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
AHEAD = ("next", "coming", "this coming", "the coming")
ANAPHORIC = ("that", "that same", "the same", "the following", "the previous", "the preceding", "the next")
YOUNG = 2  # months in which a year is the new one
VAGUE = {"a few": 3, "several": 3, "a couple of": 2}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a date stands: the story's date (None where unknown), the date before it, and whether it lies behind.

    `former` is whether it is that of a plan as of some earlier day; `deadline` whether something is to be by then;
    `edge` whether a word before it asks for one end ("the end of"), as "the year" alone is no date; `event` whether it
    counts from something that happened ("two weeks after landing").
    """

    today: Period | None
    before: Period | None
    past: bool | None
    former: bool = False
    deadline: bool = False
    edge: bool = False
    event: bool = False

    @property
    def day(self) -> date | None:
        return self.today.first if self.today and self.today.is_day else None


Parts = dict[str, str | None]
Maker = Callable[[int], Period | None]


def value_of(form: str, parts: Parts, setting: Setting) -> Period | None:
    """The period that a form's parts mean; None for what is no date, or hangs on a date that is not known."""
    return READERS[form](parts, setting)


def month_number(name: str) -> int:
    return MONTHS[name.casefold().rstrip(".")]


def day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def year_number(words: str | None, setting: Setting) -> int | None:
    """The year of "2027", "next year", "that year"; None where there is none or it cannot be known."""
    if words is None:
        return None
    if words.isdigit():
        return int(words)
    reference = words.removesuffix(" year").casefold()
    anchor = setting.before if reference in ANAPHORIC else setting.today
    if anchor is None:
        return None
    return anchor.first.year + step(reference)


def step(reference: str) -> int:
    """-1, 0 or 1 for last, this, next."""
    if reference in (*BACK,):
        return -1
    return 1 if reference in (*AHEAD, "the following", "the next") else 0


def read_iso(parts: Parts, _: Setting) -> Period | None:
    return calendar.day_of(*(int(parts[name] or 0) for name in ("year", "month", "day")))


def read_numeric(parts: Parts, _: Setting) -> Period | None:
    """Only where day and month cannot be taken for each other."""
    one, two, year = (int(parts[name] or 0) for name in ("one", "two", "year"))
    if one != two and one <= 12 and two <= 12:
        return None
    return calendar.day_of(year, min(one, two), max(one, two)) if min(one, two) <= 12 else None


def read_day(parts: Parts, setting: Setting) -> Period | None:
    month, day = month_number(parts["month"] or ""), day_number(parts["day"] or "")
    first = dated(parts["year"], setting, lambda year: calendar.day_of(year, month, day))
    if first and parts.get("last"):
        last = calendar.day_of(first.first.year, month, day_number(parts["last"] or ""))
        return calendar.between(first, last) if last and last.first > first.first else None
    return first


def read_month(parts: Parts, setting: Setting) -> Period | None:
    month = month_number(parts["month"] or "")
    return dated(parts.get("year"), setting, lambda year: calendar.month_of(year, month))


def read_ordinal(parts: Parts, setting: Setting) -> Period | None:
    """Read "on the 13th": of the nearest month that fits the tense."""
    if setting.today is None or not setting.today.is_day:
        return None
    day, today = day_number(parts["day"] or ""), setting.today.first
    if setting.before and setting.before.edtf[4:] and abs((setting.before.first - today).days) < 45:
        return calendar.day_of(setting.before.first.year, setting.before.first.month, day)
    months = [calendar.shift_month(today.year, today.month, by) for by in (-1, 0, 1)]
    candidates = [period for year, month in months if (period := calendar.day_of(year, month, day))]
    return calendar.nearest(candidates, today, setting.past)


def dated(words: str | None, setting: Setting, make: Maker) -> Period | None:
    """The period in the year that is stated, else in the nearest one that fits the tense."""
    year = year_number(words, setting)
    if year is not None:
        return make(year)
    if words is not None or setting.today is None:
        return None
    this = setting.today.first.year
    candidates = [period for year in (this - 1, this, this + 1) if (period := make(year))]
    if not candidates:
        return None
    if setting.former and setting.past is None:
        return calendar.nearest_of_year(candidates, setting.today.first)
    return calendar.nearest(candidates, setting.today.first, setting.past)


def read_weekday(parts: Parts, setting: Setting) -> Period | None:
    today, number = setting.day, WEEKDAYS[(parts["weekday"] or "").casefold()]
    reference = (parts["reference"] or "").casefold()
    if reference in ANAPHORIC and setting.before and setting.before.is_day:
        today = setting.before.first
    if today is None:
        return None
    if parts["week"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step(parts["week"]))
        return calendar.from_day(monday + timedelta(days=number))
    ahead = (number - today.weekday()) % 7
    if reference in BACK:
        return calendar.from_day(today - timedelta(days=7 - ahead))
    if reference in AHEAD:
        return calendar.from_day(today + timedelta(days=ahead or 7))
    week = [calendar.from_day(today + timedelta(days=ahead - 7 * by)) for by in (1, 0)]
    tomorrow = setting.former and ahead == 1  # "was to have landed on Monday", told on a Sunday: all is over then
    return calendar.nearest(week, today, None if tomorrow else setting.past)


def read_reference(parts: Parts, setting: Setting) -> Period | None:
    """Read "next May", "last summer", "this week", "that year"; "the year" only behind an edge ("the end of")."""
    reference = (parts["reference"] or "the").casefold()
    noun = (parts["noun"] or parts["unit"] or "").casefold().rstrip(".")
    anchor = setting.before if reference in ANAPHORIC else setting.today
    if anchor is None or (reference in ("the", "past", "coming") and not (noun in MONTHS or setting.edge)):
        return None
    if noun in ("day", "night") and reference not in ANAPHORIC:
        return None
    if noun in MONTHS:
        return referred(reference, anchor, lambda year: calendar.month_of(year, MONTHS[noun]), setting)
    if noun in SEASONS:
        season = SEASONS[noun]
        return referred(
            reference, anchor, lambda year: calendar.season_of(year, season["code"], season["month"]), setting
        )
    return unit_at(noun, anchor, step(reference))


def referred(reference: str, anchor: Period, make: Maker, setting: Setting) -> Period | None:
    """The month or season that "last", "next" or "that" points to from the anchor."""
    year = anchor.first.year
    candidates = [period for number in (year - 1, year, year + 1) if (period := make(number))]
    if reference in ("that", "that same", "the same"):
        return next((period for period in candidates if period.first.year == year), None)
    if reference in BACK:
        return max((period for period in candidates if period.last < anchor.first), key=first_day, default=None)
    if reference in AHEAD or reference in ("the following", "the next"):
        return min((period for period in candidates if period.first > anchor.first), key=first_day, default=None)
    if reference == "this":
        around = [period for period in candidates if period.first <= anchor.first <= period.last]
        return around[0] if around else next(p for p in candidates if p.first.year == year)
    return calendar.nearest(candidates, anchor.first, setting.past)


def first_day(period: Period) -> date:
    return period.first


def unit_at(noun: str, anchor: Period, by: int) -> Period | None:
    year, month = anchor.first.year, anchor.first.month
    if noun == "year":
        return calendar.year_of(year + by)
    if noun == "decade":
        return calendar.decade_of(year + 10 * by)
    if noun == "month":
        return calendar.month_of(*calendar.shift_month(year, month, by)) if anchor.edtf[4:] else None
    if noun == "quarter":
        year, month = calendar.shift_month(year, month, 3 * by)
        return calendar.quarter_of(year, (month + 2) // 3)
    if not anchor.is_day:
        return None
    if noun == "week":
        return calendar.week_of(anchor.first + timedelta(weeks=by))
    if noun == "weekend":
        saturday = anchor.first - timedelta(days=anchor.first.weekday()) + timedelta(days=5, weeks=by)
        return calendar.between(*(calendar.from_day(saturday + timedelta(days=day)) for day in (0, 1)))
    return calendar.from_day(anchor.first + timedelta(days=by)) if noun in ("day", "night") else None


def read_quarter(parts: Parts, setting: Setting) -> Period | None:
    number = part_number(parts, 4)
    return dated(parts["year"], setting, lambda year: calendar.quarter_of(year, number)) if number else None


def read_half(parts: Parts, setting: Setting) -> Period | None:
    year, number = parts["year"] or "", part_number(parts, 2)
    if year == "the year" and setting.today:
        return calendar.half_of(setting.today.first.year, number) if number else None
    return dated(year, setting, lambda year: calendar.half_of(year, number)) if number else None


def part_number(parts: Parts, count: int) -> int | None:
    figure = parts.get("number") or parts.get("figure")
    number = int(figure) if figure else ORDINALS[(parts["ordinal"] or "").casefold()]
    return (count if number < 0 else number) if number <= count else None


def read_season(parts: Parts, setting: Setting) -> Period | None:
    season = SEASONS[(parts["season"] or "").casefold()]
    return dated(parts["year"], setting, lambda year: calendar.season_of(year, season["code"], season["month"]))


def read_decade(parts: Parts, _: Setting) -> Period | None:
    return calendar.decade_of(int(parts["decade"] or 0))


def read_years(parts: Parts, _: Setting) -> Period | None:
    first, last = parts["first"] or "", parts["last"] or ""
    end = int(last if len(last) == 4 else first[:2] + last)
    return calendar.between(calendar.year_of(int(first)), calendar.year_of(end)) if 0 < end - int(first) < 80 else None


def read_year(parts: Parts, _: Setting) -> Period | None:
    return calendar.year_of(int(parts["year"] or 0))


def read_day_word(parts: Parts, setting: Setting) -> Period | None:
    if setting.day is None:
        return None
    word = (parts["word"] or "").casefold()
    return calendar.from_day(setting.day + timedelta(days=DAYS_AWAY.get(word, 0)))


def read_year_end(parts: Parts, setting: Setting) -> Period | None:
    if setting.today is None:
        return None
    year, month = setting.today.first.year, setting.today.first.month
    if parts["middle"]:
        return dated(None, setting, lambda year: calendar.about(calendar.month_of(year, 6)))
    if not parts["new"]:
        return calendar.year_of(year)
    new = year if month <= YOUNG and not setting.deadline else year + 1
    return calendar.day_of(new, 1, 1) if setting.deadline else calendar.year_of(new)


def read_ago(parts: Parts, setting: Setting) -> Period | None:
    """Read "two years ago" from the story's date; "three days later", "the day before" from the date before it.

    "nine months after going up" counts back from the date of the sentence: the way is then `after`, with an event.
    """
    words, way = (parts["number"] or "one").casefold(), parts["way"] or ""
    unit = parts["unit"] or parts["bare"] or ""
    direct = way in ("ago", "from now", "hence")
    anchor = setting.today if direct or not setting.before else setting.before
    if anchor is None or (setting.event and (way == "before" or not setting.before)):
        return None
    number = amount_of(words) * (2 if unit == "fortnight" else 1)
    unit = {"fortnight": "week", "night": "day"}.get(unit, unit)
    if not anchor.is_day and unit in ("day", "week"):
        return None
    back = way in ("ago", "earlier", "before") or setting.event
    period = calendar.shift(anchor.first, -number if back else number, unit)
    if period and unit == "year" and parts["exact"]:
        month, day = anchor.first.month, anchor.first.day
        this = calendar.day_of(period.first.year, month, day)
        return this if "today" in parts["exact"] else calendar.month_of(period.first.year, month)
    vague = words in VAGUE or (unit == "week" and direct)
    return calendar.about(period) if period and vague else period


def read_ahead(parts: Parts, setting: Setting) -> Period | None:
    """Read "in two years' time"."""
    return read_ago({**parts, "way": "hence", "bare": None, "exact": None}, setting)


def amount_of(words: str) -> int:
    if words.isdigit():
        return int(words)
    if words in VAGUE:
        return VAGUE[words]
    return sum(NUMBERS[word] for word in words.split("-"))


def read_feast(parts: Parts, setting: Setting) -> Period | None:
    month, day = NAMES["feasts"][(parts["feast"] or "").casefold().replace("’", "'")]
    return dated(parts["year"], setting, lambda year: calendar.day_of(year, month, day))


READERS = {
    "iso": read_iso,
    "numeric": read_numeric,
    "month_day": read_day,
    "day_month": read_day,
    "month_year": read_month,
    "weekday": read_weekday,
    "reference": read_reference,
    "month": read_month,
    "quarter": read_quarter,
    "half": read_half,
    "season": read_season,
    "ordinal": read_ordinal,
    "decade": read_decade,
    "years": read_years,
    "year": read_year,
    "day": read_day_word,
    "year_end": read_year_end,
    "ago": read_ago,
    "ahead": read_ahead,
    "feast": read_feast,
}
