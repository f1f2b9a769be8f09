"""Which things of a kind: "Which landers failed?", "List companies", "Which rovers carry instruments?"."""

from collections.abc import Sequence
from dataclasses import replace

from kg.ask import plan, statements
from kg.ask.compose import Composer
from kg.ask.lexicon import word_class
from kg.ask.names import in_sentence, joined
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point, published
from kg.ask.rank import points
from kg.ask.request import Request, nothing_on
from kg.ask.sentences import background_of
from kg.model import Claim, Status

LIMIT = 8
WHAT_MAKES_ONE = (
    "OPERATED_BY",
    "BUILT_BY",
    "HEADQUARTERED_IN",
    "WORKS_FOR",
    "LED_BY",
    "PART_OF",
    "LOCATED_IN",
    "OUTCOME",
)


def respond(request: Request) -> Composer:
    """The things of the kind asked for, those that the question's words fit; each with what it is listed for."""
    asked = {token.text for token in request.question.tokens}
    wanted = condition(request, asked)
    claims = request.reading.claims(
        statements.OF_TYPE, types=subtypes(request.focus.types), predicates=sorted({*wanted, *plan.CONTEXT})
    )
    stories = request.reading.stories
    found = Found(tuple(claims), stories, {claim.subject.id: FOCUS for claim in claims})
    composer = Composer(request.reading, background_of(claims))
    chosen = [claim for claim in claims if fits(claim, wanted, asked)]
    chosen = with_places(chosen, claims, request)
    years = [word for word in asked if word.isdigit() and len(word) == 4]
    told = [point for point in points(found, chosen) if not years or any(year in dates_of(point) for year in years)]
    told.sort(
        key=lambda point: (
            point.first[0].described,
            tuple(-ord(mark) for mark in published(point, stories)),
            point.lead.id,
        )
    )
    groups = grouped(told)
    if not groups:
        composer.remark(
            nothing_on([f"{request.focus.noun} of that kind" if request.focus.noun else "things of that kind"])
        )
        return composer
    for point in groups[:LIMIT]:
        composer.add(point)
    if len(groups) > LIMIT:
        rest = joined(sorted({in_sentence(one) for point in groups[LIMIT:] for one in point.first})[:30])
        composer.remark(f"Others that the graph holds: {rest}.")
    return composer


def subtypes(types: Sequence[str]) -> list[str]:
    from ontology import vocabulary

    known = vocabulary().types
    return sorted(name for name, one in known.items() if set(one.line) & set(types))


def condition(request: Request, asked: set[str]) -> tuple[str, ...]:
    """Predicates that the question's verb stands for; without one, what shows that there is such a thing."""
    if asked & (word_class("failure_words") | word_class("success_words")):
        return ("OUTCOME", "LANDED_ON")
    if asked & {"land", "landed", "landing", "reached", "reach", "touched"}:
        return ("LANDED_ON",)
    if request.intent.name == "identity":
        return WHAT_MAKES_ONE
    if request.intent.style == "plans":
        return ("LAUNCH_DATE", "OPERATED_BY", "TARGETS", "PART_OF")
    predicates = plan.relations_of(request.intent)
    return tuple(sorted(predicates)) or WHAT_MAKES_ONE


def fits(claim: Claim, wanted: Sequence[str], asked: set[str]) -> bool:
    if claim.predicate not in wanted or claim.status is Status.DENIED:
        return False
    if asked & word_class("failure_words"):
        return (
            claim.predicate == "OUTCOME" and claim.value in ("failed", "partial") and claim.status is Status.ACTUAL
        ) or (claim.predicate == "LANDED_ON" and claim.status is Status.FAILED)
    if asked & word_class("success_words"):
        return claim.status is Status.ACTUAL and (claim.value == "succeeded" or claim.predicate == "LANDED_ON")
    if asked & {"planned", "upcoming", "scheduled", "next", "future"}:
        return claim.status is Status.PLANNED
    if asked & {"landed", "reached", "launched", "flew", "flown"}:
        return claim.status is Status.ACTUAL
    return True


def with_places(chosen: Sequence[Claim], claims: Sequence[Claim], request: Request) -> list[Claim]:
    """Only of what has to do with everything that the question names."""
    kept = list(chosen)
    for entity in request.focus.entities:
        related = {claim.subject.id for claim in claims if claim.object and claim.object.id == entity.id}
        kept = [claim for claim in kept if claim.subject.id in related] or kept
    return kept


def dates_of(point: Point) -> str:
    return " ".join(filter(None, (point.when, *(claim.when for claim in point.claims), point.value)))


def grouped(told: Sequence[Point]) -> list[Point]:
    """Things of which the same is said, in one sentence: "Resilience and Athena failed"; each thing once."""
    seen: set[str] = set()
    merged: dict[tuple[object, ...], Point] = {}
    for point in told:
        identity = point.first[0].id
        if identity in seen:
            continue
        seen.add(identity)
        key = (point.predicate, point.value, point.status, tuple(one.id for one in point.others), point.when)
        if point.attribution:
            key = (*key, identity)
        known = merged.get(key)
        if known is None:
            merged[key] = point
        else:
            merged[key] = replace(known, first=(*known.first, *point.first), claims=(*known.claims, *point.claims))
    return list(merged.values())
