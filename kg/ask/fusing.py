"""Points that belong in one sentence: the other arguments of one relation, and what one launch has of facts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.ask.dates import agree, as_adverbial, exactness
from kg.ask.names import in_sentence, joined
from kg.ask.points import Point, amounts, ids
from kg.model import Claim, Entity, Status
from ontology import vocabulary

LAUNCH = ("LAUNCHED_ON", "LAUNCHED_FROM", "LAUNCHED_BY")
LINKS = {"LAUNCHED_ON": "on", "LAUNCHED_FROM": "from", "LAUNCHED_BY": "by"}
# the more exact place of two first: "Tokyo, Japan"
EXACT = ("Facility", "LaunchSite", "SurfaceFeature", "City", "Region", "Country", "CelestialBody")
ONE_ROLE = ("LED_BY", "WORKS_FOR")
PLACED = ("HEADQUARTERED_IN", "LAUNCHED_FROM", "LANDED_ON", "LOCATED_IN")


def fuse(points: Sequence[Point]) -> list[Point]:
    """As few points as say the same."""
    return launches(join_others(failures(points)))


def failures(points: Sequence[Point]) -> list[Point]:
    """A failed landing says that the flight failed, and more; the citations of both stay."""
    tried = (Status.ATTEMPTED, Status.FAILED)
    landings = {ids(point.first): point for point in points if point.predicate == "LANDED_ON" and point.status in tried}
    kept = []
    for point in points:
        landing = landings.get(ids(point.first))
        plain = not point.attribution and point.status is Status.ACTUAL
        if point.predicate == "OUTCOME" and point.value == "failed" and plain and landing and not landing.attribution:
            tail = " and failed" if landing.status is Status.ATTEMPTED else ""
            landings[ids(point.first)] = replace(landing, claims=(*landing.claims, *point.claims), tail=tail)
        else:
            kept.append(point)
    return [
        landings[ids(point.first)] if point in landings.values() or is_landing(point, landings) else point
        for point in kept
    ]


def is_landing(point: Point, landings: dict[tuple[str, ...], Point]) -> bool:
    known = landings.get(ids(point.first))
    return known is not None and known.lead.id == point.lead.id


def join_others(points: Sequence[Point]) -> list[Point]:
    """Points that differ in the other argument only, as one: "has A, B and C as crew"."""
    merged: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        key: tuple[object, ...] = (
            point.predicate,
            ids(point.first),
            point.status,
            point.backward,
            tuple(ids(chain) for chain in point.attribution),
            amounts(point.lead),
        )
        if not point.others or (point.predicate in ONE_ROLE and point.lead.qualifiers.get("role")):
            key = (*key, point.lead.id)
        group = merged.setdefault(key, [])
        for index, known in enumerate(group):
            if together(known, point):
                group[index] = with_more(known, point)
                break
        else:
            group.append(point)
    return [in_order_of_place(point) for group in merged.values() for point in group]


def together(known: Point, point: Point) -> bool:
    """Whether two points may share a sentence: same day, or places of which one says more exactly than the other."""
    if known.when == point.when:
        return True
    near = known.when is None or point.when is None or agree(known.when, point.when)
    return near and known.predicate in PLACED and not known.backward


def with_more(known: Point, point: Point) -> Point:
    fresh_others = tuple(other for other in point.others if other.id not in ids(known.others))
    return replace(
        known,
        others=known.others + fresh_others,
        claims=known.claims + point.claims,
        when=more_exact((known.when, point.when)),
    )


def more_exact(dates: Iterable[str | None]) -> str | None:
    return max((date for date in dates if date), key=lambda date: (exactness(date), date), default=None)


def in_order_of_place(point: Point) -> Point:
    if point.predicate not in PLACED or point.backward or len(point.others) < 2:
        return point
    return replace(point, others=tuple(sorted(point.others, key=place_order)))


def place_order(entity: Entity) -> int:
    return next((rank for rank, kind in enumerate(EXACT) if vocabulary().is_a(entity.type, kind)), len(EXACT))


def launches(points: Sequence[Point]) -> list[Point]:
    """Rocket, site, provider and day of one launch in one sentence, at the place of the first of them."""
    fused: list[Point] = []
    taken: set[str] = set()
    for point in points:
        if point.lead.id in taken:
            continue
        peers = [other for other in points if other.lead.id not in taken and one_launch(point, other)]
        if len(peers) > 1:
            taken.update(other.lead.id for other in peers)
            fused.append(one_sentence(peers))
        else:
            fused.append(point)
    return fused


def one_launch(point: Point, other: Point) -> bool:
    days = [day for day in (day_of(point), day_of(other)) if day]
    return (
        is_launch(point)
        and is_launch(other)
        and ids(point.first) == ids(other.first)
        and point.status == other.status
        and (point is other or point.predicate != other.predicate)
        and (len(days) < 2 or agree(*days))
    )


def is_launch(point: Point) -> bool:
    plain = point.status in (Status.ACTUAL, Status.PLANNED) and not point.attribution and not point.backward
    craft = any(vocabulary().is_a(point.lead.subject.type, kind) for kind in ("Craft", "Mission"))
    return plain and craft and point.predicate in (*LAUNCH, "LAUNCH_DATE")


def day_of(point: Point) -> str | None:
    return point.value if point.predicate == "LAUNCH_DATE" else point.when


def one_sentence(peers: Sequence[Point]) -> Point:
    day = more_exact(day_of(point) for point in peers)
    parts = {point.predicate: point for point in peers}
    facts = [parts[name] for name in LAUNCH if name in parts]
    lead = facts[0]
    tail = "".join(f" {LINKS[point.predicate]} {others_in_order(point)}" for point in facts[1:])
    claims: dict[str, Claim] = {claim.id: claim for point in (*facts, *peers) for claim in point.claims}
    return replace(lead, when=None, tail=tail + (f" {as_adverbial(day)}" if day else ""), claims=tuple(claims.values()))


def others_in_order(point: Point) -> str:
    names = [in_sentence(entity) for entity in point.others]
    return ", ".join(names) if point.predicate in PLACED else joined(names)
