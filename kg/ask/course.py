"""How we got here: dated claims in order of their dates, with what stories themselves call background."""

import re

from kg.ask import plan
from kg.ask.compose import Composer
from kg.ask.dates import bounds
from kg.ask.fusing import fuse
from kg.ask.listing import falls_in, periods_of
from kg.ask.plan import FLEET, FOCUS, KIN, OWNER, Found
from kg.ask.points import Point, is_date
from kg.ask.rank import points
from kg.ask.request import Request, admit
from kg.ask.unclear import content_words, overlap, stem
from kg.model import Claim, Status

LIMIT = 8
SHORTEST = len("hit")
ASKING = frozenset(("when", "date", "dates"))


def respond(request: Request) -> Composer:
    found = plan.wide(request.inquiry, request.focus, [*plan.EVENTS, "DISTINCTION"])
    composer = request.composer(found)
    chosen = [claim for claim in found.claims if belongs(claim, found)]
    periods = periods_of(request)
    told = [
        point
        for point in points(found, chosen)
        if not periods or any(falls_in(point, period, {}) for period in periods if day_of(point))
    ]
    dated = sorted((point for point in told if day_of(point)), key=order)
    undated = [point for point in told if not day_of(point) and in_background(point.lead, found)]
    if request.intent.name == "when" and (stems := {stem(word) for word in content_words(request, SHORTEST)} - ASKING):
        dated, undated = [point for point in dated if is_near(point, found)], []
        named = [point for point in dated if overlap(point, stems)]
        if dated and not named:
            composer.remark("The graph holds no outright answer to that; dates that it does hold:")
        dated = named or dated
    if not dated and not undated:
        admit(request, composer, found)
        return composer
    shown = fuse([*undated[:2], *trimmed(dated)]) if undated else fuse(trimmed(dated))
    for point in shown[:LIMIT]:
        composer.add(point)
    return composer


def is_near(point: Point, found: Found) -> bool:
    """Whether it is of what the question names, not of what else its owner flies."""
    return any(found.rings.get(entity.id) in (FOCUS, KIN) for entity in point.first)


def belongs(claim: Claim, found: Found) -> bool:
    if claim.predicate not in plan.EVENTS and not in_background(claim, found):
        return False
    if claim.status in (Status.DENIED, Status.POSSIBLE):
        return False
    ring = found.subject_ring(claim)
    if ring in (FOCUS, KIN):
        return True
    notable = claim.predicate in ("OUTCOME", "LANDED_ON", "MILESTONE", "LAUNCH_DATE", "LANDING_DATE", "FOUNDED_DATE")
    return ring in (OWNER, FLEET) and notable


def in_background(claim: Claim, found: Found) -> bool:
    story = found.stories.get(claim.story)
    start = claim.evidence[0].start if claim.evidence else -1
    return story is not None and any(
        part.kind == "background" and part.start <= start < part.end for part in story.sections
    )


def day_of(point: Point) -> str | None:
    return point.value if is_date(point.predicate) else point.when


def order(point: Point) -> tuple[str, str, str, str]:
    start, end = bounds(day_of(point) or "")
    return (start if start != "0000-00-00" else end), end, point.predicate, point.lead.id


def trimmed(dated: list[Point]) -> list[Point]:
    """The events that say most, where there are too many for one answer; still in order."""
    if len(dated) <= LIMIT:
        return dated
    best = sorted(dated, key=lambda point: (-len(point.claims), -point.lead.confidence, order(point)))[:LIMIT]
    return [point for point in dated if point in best]


def passing(request: Request) -> Composer | None:
    """ "When will it fly by the Earth?": dated events whose words name the other; None without such."""
    found = plan.wide(request.inquiry, request.focus, [*plan.EVENTS])
    names = [name.casefold() for one in request.focus.entities[1:] for name in (one.name, *one.aliases)]
    told = [
        point
        for point in points(found, [claim for claim in found.claims if belongs(claim, found)])
        if point.predicate == "MILESTONE"
        and point.when
        and is_near(point, found)
        and any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", (point.value or "").casefold()) for name in names)
    ]
    if not told:
        return None
    composer = request.composer(found)
    composer.remark("The graph holds no outright answer to that; dates that it does hold:")
    for point in sorted(told, key=order)[:LIMIT]:
        composer.add(point)
    return composer
