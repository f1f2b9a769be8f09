"""The days of a flight that a claim tells of: by its own date, its words, or the launch that its story dates.

The day of a story dates no flight: a story of March may look back to a failure of the year before.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from kg.ask.dates import ANY_YEAR, MONTHS, WEEKDAYS, agree, bounds, exactness
from kg.ask.lexicon import word_class
from kg.ask.periods import LEADING, asked
from kg.ask.points import is_date
from kg.model import Claim, Status, Story

DAY = len("2031-01-02")
YEAR = len("2031")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SHORT_MONTHS = {month[:length].casefold(): month.casefold() for month in MONTHS for length in (3, 4)}
LONGEST = 1000  # characters of a sentence that are looked through
MOST_KEPT = 4096  # sentences whose dates are kept
FLOWN = ("LAUNCH_DATE", "OUTCOME")
Launches = Mapping[str, Sequence[str]]  # the days of one vehicle's launches by the id of their story


def told_days(claim: Claim, launches: Launches, stories: Mapping[str, Story]) -> list[str]:
    """EDTF dates of the flight that a claim on a vehicle is about; none where neither it nor its story tells them."""
    if claim.when:
        return [claim.when]
    if is_date(claim.predicate) and claim.value:
        return [claim.value]
    return said_days(claim, stories) or story_days(claim, launches)


def days_of_flight(claims: Sequence[Claim], known: Iterable[Claim], stories: Mapping[str, Story]) -> list[str]:
    """The days that claims on one vehicle tell of their flights; `known` are all claims at hand."""
    launches = launches_of(known, claims[0].subject.id)
    return [day for claim in claims for day in told_days(claim, launches, stories)]


def said_days(claim: Claim, stories: Mapping[str, Story]) -> list[str]:
    """The dates in the sentences of a claim: "in October 2021", "on Feb. 17", "on Thursday", as of its story's day."""
    story = stories.get(claim.story)
    told = (story.published or "" if story else "")[:DAY]
    found = [day for evidence in claim.evidence for day in days_in(evidence.quote[:LONGEST], told)]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=MOST_KEPT)
def days_in(sentence: str, told: str) -> tuple[str, ...]:
    """The dates in a sentence of a story that was told on a day; one answer comes back to it again and again."""
    words = [word.casefold() for word in WORD.findall(sentence)]
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    words = [SHORT_MONTHS.get(word, word) if dates_follow(words, place) else word for place, word in enumerate(words)]
    found = [day for period in asked(words) if (day := resolved(period, told, words))]
    found += [day for word in words if word in word_class("days_beside") and (day := beside(word, told))]
    # nothing has come about after its story
    return tuple(day for day in dict.fromkeys(found) if not told or bounds(day)[0] <= told)


def dates_follow(words: Sequence[str], place: int) -> bool:
    """Whether a short name of a month is one: "Feb 17", "in Feb"; not "mar"."""
    return any(word.isdigit() for word in words[place + 1 : place + 2]) or words[max(0, place - 1)] in LEADING


def resolved(period: str, told: str, words: Sequence[str]) -> str:
    """A date of a sentence in full; empty where it is none of a flight's, or the story has no day to tell it by."""
    if "/" in period:
        return ""
    if len(period) == YEAR and period.isdigit():
        places = [place for place, word in enumerate(words) if word == period]
        return period if any(words[max(0, place - 1)] in LEADING for place in places) else ""
    if period in WEEKDAYS:
        return last_weekday(period, told)
    if period.startswith(ANY_YEAR):
        year = told[:YEAR]
        if not year.isdigit():
            return ""
        rest = period.removeprefix(ANY_YEAR)
        this = f"{year}-{rest}"
        return this if bounds(this)[0] <= told else f"{int(year) - 1:04d}-{rest}"
    return period


def last_weekday(name: str, told: str) -> str:
    try:
        day = date.fromisoformat(told)
    except ValueError:  # a month or a year, or none
        return ""
    return (day - timedelta(days=(day.weekday() - WEEKDAYS.index(name)) % 7)).isoformat()


def beside(word: str, told: str) -> str:
    """ "today", "yesterday" as of the story's day."""
    try:
        return (date.fromisoformat(told) - timedelta(days=word == "yesterday")).isoformat()
    except ValueError:
        return ""


def story_days(claim: Claim, launches: Launches) -> list[str]:
    """The one launch that the claim's story dates; none where it dates several: the claim may be of any of them."""
    told = sorted(set(launches.get(claim.story, ())), key=lambda day: (-exactness(day), day))
    return told[:1] if told and all(agree(told[0], day) for day in told) else []


def launch_day(claim: Claim, vehicle: str) -> str:
    """The day on which a claim has the vehicle fly, or something ride on it; empty where it tells none."""
    rides = claim.predicate == "LAUNCHED_ON" and claim.object is not None and claim.object.id == vehicle
    flies = claim.predicate in FLOWN and claim.subject.id == vehicle
    if claim.status is not Status.ACTUAL or not (rides or flies):
        return ""
    day = (claim.value if is_date(claim.predicate) else claim.when) or ""
    return "" if "/" in day else day


def launch_dates(claims: Iterable[Claim], statuses: Collection[Status]) -> dict[str, list[str]]:
    """The days on which things were launched, or are to be where `statuses` has plans, by their ids."""
    dates: dict[str, list[str]] = {}
    for claim in claims:
        if claim.predicate == "LAUNCH_DATE" and claim.value and claim.status in statuses:
            dates.setdefault(claim.subject.id, []).append(claim.value)
    return dates


def launches_of(known: Iterable[Claim], vehicle: str) -> Launches:
    """The days on which each story has the vehicle fly."""
    found: dict[str, list[str]] = {}
    for claim in known:
        if day := launch_day(claim, vehicle):
            found.setdefault(claim.story, []).append(day)
    return found
