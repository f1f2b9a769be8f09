"""Which claims answer, and in which order: most direct, then most believed, then most recent."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.ask.dates import bounds
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point, fresh, origins, points_of, priced, published
from kg.model import Claim, Entity, Status, Story
from ontology import vocabulary

STATUS_ORDER = (
    Status.ACTUAL,
    Status.PLANNED,
    Status.ATTEMPTED,
    Status.FAILED,
    Status.POSSIBLE,
    Status.ENDED,
    Status.CANCELLED,
    Status.DENIED,
)


def marked(names: Iterable[str]) -> dict[str, str]:
    """Predicate -> mark: `~` only where not actual, `$` only with an amount, else empty."""
    return {name.rstrip("~$"): name[len(name.rstrip("~$")) :] for name in names}


def allowed(claim: Claim, mark: str) -> bool:
    if mark == "~":
        return claim.status is not Status.ACTUAL
    return mark != "$" or bool(claim.qualifiers.get("amount"))


def sided(found: Found, forward: Sequence[str], backward: Sequence[str], rings: Sequence[str]) -> list[Claim]:
    """Claims whose subject (`forward`) or object (`backward`) lies in one of the rings."""
    ahead, behind = marked(forward), marked(backward)
    chosen = []
    for claim in found.claims:
        subject = found.rings.get(claim.subject.id)
        target = found.rings.get(claim.object.id) if claim.object else None
        symmetric = vocabulary().predicates[claim.predicate].symmetric
        forwards = claim.predicate in ahead and subject in rings and allowed(claim, ahead[claim.predicate])
        backwards = claim.predicate in behind and target in rings and allowed(claim, behind[claim.predicate])
        if forwards or backwards or (symmetric and claim.predicate in ahead and target in rings):
            chosen.append(claim)
    return chosen


def turned(found: Found, claims: Iterable[Claim], forward: Sequence[str], rings: Sequence[str]) -> list[str]:
    """Ids of the claims that are said from their object, since that is what the question is about."""
    ahead = marked(forward)
    ids = []
    for claim in claims:
        about_object = claim.object is not None and found.rings.get(claim.object.id) in rings
        about_subject = found.rings.get(claim.subject.id) in rings and claim.predicate in ahead
        if about_object and not about_subject:
            ids.append(claim.id)
    return ids


def ordered(
    points: Sequence[Point], found: Found, order: Sequence[str], weigh: Callable[[Point], int] | None = None
) -> list[Point]:
    """By `weigh` (smaller first), predicate order, ring, status, sources, confidence, and the newest story first."""
    positions = {name.rstrip("~$"): index for index, name in reversed(list(enumerate(order)))}

    def key(point: Point) -> tuple[object, ...]:
        near = any(entity.id in found.rings and found.rings[entity.id] == FOCUS for entity in point.first)
        belief = 1.0
        for claim in point.claims:
            belief *= 1.0 - min(claim.confidence, 0.999)
        return (
            weigh(point) if weigh else 0,
            positions.get(point.predicate, len(positions)),
            not near,
            STATUS_ORDER.index(point.status),
            -origins(point.claims, found.stories),
            round(belief, 3),
            tuple(-ord(mark) for mark in published(point, found.stories)),
            point.lead.story,
            point.lead.evidence[0].start if point.lead.evidence else 0,
            point.lead.id,
        )

    return sorted(points, key=key)


def points(found: Found, claims: Sequence[Claim], backward: Sequence[str] = ()) -> list[Point]:
    return fresh(priced(points_of(claims, backward)), found.stories)


def still_ahead(points: Sequence[Point], stories: Mapping[str, Story]) -> list[Point]:
    """Without plans for days that had passed when the newest of these stories was published."""
    newest = max((story.published or "" for story in stories.values()), default="")
    return [point for point in points if not (day_of(point) and bounds(day_of(point) or "")[1] < newest)]


def day_of(point: Point) -> str | None:
    return point.value if vocabulary().predicates[point.predicate].value == "date" else point.when


def of_types(points: Sequence[Point], types: Sequence[str]) -> list[Point]:
    """Points with only those others that are of the kind asked for."""
    wanted = set(types) | ({"Craft", "Program"} if "Mission" in types else set())
    kept = []
    for point in points:
        others = tuple(one for one in point.others if is_any(one, wanted))
        if others:
            kept.append(replace(point, others=others))
    return kept


def is_any(entity: Entity, types: Iterable[str]) -> bool:
    return any(vocabulary().is_a(entity.type, kind) for kind in types)
