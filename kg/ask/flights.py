"""Flights of one vehicle: what came of one of them is not said of the vehicle as a whole."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.ask.dates import bounds, exactness, in_words
from kg.ask.flight_days import CAME_OUT, Launches, launches_of, told_days
from kg.ask.flight_numbers import FLIGHTS, NUMBERS
from kg.ask.points import Point
from kg.model import Claim, Status, Story
from ontology import vocabulary

FLOWN_AGAIN = ("LaunchVehicle", "Stage", "Capsule", "Spaceplane")
# behind an ordinal no flight's: "the third minute of flight", "the second stage landing"
TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
OTHERS = (*TIMES, "stage", "burn", "engine", "of", "in", "on", "at", "to")
# no first one: "the first flight since a failure" is none
NUMBERED = re.compile(
    rf"\b((?:[a-z]+ty-)?(?:{'|'.join(NUMBERS[1:])})|[a-z]+ty-first|\d+(?:st|nd|rd|th))"
    rf"(?:[ -](?!(?:{'|'.join(OTHERS)})s?\b)\w+){{0,2}}[ -](?:{'|'.join(sorted(FLIGHTS))})\b"
)
NEWS = 10  # days within which stories tell of one flight
DAY = len("2031-01-02")


@dataclass(frozen=True, slots=True)
class Flight:
    """What stories say came of one flight: claims by their value, and the flight in words ("on its seventh flight").

    Where nothing tells it from others, it is `told` only by whose story it stands in ("by a story of 3 May 2031").
    """

    outcomes: Mapping[str, tuple[Claim, ...]]
    words: str
    told: bool = False

    @property
    def is_lost(self) -> bool:
        return not self.outcomes.keys().isdisjoint(("failed", "partial"))


def is_outcome(claim: Claim) -> bool:
    return (
        flies_again(claim)
        and claim.predicate == "OUTCOME"
        and claim.status is Status.ACTUAL
        and claim.value in CAME_OUT
    )


def flies_again(claim: Claim) -> bool:
    return any(vocabulary().is_a(claim.subject.type, kind) for kind in FLOWN_AGAIN)


def flies_apart(points: Iterable[Point], known: Iterable[Claim]) -> list[Point]:
    """The points on how a vehicle came out whose flights came out in several ways."""
    ways: dict[str, set[str | None]] = {}
    for claim in known:
        if is_outcome(claim):
            ways.setdefault(claim.subject.id, set()).add(claim.value)
    return [one for one in points if is_outcome(one.lead) and len(ways.get(one.lead.subject.id, ())) > 1]


def flights(point: Point, known: Iterable[Claim], stories: Mapping[str, Story]) -> list[Flight]:
    """The flights that a point on how a vehicle came out is about; none where all came out alike."""
    if not is_outcome(point.lead):
        return []
    known = list(known)
    told = [claim for claim in of_subject(point, known) if is_outcome(claim)]
    launches = launches_of(known, point.lead.subject.id)
    if len({claim.value for claim in told}) < 2:
        return []
    own = {claim.id for claim in point.claims}
    groups = by_flight(told, launches, stories)
    return [flight_of(group, launches, stories) for group in groups if any(claim.id in own for claim in group)]


def flight_of_cause(point: Point, known: Iterable[Claim], stories: Mapping[str, Story]) -> Flight | None:
    """Which of several flights a cause is given of; None where there is but one."""
    if point.predicate != "CAUSE" or not flies_again(point.lead):
        return None
    known = list(known)
    told = [claim for claim in of_subject(point, known) if claim.predicate == "CAUSE" or is_outcome(claim)]
    launches = launches_of(known, point.lead.subject.id)
    groups = by_flight(told, launches, stories)
    own = [group for group in groups if any(claim in group for claim in point.claims)]
    return flight_of(own[0], launches, stories) if len(own) == 1 < len(groups) else None


def of_subject(point: Point, known: Iterable[Claim]) -> list[Claim]:
    return list({claim.id: claim for claim in known if claim.subject.id == point.lead.subject.id}.values())


def by_flight(claims: Iterable[Claim], launches: Launches, stories: Mapping[str, Story]) -> list[list[Claim]]:
    """Claims of one vehicle in order, apart where more days lie between them than one flight is in the news.

    What nothing dates but its story goes with a flight of those days unless it says the contrary: then it may be of
    another one that the story looks back to.
    """
    days = {claim.id: (claim, told_days(claim, launches, stories)) for claim in claims}
    placed = {name: (day_by(told, claim, stories), claim) for name, (claim, told) in days.items()}
    groups = near_in_time(placed[name] for name, (_, told) in days.items() if told)
    spans = [(group[0][0], group[-1][0]) for group in groups]
    ways = [{claim.value for _, claim in group if is_outcome(claim)} for group in groups]
    alone = []
    for day, claim in (placed[name] for name, (_, told) in days.items() if not told):
        near = [place for place, span in enumerate(spans) if is_near(day, span) and not contradicts(claim, ways[place])]
        groups[near[0]].append((day, claim)) if near else alone.append((day, claim))
    groups += near_in_time(alone)
    groups.sort(key=lambda group: min(day for day, _ in group))
    return [[claim for _, claim in group] for group in groups]


def near_in_time(placed: Iterable[tuple[date, Claim]]) -> list[list[tuple[date, Claim]]]:
    groups: list[list[tuple[date, Claim]]] = []
    for day, claim in sorted(placed, key=lambda one: (one[0], one[1].id)):
        if not groups or (day - groups[-1][-1][0]).days > NEWS:
            groups.append([])
        groups[-1].append((day, claim))
    return groups


def is_near(day: date, span: tuple[date, date]) -> bool:
    """Whether a day is no further from the first and last day of a flight's claims than it is in the news."""
    return (span[0] - day).days <= NEWS and (day - span[1]).days <= NEWS


def contradicts(claim: Claim, ways: Collection[str | None]) -> bool:
    return is_outcome(claim) and any(way != claim.value for way in ways)


def day_of(claim: Claim, launches: Launches, stories: Mapping[str, Story]) -> date:
    """The day of a flight, as far as its claim or story tells it, else that of the story itself."""
    return day_by(told_days(claim, launches, stories), claim, stories)


def day_by(days: Sequence[str], claim: Claim, stories: Mapping[str, Story]) -> date:
    """The first day of the first of some EDTF dates, else that of the claim's story."""
    told = next(iter(days), "") or published(claim, stories)
    told = bounds(told)[0] if told else ""
    year, month, number = (int(part or 1) for part in (*told.split("-"), "", "", "")[:3])
    try:
        return date(max(year, 1), max(month, 1), max(number, 1))
    except ValueError:  # a month of more days than it has
        return date(max(year, 1), 1, 1)


def published(claim: Claim, stories: Mapping[str, Story]) -> str:
    return (stories[claim.story].published or "" if claim.story in stories else "")[:DAY]


def flight_of(group: Sequence[Claim], launches: Launches, stories: Mapping[str, Story]) -> Flight:
    outcomes: dict[str, tuple[Claim, ...]] = {}
    for claim in sorted((one for one in group if is_outcome(one)), key=lambda one: CAME_OUT.index(one.value or "")):
        outcomes[claim.value or ""] = (*outcomes.get(claim.value or "", ()), claim)
    named = name_of(group, launches, stories)
    dated = all(any(told_days(one, launches, stories) for one in claims) for claims in outcomes.values())
    return Flight(outcomes, f"on {named}" if named else by_story(group, stories), not (named and dated))


def name_of(group: Sequence[Claim], launches: Launches, stories: Mapping[str, Story]) -> str:
    """By its number, else by its day; empty where it is told by neither."""
    quotes = " ".join(one.quote for claim in group for one in claim.evidence).casefold()
    numbers = set(NUMBERED.findall(quotes))
    if len(numbers) == 1:
        return f"its {numbers.pop()} flight"
    days = [day for claim in group for day in told_days(claim, launches, stories)]
    return f"the flight of {in_words(max(days, key=lambda day: (exactness(day), day)))}" if days else ""


def by_story(group: Sequence[Claim], stories: Mapping[str, Story]) -> str:
    latest = max(published(claim, stories) for claim in group)
    what = "stories" if len({claim.story for claim in group}) > 1 else "a story"
    return f"by {what} of {in_words(latest)}" if latest else f"by {what} without a date"
