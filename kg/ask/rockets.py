"""What came of rockets where a question asks for what flies on them: told of the rocket, never of its cargo.

"Which missions failed?" where only "The rocket's third flight failed" is told; "Which satellites failed?" where of a
satellite nothing is told but that it was on the rocket that was lost.
"""

from collections.abc import Iterable, Sequence

from kg.ask import statements
from kg.ask.dates import agree
from kg.ask.flight_days import dating, launch_dates, told_days
from kg.ask.flights import is_outcome
from kg.ask.lexicon import word_class
from kg.ask.plan import FOCUS, Found
from kg.ask.request import Request
from kg.model import Claim, Status
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
        known = [*claims, *cargo.claims]
        claims = [one for one in claims if any(flew_so(load, one, known, request) for load in loads)]
    return Found(tuple(claims), request.inquiry.stories, {one.subject.id: FOCUS for one in claims}) if claims else None


def flew_so(load: Claim, claim: Claim, known: Sequence[Claim], request: Request) -> bool:
    """Whether a claim may be of the flight on which something was: of that rocket, story and, where told, day."""
    vehicle = claim.subject.id
    if not load.object or (load.object.id, load.story) != (vehicle, claim.story):
        return False
    stories = request.inquiry.stories
    launches = dating(known, vehicle)
    own = [load.when] if load.when else launch_dates(known, (Status.ACTUAL,)).get(load.subject.id, [])
    told = told_days(claim, launches, stories)
    if told:
        return not own or meet(own, told)
    rivals = [one for one in known if one.subject.id == vehicle and is_outcome(one) and one.value != claim.value]
    return not any(meet(own, told_days(one, launches, stories)) for one in rivals)


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
