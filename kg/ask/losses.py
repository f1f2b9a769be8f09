"""When something failed: the day of the failure where a story tells it, else what dates its flight."""

from collections.abc import Sequence

from kg.ask import plan
from kg.ask.broad import is_trouble
from kg.ask.compose import Composer
from kg.ask.flight_days import days_of_flight
from kg.ask.flights import flies_again, flies_apart
from kg.ask.fusing import fuse
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point, is_date
from kg.ask.rank import ordered, points, sided
from kg.ask.request import Request, admit
from kg.model import Status

LIMIT = 4
TOLD = ("OUTCOME", "LANDED_ON", "LANDING_DATE", "LAUNCH_DATE", "MILESTONE")
FLOWN = ("LAUNCH_DATE", "LAUNCHED_ON", "LAUNCHED_FROM", "END_DATE")


def respond(request: Request) -> Composer:
    """Failures with their days; of one without a day that, and when its flight began or it ended."""
    found = plan.wide(request.inquiry, request.focus, [*plan.EVENTS, *TOLD, *FLOWN])
    composer = request.composer(found)
    failures = lost(found)
    dated = [point for point in failures if is_dated(point, found)]
    if not failures:
        admit(request, composer, found)
        return composer
    tell(composer, dated or failures)
    if not dated:
        flown = launched(found)
        composer.remark(f"The graph holds no day of that{'; days that it does hold:' if flown else '.'}")
        tell(composer, flown)
    return composer


def lost(found: Found) -> list[Point]:
    """What went wrong: an outcome first; of a landing in the sea of a rocket that failed before nothing is told."""
    claims = [claim for claim in sided(found, TOLD, (), (FOCUS, KIN)) if claim.value != "scrubbed"]
    told = ordered(points(found, claims), found, TOLD)
    failed = [point for point in told if is_loss(point)]
    ended = [point for point in failed if point.predicate != "MILESTONE"]
    came_out = [point for point in ended if point.predicate == "OUTCOME"]
    if came_out and any(flies_again(point.lead) for point in ended):
        ended = [point for point in ended if point.predicate != "LANDED_ON"]
    return ended or failed


def is_loss(point: Point) -> bool:
    return point.status is Status.FAILED if is_date(point.predicate) else is_trouble(point)


def is_dated(point: Point, found: Found) -> bool:
    """Whether the sentence will give a day: its own, or that of one of several flights."""
    if point.when or is_date(point.predicate):
        return True
    several = flies_apart([point], found.claims)
    return bool(several) and bool(days_of_flight(point.claims, found.claims, found.stories))


def launched(found: Found) -> list[Point]:
    told = ordered(points(found, sided(found, FLOWN, (), (FOCUS, KIN))), found, FLOWN)
    return [point for point in told if point.status is Status.ACTUAL and (point.when or is_date(point.predicate))]


def tell(composer: Composer, told: Sequence[Point]) -> None:
    for point in fuse(told)[:LIMIT]:
        composer.add(point)
