"""Which claims of a reading are those of the gold."""

from dataclasses import dataclass, replace
from functools import cache

from kg.evaluate.gold import Gold, GoldClaim, GoldEntity
from kg.evaluate.names import normalise, same_words
from kg.model import Claim, Entity
from ontology import vocabulary

# labels without text say nothing of these, so that such claims are neither right nor wrong
UNLABELLED = frozenset(["MILESTONE", "FINDING", "NATIONALITY", "MEASURE", "VARIANT_OF", "AMOUNT", "OWNED_BY"])
SAME_TEXT = 0.5


@dataclass(frozen=True, slots=True)
class Matched:
    """Claims read and stated (`pairs`), stated and not read (`missed`), read and not stated (`wrong`)."""

    pairs: tuple[tuple[GoldClaim, Claim], ...]
    missed: tuple[GoldClaim, ...]
    wrong: tuple[Claim, ...]


def match(gold: Gold, claims: tuple[Claim, ...]) -> Matched:
    """Each gold claim with at most one claim read; the same triple read twice counts once.

    Optional gold claims count neither way, and of labels without text those predicates that they do not hold.
    """
    wanted = [claim for claim in gold.claims if gold.exhaustive or claim.predicate not in UNLABELLED]
    used: set[int] = set()
    pairs, wrong = [], []
    for claim in distinct(claims):
        if not gold.exhaustive and claim.predicate in UNLABELLED:
            continue
        hits = [index for index, one in enumerate(wanted) if matches(one, claim)]
        free = [index for index in hits if index not in used and not wanted[index].optional]
        if free:
            best = min(free, key=lambda index: (claim.status.value not in wanted[index].statuses, index))
            used.add(best)
            pairs.append((wanted[best], claim))
        elif not hits:
            wrong.append(claim)
    missed = [one for index, one in enumerate(wanted) if index not in used and not one.optional]
    return Matched(tuple(pairs), tuple(missed), tuple(wrong))


def distinct(claims: tuple[Claim, ...]) -> list[Claim]:
    kept: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        target = normalise(claim.object.name) if claim.object else str(claim.value)
        key = (normalise(claim.subject.name), claim.predicate, target)
        kept[key] = completed(kept[key], claim) if key in kept else claim
    return list(kept.values())


def completed(one: Claim, again: Claim) -> Claim:
    """The first of two claims that say the same, with what only the second one tells; as sure as the surer one."""
    return replace(
        one,
        when=one.when or again.when,
        attribution=one.attribution or again.attribution,
        confidence=max(one.confidence, again.confidence),
    )


def matches(gold: GoldClaim, claim: Claim) -> bool:
    """Whether a claim read says what the gold does, status, date and attribution aside."""
    if claim.predicate not in gold.predicates or (claim.object is None) == bool(gold.objects):
        return False
    if claim.object is None:
        return any_of(gold.subjects, claim.subject) and same_value(gold, claim.value or "")
    if any_of(gold.subjects, claim.subject) and any_of(gold.objects, claim.object):
        return True
    turned = vocabulary().predicates[claim.predicate].symmetric
    return turned and any_of(gold.subjects, claim.object) and any_of(gold.objects, claim.subject)


def any_of(alternatives: tuple[GoldEntity, ...], entity: Entity) -> bool:
    return any(is_entity(gold, entity) for gold in alternatives)


def is_entity(gold: GoldEntity, entity: Entity) -> bool:
    """By any of its names ("Artemis 2" is Artemis II elsewhere); one that no story names also by where it stands."""
    if any(normalise(name) in gold.names for name in (entity.name, *entity.aliases)):
        return True
    return entity.described and any(
        shared(one.start, one.end, other.start, other.end) >= SAME_TEXT
        for one in entity.mentions
        for other in gold.mentions
    )


def shared(start: int, end: int, other_start: int, other_end: int) -> float:
    """What two ranges share, of what they cover together."""
    common = min(end, other_end) - max(start, other_start)
    return common / (max(end, other_end) - min(start, other_start)) if common > 0 else 0.0


def same_value(gold: GoldClaim, value: str) -> bool:
    if is_text(gold.predicate):
        return any(same_words(wanted, value) >= SAME_TEXT for wanted in gold.values)
    return value in gold.values


@cache
def is_text(predicate: str) -> bool:
    """Whether a predicate's value is words of the text, and not a fact: a relation, a date or a choice."""
    return vocabulary().predicates[predicate].is_worded
