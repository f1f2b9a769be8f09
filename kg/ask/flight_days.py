"""The days of a flight that a claim tells of: by its own date, its words, or the launch that its story dates.

The day of a story dates no flight: a story of March may look back to a failure of the year before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.ask.clauses import is_past_perfect, telling
from kg.ask.dates import ANY_YEAR, MONTHS, WEEKDAYS, agree, bounds, exactness
from kg.ask.flight_numbers import numbers_said
from kg.ask.lexicon import word_class
from kg.ask.periods import LEADING, asked
from kg.ask.points import is_date
from kg.model import Claim, Status, Story

DAY = len("2031-01-02")
YEAR = len("2031")
SHORT_MONTHS = {month[:length].casefold(): month.casefold() for month in MONTHS for length in (3, 4)}
LONGEST = 1000  # characters of a sentence that are looked through
MOST_KEPT = 4096  # sentences whose dates are kept
FLOWN = ("LAUNCH_DATE", "OUTCOME")
CAME_OUT = ("failed", "partial", "succeeded")


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch of a vehicle: its day as EDTF, the sentences that tell of it, and how it came out, where they say so.

    Without a day it is one that came out otherwise than those that its story dates: "It succeeded", beside "It failed
    in 2029".
    """

    day: str
    sentences: frozenset[str]
    outcome: str = ""


Launches = Mapping[str, Sequence[Launch]]  # the launches of one vehicle by the id of their story


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


def days_of_news(claims: Sequence[Claim], known: Iterable[Claim], stories: Mapping[str, Story]) -> list[str]:
    """The day of the newest story that has claims on one vehicle, but for those that look back to another flight."""
    launches = launches_of(known, claims[0].subject.id)
    told = [claim.story for claim in claims if claim.story not in launches and not is_back(claim)]
    days = [(stories[story].published or "")[:DAY] for story in told if story in stories]
    return [max(days)] if any(days) else []


def said_days(claim: Claim, stories: Mapping[str, Story]) -> list[str]:
    """The date in the sentences of a claim: "in October 2021", "on Feb. 17", "on Thursday", as of its story's day.

    Of a clause that names the outcome, else of one that does not look back; where two disagree, neither is sure.
    """
    story = stories.get(claim.story)
    told = (story.published or "" if story else "")[:DAY]
    found = [day for evidence in claim.evidence for day in days_in(evidence.quote[:LONGEST], outcome_of(claim), told)]
    return agreed(found)


def outcome_of(claim: Claim) -> str:
    """What the claim says came about; of a cause, a failure."""
    return "succeeded" if claim.value == "succeeded" else "failed"


def agreed(days: Iterable[str]) -> list[str]:
    """The most exact of days that all agree."""
    told = sorted(set(days), key=lambda day: (-exactness(day), day))
    return told[:1] if told and all(agree(told[0], day) for day in told) else []


@lru_cache(maxsize=MOST_KEPT)
def days_in(sentence: str, outcome: str, told: str) -> tuple[str, ...]:
    """The dates that a sentence gives an outcome, in a story told on a day; kept: an answer asks again."""
    for clauses in telling(sentence, outcome):
        if found := [day for clause in clauses for day in days_of_clause(clause, told)]:
            return tuple(found)
    return ()


def days_of_clause(clause: Sequence[str], told: str) -> list[str]:
    words = [word.removesuffix("'s").removesuffix("’s") for word in clause]
    words = [SHORT_MONTHS.get(word, word) if dates_follow(words, place) else word for place, word in enumerate(words)]
    found = [day for period in asked(words) if (day := resolved(period, told, words))]
    found += [day for word in words if word in word_class("days_beside") and (day := beside(word, told))]
    # nothing has come about after its story
    return [day for day in dict.fromkeys(found) if not told or bounds(day)[0] <= told]


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
    """The one launch that the claim's story dates; none where it dates several: the claim may be of any of them.

    Of "had failed" only a launch in the same sentence, of "its maiden flight" one of the same number, of both none.
    """
    told = launches.get(claim.story, ())
    sentences = sentences_of(claim)
    numbers = numbers_of(sentences)
    if claim.predicate == "OUTCOME":
        told = [one for one in told if not one.outcome or one.outcome == claim.value]
    if is_back(claim):
        told = [one for one in told if not numbers and not sentences.isdisjoint(one.sentences)]
    elif numbers:
        told = [one for one in told if numbers_of(one.sentences) == numbers]
    return agreed(one.day for one in told) if all(one.day for one in told) else []


def is_back(claim: Claim) -> bool:
    """Whether its sentence looks back: "had failed"."""
    return any(is_past_perfect(sentence[:LONGEST], outcome_of(claim)) for sentence in sentences_of(claim))


def sentences_of(claim: Claim) -> frozenset[str]:
    return frozenset(evidence.quote for evidence in claim.evidence)


def numbers_of(sentences: Iterable[str]) -> set[int]:
    return {number for sentence in sentences for number in numbers_said(sentence[:LONGEST].casefold())}


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
    found: dict[str, list[Launch]] = {}
    loose: dict[str, list[Launch]] = {}
    for claim in known:
        outcome = claim.value or "" if claim.predicate == "OUTCOME" and claim.value in CAME_OUT else ""
        if day := launch_day(claim, vehicle):
            found.setdefault(claim.story, []).append(Launch(day, sentences_of(claim), outcome))
        elif outcome and claim.subject.id == vehicle and claim.status is Status.ACTUAL and not claim.when:
            loose.setdefault(claim.story, []).append(Launch("", sentences_of(claim), outcome))
    for story, told in found.items():
        ways = {one.outcome for one in told if one.outcome}
        told += [one for one in loose.get(story, ()) if ways and one.outcome not in ways]
    return found
