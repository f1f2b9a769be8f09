"""What came of rockets where a question asks for what flies on them: told of the rocket, never of its cargo.

"Which missions failed?" where only "The rocket's third flight failed" is told; "Which satellites failed?" where of a
satellite nothing is told but that it was on the rocket that was lost.
"""

from collections.abc import Iterable, Mapping, Sequence

from kg.ask import statements
from kg.ask.dates import agree
from kg.ask.flight_days import launch_dates, launches_of, told_days
from kg.ask.flights import is_outcome
from kg.ask.lexicon import word_class
from kg.ask.plan import FOCUS, Found
from kg.ask.request import Request
from kg.model import Claim, Status, Story
from ontology import vocabulary

TYPES = ("LaunchVehicle",)
# what a rocket's flight is called, too
FLIGHTS = frozenset(("missions", "mission", "flights", "flight", "failures", "failure", "accidents", "attempts"))
ABOARD = (Status.ACTUAL, Status.ATTEMPTED, Status.FAILED)


def outcomes(request: Request, cargo: Found, *, told: bool) -> Found | None:
    """How rockets came out, as far as it bears on the question: of things of a kind, in stories that launch them so.

    None of a question for no outcome, for rockets themselves or of a place, and where things of the kind are `told`.
    """
    asked = {token.text for token in request.question.tokens}
    flights = request.focus.noun in FLIGHTS
    turns = asked & (word_class("failure_words") | word_class("success_words"))
    if not turns or request.focus.entities or not flies(request) or (told and not flights):
        return None
    claims = request.inquiry.claims(statements.OF_TYPE, types=list(TYPES), predicates=["OUTCOME", "LAUNCH_DATE"])
    if not flights:
        loads = [one for one in cargo.claims if carries(one, request)]
        claims = of_their_flights(claims, loads, [*claims, *cargo.claims], request.inquiry.stories)
    return Found(tuple(claims), request.inquiry.stories, {one.subject.id: FOCUS for one in claims}) if claims else None


def of_their_flights(
    claims: Sequence[Claim], loads: Iterable[Claim], known: Sequence[Claim], stories: Mapping[str, Story]
) -> list[Claim]:
    """Claims that may be of a flight on which a load was: of its rocket, its story and, where that is told, its day.

    What neither its own date nor its words date is not of a day of which it is told that the rocket came out otherwise.
    """
    launched = launch_dates(known, (Status.ACTUAL,))
    rode: dict[tuple[str, str], list[list[str]]] = {}
    for load in loads:
        if load.object:
            own = [load.when] if load.when else launched.get(load.subject.id, [])
            rode.setdefault((load.object.id, load.story), []).append(own)
    flights = {vehicle: launches_of(known, vehicle) for vehicle in sorted({one.subject.id for one in claims})}
    told = {one.id: told_days(one, flights[one.subject.id], stories) for one in claims}
    sure = {one.id: told_days(one, {}, stories) for one in claims}
    came_out: dict[str, list[tuple[str | None, str]]] = {}
    for one in claims:
        if is_outcome(one):
            came_out.setdefault(one.subject.id, []).extend((one.value, day) for day in sure[one.id])

    def flew(claim: Claim, own: Sequence[str]) -> bool:
        if not own or (told[claim.id] and not meet(own, told[claim.id])):
            return not own
        others = [day for value, day in came_out.get(claim.subject.id, ()) if value != claim.value]
        return bool(sure[claim.id]) or not meet(own, others)

    return [one for one in claims if any(flew(one, own) for own in rode.get((one.subject.id, one.story), ()))]


def meet(days: Iterable[str], others: Sequence[str]) -> bool:
    return any(agree(day, other) for day in days for other in others)


def flies(request: Request) -> bool:
    """Whether what is asked for flies on rockets, and is none itself."""
    known, types = vocabulary(), request.focus.types
    return bool(types) and all(known.is_a(one, "Craft") or one in ("Mission", "Instrument") for one in types)


def carries(claim: Claim, request: Request) -> bool:
    kinds = request.focus.types
    of_kind = any(vocabulary().is_a(claim.subject.type, kind) for kind in kinds)
    return claim.predicate == "LAUNCHED_ON" and claim.status in ABOARD and of_kind


def preface(request: Request, *, told: bool) -> str:
    """That what follows is of rockets alone."""
    if told:
        return "Of flights of rockets as such it holds:"
    if request.focus.noun in FLIGHTS:
        return f"The graph holds no {request.focus.noun} of which that is told but flights of rockets as such:"
    return f"The graph holds no {request.focus.noun} of which that is told; of rockets with which some flew it holds:"
