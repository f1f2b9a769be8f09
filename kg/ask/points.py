"""Claims with the same content become one point: one sentence, several citations; stale plans go."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from kg.ask.dates import agree, bounds, exactness
from kg.ask.shapes import clean
from kg.model import Claim, Entity, Status, Story
from ontology import vocabulary

SAME_WORDS = 90
WORD = re.compile(r"[^\W_]+")
SPOKEN = "SAID"
PAID = ("CONTRACTED", "INVESTED_IN")


@dataclass(frozen=True, slots=True)
class Point:
    """What one sentence says. `others` are the objects (subjects when `backward`), `claims` what it rests on.

    `tail` is said after the objects.
    """

    predicate: str
    first: tuple[Entity, ...]
    others: tuple[Entity, ...]
    value: str | None
    status: Status
    when: str | None
    claims: tuple[Claim, ...]
    attribution: tuple[tuple[Entity, ...], ...] = ()
    backward: bool = False
    tail: str = ""

    @property
    def lead(self) -> Claim:
        return self.claims[0]


def points_of(claims: Iterable[Claim], backward: Iterable[str] = ()) -> list[Point]:
    """One point for each content; `backward` are the ids of claims that are to be said from their object."""
    turned = frozenset(backward)
    groups: list[list[Claim]] = []
    index: dict[tuple[object, ...], list[list[Claim]]] = {}
    for claim in claims:
        peers = index.setdefault(content(claim), [])
        for group in peers:
            if same(group[0], claim):
                group.append(claim)
                break
        else:
            groups.append([claim])
            peers.append(groups[-1])
    return [point_of(group, group[0].id in turned) for group in groups]


def content(claim: Claim) -> tuple[object, ...]:
    """What two claims must share before it is worth looking whether they say the same."""
    return claim.predicate, claim.subject.id, claim.object and claim.object.id, claim.status


def same(one: Claim, other: Claim) -> bool:
    if one.when and other.when and not agree(one.when, other.when):
        return False
    if one.predicate == SPOKEN and speakers(one) != speakers(other):
        return False
    if one.value is None or other.value is None:
        return one.value == other.value and amounts(one) == amounts(other)
    if vocabulary().predicates[one.predicate].value == "date":
        return agree(one.value, other.value)
    return same_words(one.value, other.value)


def amounts(claim: Claim) -> tuple[str, ...]:
    return tuple(str(claim.qualifiers.get(name, "")) for name in ("amount", "for"))


def speakers(claim: Claim) -> tuple[str, ...]:
    return tuple(entity.id for entity in claim.attribution[-1:])


def same_words(one: str, other: str) -> bool:
    first, second = clean(one).casefold(), clean(other).casefold()
    if first == second:
        return True
    from rapidfuzz.fuzz import token_set_ratio

    enough = min(len(first.split()), len(second.split())) >= 2
    return enough and token_set_ratio(first, second) >= SAME_WORDS


def point_of(group: Sequence[Claim], backward: bool) -> Point:
    best = max(group, key=lambda claim: (exactness(claim.value or ""), len(claim.value or ""), claim.confidence))
    whens = sorted((claim.when for claim in group if claim.when), key=lambda when: (-exactness(when), when))
    first, other = (best.object, best.subject) if backward and best.object else (best.subject, best.object)
    lead = sorted(group, key=lambda claim: (claim is not best, bool(claim.attribution), claim.story, claim.id))
    return Point(
        predicate=best.predicate,
        first=(first,),
        others=(other,) if other else (),
        value=best.value,
        status=best.status,
        when=whens[0] if whens else None,
        claims=tuple(lead),
        attribution=attribution_of(group),
        backward=backward and best.object is not None,
    )


def attribution_of(group: Sequence[Claim]) -> tuple[tuple[Entity, ...], ...]:
    """Who says so; nobody in particular where one story says it in its own name."""
    chains: dict[tuple[str, ...], tuple[Entity, ...]] = {}
    for claim in group:
        chain = claim.attribution
        if claim.predicate == SPOKEN:
            chain = tuple(entity for entity in chain if entity.id != claim.subject.id)
        if not chain:
            return ()
        chains.setdefault(tuple(entity.id for entity in chain), chain)
    return tuple(chains.values())


def priced(points: Sequence[Point]) -> list[Point]:
    """Of one contract or investment in one story what tells its sum, with what tells it without."""
    kept = list(points)
    for poor in [point for point in points if point.predicate in PAID and not point.lead.qualifiers.get("amount")]:
        rich = [
            point
            for point in kept
            if content(point.lead) == content(poor.lead)
            and point.lead.qualifiers.get("amount")
            and {claim.story for claim in point.claims} >= {claim.story for claim in poor.claims}
            and (not point.when or not poor.when or agree(point.when, poor.when))
        ]
        if rich:
            whole = replace(rich[0], claims=(*rich[0].claims, *poor.claims), when=rich[0].when or poor.when)
            kept = [whole if point is rich[0] else point for point in kept if point is not poor]
    return kept


def fresh(points: Sequence[Point], stories: Mapping[str, Story]) -> list[Point]:
    """Without plans that came true, attempts known to have failed, and dates that have been put off since."""
    done = {
        (point.predicate, ids(point.first), ids(point.others))
        for point in points
        if point.status is Status.ACTUAL and not point.value
    }
    dated = {
        (point.predicate, ids(point.first))
        for point in points
        if point.status is Status.ACTUAL and is_date(point.predicate)
    }
    failed = {ids(point.first) for point in points if point.predicate == "LANDED_ON" and point.status is Status.FAILED}
    latest: dict[tuple[str, tuple[str, ...]], str] = {}
    for point in points:
        if is_date(point.predicate) and point.status is Status.PLANNED:
            key = (point.predicate, ids(point.first))
            latest[key] = max(latest.get(key, ""), published(point, stories))
    kept = []
    for point in points:
        loose = point.status in (Status.PLANNED, Status.ATTEMPTED, Status.POSSIBLE)
        came_true = (point.predicate, ids(point.first), ids(point.others)) in done and not point.value
        key = (point.predicate, ids(point.first))
        overtaken = key in dated or published(point, stories) < latest.get(key, "")
        beaten = point.predicate == "LANDED_ON" and point.status is Status.ATTEMPTED and ids(point.first) in failed
        if beaten or (loose and (came_true or (is_date(point.predicate) and overtaken))):
            continue
        kept.append(point)
    return without_repeated_dates(kept)


def without_repeated_dates(points: Sequence[Point]) -> list[Point]:
    """LANDING_DATE goes where a landing with its place and day is said anyway."""
    told = [(point.first[0].id, point.when) for point in points if point.predicate == "LANDED_ON" and point.when]
    kept = []
    for point in points:
        value = point.value or ""
        repeated = point.predicate == "LANDING_DATE" and any(
            subject == point.first[0].id and agree(when, value) for subject, when in told if when
        )
        if not repeated:
            kept.append(point)
    return kept


def ids(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(entity.id for entity in entities)


def is_date(predicate: str) -> bool:
    return vocabulary().predicates[predicate].value == "date"


def published(point: Point, stories: Mapping[str, Story]) -> str:
    dates = [stories[claim.story].published or "" for claim in point.claims if claim.story in stories]
    return max(dates, default="")


def origins(claims: Iterable[Claim], stories: Mapping[str, Story]) -> int:
    """Independent sources: the innermost outlet of the attribution, else the publisher, else the story."""
    found = set()
    for claim in claims:
        outlets = [entity.name.casefold() for entity in claim.attribution if entity.type == "Outlet"]
        story = stories.get(claim.story)
        outlet = story.outlet.casefold() if story and story.outlet else None
        found.add(outlets[-1] if outlets else outlet or claim.story)
    return len(found)


def disputes(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Points that give a functional predicate of one subject different actual values, together."""
    sides: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        subject = point.lead.subject
        if point.status is Status.ACTUAL and vocabulary().is_functional(point.predicate, subject.type):
            sides.setdefault((point.predicate, subject.id), []).append(point)
    return [tuple(group) for group in sides.values() if len(group) > 1 and contradict(group)]


def contradict(group: Sequence[Point]) -> bool:
    predicate = group[0].predicate
    if predicate == "LED_BY":
        roles = [str(point.lead.qualifiers.get("role", "")) for point in group]
        return len(set(roles)) < len(roles) and not all(point.when for point in group)
    if predicate == "SUBSIDIARY_OF":
        return False
    if predicate in ("HEADQUARTERED_IN", "LAUNCHED_FROM"):
        kinds = [point.lead.object.type for point in group if point.lead.object]
        return predicate == "HEADQUARTERED_IN" and len(set(kinds)) < len(kinds)
    if is_date(predicate):
        spans = [bounds(point.value or "") for point in group]
        return any(a[1] < b[0] or b[1] < a[0] for a in spans for b in spans)
    if all(point.lead.object for point in group) and any(is_variant(a, b) for a, b in permutations(group, 2)):
        return False
    return not any(point.when for point in group)


def is_variant(general: Point, exact: Point) -> bool:
    """Whether one rocket is told less exactly than the other: "Osprey" and "Osprey-F16"."""
    first, second = (WORD.findall(one.lead.object.name.casefold()) for one in (general, exact) if one.lead.object)
    return len(first) < len(second) and second[: len(first)] == first
