"""The occasion that a question names: a day, month or year, or the flight by its number ("the seventh test flight")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.ask.dates import WEEKDAYS, in_words, lies_in
from kg.ask.flights import FLIGHTS, FLOWN_AGAIN, NUMBERS, is_outcome
from kg.ask.listing import periods_of
from kg.ask.names import joined
from kg.ask.plan import Found
from kg.ask.points import Point, is_date, published
from kg.ask.request import Request
from kg.model import Claim
from ontology import vocabulary

NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)?")
FLIES = ("Craft", "Mission", "LaunchVehicle", "Stage")
BESIDE = 3  # words from a number to its flight


@dataclass(frozen=True, slots=True)
class Occasion:
    """`periods` are EDTF, `number` that of the flight, 0 where none is named."""

    periods: tuple[str, ...]
    number: int

    @property
    def in_words(self) -> str:
        return joined([in_words(period) for period in self.periods])

    @property
    def adverbial(self) -> str:
        """ "on Friday", "on 24 August", "in July 2020"."""
        return joined([f"{'on' if is_day_of(period) else 'in'} {in_words(period)}" for period in self.periods])

    def of(self, points: Sequence[Point], found: Found) -> list[Point]:
        """Those of the occasion; of a number that no sentence tells, all."""
        points = [one for point in points for one in by_flight(point)]
        kept = [point for point in points if is_of(point, self.number)] if self.number else []
        kept = kept or list(points)
        return [point for point in kept if not self.periods or any(is_dated(point, one, found) for one in self.periods)]


def by_flight(point: Point) -> list[Point]:
    """How a vehicle came out, by each story alone: one may tell of another flight than the next."""
    if not is_outcome(point.lead):
        return [point]
    told = {claim.story: tuple(one for one in point.claims if one.story == claim.story) for claim in point.claims}
    return [replace(point, claims=claims) for claims in told.values()]


def occasion(request: Request) -> Occasion:
    """What a question names; empty where it names nothing of the kind."""
    # names are out of the way in the focus's words: "Mission 2" is no second one
    return Occasion(tuple(periods_of(request)), number_of(request.focus.words.split()))


def is_day_of(period: str) -> bool:
    return period in WEEKDAYS or period.count("-") == 2  # of month and day


def number_of(tokens: Sequence[str]) -> int:
    """The number of a flight: "seventh test flight", "flight 7"; 0 where none is named."""
    for place, token in enumerate(tokens):
        if token in NUMBERS[1:] and FLIGHTS & set(tokens[place + 1 : place + 1 + BESIDE]):
            return NUMBERS.index(token) + 1
        if (match := NUMBERED.fullmatch(token)) and len(match[1]) < len("2025"):
            behind = token != match[1] and FLIGHTS & set(tokens[place + 1 : place + 1 + BESIDE])
            if behind or FLIGHTS & set(tokens[max(0, place - 1) : place]):
                return int(match[1])
    return 0


def is_of(point: Point, number: int) -> bool:
    """Whether a sentence that says so names the flight by its number."""
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold()
    ordinal = rf"(?:{number}(?:st|nd|rd|th){'|' + NUMBERS[number - 1] if number <= len(NUMBERS) else ''})"
    flights = "|".join(sorted(FLIGHTS))
    return bool(re.search(rf"\b{ordinal}(?:[ -]\w+){{0,2}}[ -](?:{flights})|\b(?:{flights}) {number}\b", said))


def is_dated(point: Point, period: str, found: Found) -> bool:
    """Whether a claim, what is told else of its subject, or the story itself is of that time.

    A rocket flies again and again: of it only what the same story tells counts.
    """
    beside = [claim for claim in found.claims if any(is_beside(claim, one) for one in point.claims)]
    dates = [claim.when for claim in (*point.claims, *beside) if claim.when]
    dates += [claim.value for claim in beside if claim.value and is_date(claim.predicate)]
    return any(lies_in(date, period) for date in (*dates, published(point, found.stories)) if date)


def is_beside(claim: Claim, other: Claim) -> bool:
    """Whether a claim dates another one: of the same flight, of a rocket in the same story."""
    flies = any(vocabulary().is_a(other.subject.type, kind) for kind in FLIES)
    again = any(vocabulary().is_a(other.subject.type, kind) for kind in FLOWN_AGAIN)
    same = claim.subject.id == other.subject.id and flies and other.predicate != "SAID"
    return same and (claim.story == other.story or not again)
