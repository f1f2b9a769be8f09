"""Two entities: how they are connected, and what sets them apart."""

from collections.abc import Sequence

from kg.ask import statements
from kg.ask.compose import Composer
from kg.ask.fusing import join_others, launches
from kg.ask.names import in_sentence, joined
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point
from kg.ask.rank import ordered, points, turned
from kg.ask.request import Request, nothing_on, tell
from kg.model import Claim, Entity

LIMIT = 6
COMPARED = (
    "OUTCOME",
    "OPERATED_BY",
    "BUILT_BY",
    "HEADQUARTERED_IN",
    "LED_BY",
    "FOUNDED_DATE",
    "LAUNCH_DATE",
    "LAUNCHED_ON",
    "LANDED_ON",
    "LANDING_DATE",
    "TARGETS",
    "PURPOSE",
    "CARRIED_BY",
    "DISTINCTION",
    "MEASURE",
    "WORKS_FOR",
    "SUPPORTED_BY",
    "FOR_CUSTOMER",
)


def connection(request: Request) -> Composer:
    """Claims that join the two; else the chain of claims through what lies between them."""
    one, other = request.focus.entities[:2]
    claims = request.inquiry.claims(statements.BETWEEN, focus=[one.id], related=[other.id])
    if not claims:
        claims = through(request, one, other)
    found = Found(tuple(claims), request.inquiry.stories, {one.id: FOCUS, other.id: KIN})
    composer = request.composer(found)
    if not claims:
        composer.remark(nothing_on([f"how {in_sentence(one)} and {in_sentence(other)} are connected"]))
        return composer
    back = turned(found, claims, (), (FOCUS,))
    tell(composer, ordered(points(found, claims, back), found, ()), LIMIT)
    return composer


def through(request: Request, one: Entity, other: Entity) -> list[Claim]:
    inquiry = request.inquiry
    bridges = [row["id"] for row in inquiry.rows(statements.BRIDGES, focus=[one.id], related=[other.id])]
    if bridges:
        return inquiry.claims(statements.BETWEEN, focus=[one.id, other.id], related=bridges)
    chains = inquiry.rows(statements.CHAINS, focus=[one.id], related=[other.id])
    if not chains:
        return []
    ends = [chains[0]["one"], chains[0]["two"]]
    claims = inquiry.claims(statements.BETWEEN, focus=[one.id, *ends], related=[other.id, *ends])
    return [claim for claim in claims if {claim.subject.id, claim.object.id if claim.object else ""} & set(ends)]


def compare(request: Request) -> Composer:
    """The same things said of each, side by side; what only one has comes last."""
    both = request.focus.entities[:2]
    claims = request.inquiry.about([one.id for one in both], [], COMPARED)
    rings = {one.id: FOCUS for one in both}
    found = Found(tuple(claims), request.inquiry.stories, rings)
    composer = request.composer(found)
    own = [claim for claim in claims if claim.subject.id in rings]
    chosen = launches(join_others(ordered(points(found, own), found, COMPARED)))
    shared = {point.predicate for point in chosen if sides(chosen, point.predicate) == 2}
    told = [point for point in best_of_each(chosen) if point.predicate in shared]
    told += [point for point in best_of_each(chosen) if point.predicate not in shared]
    if not told:
        composer.remark(nothing_on([f"what sets {in_sentence(both[0])} and {in_sentence(both[1])} apart"]))
    elif not shared:
        composer.remark(f"{nothing_on([f'the same matter of {both_in_words(both)}'])} What it holds of each:")
    for more in request.focus.entities[2:]:
        told = [point for point in told if speaks_of(point, more)]
        composer.remark("" if told else nothing_on([f"how {both_in_words(both)} compare in {in_sentence(more)}"]))
    for point in told[: LIMIT + 2]:
        composer.add(point)
    return composer


def both_in_words(both: Sequence[Entity]) -> str:
    return joined([in_sentence(one) for one in both])


def speaks_of(point: Point, entity: Entity) -> bool:
    """Whether a sentence of what is told names a third thing, in which the two are to be compared."""
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold()
    return any(name.casefold() in said for name in (entity.name, *entity.aliases))


def sides(chosen: list[Point], predicate: str) -> int:
    return len({point.first[0].id for point in chosen if point.predicate == predicate})


def best_of_each(chosen: list[Point]) -> list[Point]:
    """The best point of each predicate for each of the two."""
    best: dict[tuple[str, str], Point] = {}
    for point in chosen:
        best.setdefault((point.predicate, point.first[0].id), point)
    return list(best.values())
