"""The occasion that a question names: a day, month or year, or the flight by its number ("the seventh test flight")."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.ask.compose import Composer
from kg.ask.dates import MONTHS, WEEKDAYS, bounds, in_words, lies_in
from kg.ask.flight_days import days_of_flight
from kg.ask.flight_numbers import FIRST, FLIGHTS, NUMBERED, NUMBERS, numbers_said
from kg.ask.flights import FLOWN_AGAIN, flies_again, flight_of_cause, is_outcome
from kg.ask.lexicon import word_class
from kg.ask.listing import falls_in, periods_of
from kg.ask.names import joined
from kg.ask.plan import Found
from kg.ask.points import Point, is_date, published
from kg.ask.request import Request
from kg.model import Claim
from ontology import vocabulary

# intents of what comes about on a day between two, and may hold more than once
DATED = ("members", "contracts", "investors", "partners", "acquisition")
SINCE = frozenset(("since", "year", "month"))
FLIES = ("Craft", "Mission", "LaunchVehicle", "Stage")
OF_A_FLIGHT = frozenset(("OUTCOME", "CAUSE", "CONSEQUENCE", "LANDED_ON"))
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
        kept = self.numbered(points) or list(points)
        return [point for point in kept if not self.periods or any(is_dated(point, one, found) for one in self.periods)]

    def numbered(self, points: Sequence[Point]) -> list[Point]:
        return [point for point in points if is_of(point, self.number)] if self.number else []

    def is_told(self, points: Sequence[Point], found: Found) -> bool:
        """Whether some of them are of the occasion for sure: a yes or no may rest on them."""
        return bool(self.of(points, found)) and (not self.number or bool(self.numbered(points)))

    def undated(self, points: Sequence[Point], found: Found) -> list[Point]:
        """Those on a vehicle that may be of the time: nothing dates their flight, and no story of theirs is older."""
        first = min((bounds(period)[0] for period in self.periods), default="")
        return [
            point
            for point in points
            if may_be_of_any(point)
            and not days_of_flight(point.claims, found.claims, found.stories)
            and published(point, found.stories) >= first
        ]


def told_of(request: Request, composer: Composer, points: Sequence[Point], found: Found) -> list[Point]:
    """What is told of the flight or time that a question names, else what may be of it, and says so."""
    asked = occasion(request)
    if asked.number and any(may_be_of_any(point) for point in points) and not asked.numbered(points):
        composer.remark(f"{unnumbered(asked.number)}; what it tells of flights:")
    kept = asked.of(points, found)
    if kept or not asked.periods:
        return kept
    loose = asked.undated(points, found)
    if loose:
        composer.remark(without_day(loose, found))
    return loose


def without_day(points: Sequence[Point], found: Found) -> str:
    """ "The story of 30 April 2025 does not say when:" """
    days = sorted({published(point, found.stories)[: len("2031-01-02")] for point in points})
    of_days = f" of {joined([in_words(day) for day in days])}" if all(days) else ""
    return f"The stories{of_days} do not say when:" if len(days) > 1 else f"The story{of_days} does not say when:"


def unnumbered(number: int) -> str:
    flight = f"the {NUMBERS[number - 1]} flight" if number <= len(NUMBERS) else f"flight {number}"
    return f"No story that the graph holds says outright that it is of {flight}"


def may_be_of_any(point: Point) -> bool:
    """Whether it is of one of many flights of a vehicle."""
    return flies_again(point.lead) and point.predicate in OF_A_FLIGHT


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
        again = set(tokens[place + 1 :]) & SINCE  # "the first flight since a failure" is no first one
        if (token in NUMBERS[1:] or (token in FIRST and not again)) and FLIGHTS & set(
            tokens[place + 1 : place + 1 + BESIDE]
        ):
            return NUMBERS.index(token) + 1 if token in NUMBERS else 1
        if (match := NUMBERED.fullmatch(token)) and len(match[1]) < len("2025"):
            behind = token != match[1] and FLIGHTS & set(tokens[place + 1 : place + 1 + BESIDE])
            if behind or FLIGHTS & set(tokens[max(0, place - 1) : place]):
                return int(match[1])
    return 0


def is_of(point: Point, number: int) -> bool:
    """Whether a sentence that says so names the flight by its number, and no other flight."""
    return any(numbers_said(quote.casefold()) == {number} for claim in point.claims for quote in quotes_of(claim))


def quotes_of(claim: Claim) -> list[str]:
    """The sentences of a claim; of a date only those that tell its month, for the next may speak of another flight."""
    quotes = [one.quote for one in claim.evidence]
    month = (claim.value or "")[len("2031-") : len("2031-01")] if is_date(claim.predicate) else ""
    if not month.isdigit() or not 0 < int(month) <= len(MONTHS):
        return quotes
    return [quote for quote in quotes if MONTHS[int(month) - 1][: len("Jan")] in quote] or quotes


def is_dated(point: Point, period: str, found: Found) -> bool:
    """Whether a claim, what is told else of its subject, or the story itself is of that time.

    A rocket flies again and again: of it only what the same story tells of that flight counts.
    """
    if may_be_of_any(point):
        return any(lies_in(day, period) for day in days_of_flight(point.claims, found.claims, found.stories))
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


def of_lost_flights(request: Request, composer: Composer, causes: Sequence[Point]) -> list[Point]:
    """ "Why did it fail?": no cause of what befell a flight that came off, such as its delay."""
    asked = {token.text for token in request.question.tokens}
    if asked.isdisjoint(word_class("failure_words")):
        return list(causes)
    flights = [flight_of_cause(point, composer.known, composer.inquiry.stories) for point in causes]
    pairs = zip(causes, flights, strict=True)
    return [point for point, flight in pairs if not flight or flight.is_lost or not flight.outcomes]


def unexplained(composer: Composer, told: Sequence[Point], causes: Sequence[Point]) -> list[str]:
    """The flights, in words, of which nothing that is told explains anything."""

    def words_of(chosen: Sequence[Point]) -> list[str]:
        told = (flight_of_cause(point, composer.known, composer.inquiry.stories) for point in chosen)
        return [flight.words if flight else "" for flight in told]

    known = set(words_of(told))
    return [one for one in dict.fromkeys(words_of(causes)) if one and one not in known]


def of_time(request: Request, found: Found, told: list[Point]) -> list[Point]:
    """Of what was told of those days that a question names, where some of it was; else all."""
    periods = periods_of(request) if request.intent.name in DATED else []
    dated = [point for point in told if point.when and not is_date(point.predicate)]
    return [point for point in dated if any(falls_in(point, one, found.stories) for one in periods)] or told


def of_other_times(request: Request, found: Found, told: Sequence[Point]) -> str:
    """That all of it was told of other days than those that a question names; empty where that is not so."""
    periods = periods_of(request) if request.intent.name in DATED else []
    dated = [point for point in told if point.when and not is_date(point.predicate)]
    if not periods or not dated or len(dated) < len(told):
        return ""
    meets = any(falls_in(point, one, found.stories) for point in dated for one in periods)
    return "" if meets else "The graph holds nothing on that time; what it holds:"
