"""Which objects say the same at another level: a pad in its spaceport, a city in its state, a variant of a rocket."""

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from kg.disputes import statements
from kg.disputes.stance import Stance
from ontology.disputes import DisputeRules

if TYPE_CHECKING:
    from kg.store import Store

# A pad in a spaceport in a city in a region in a country.
LEVELS = 4

Pairs = frozenset[frozenset[str]]


def nested(store: "Store", rules: DisputeRules, stances: Iterable[Stance]) -> Pairs:
    """Pairs of the objects of these claims of which one lies within the other, as far as current claims say so."""
    objects: dict[tuple[str, ...], set[str]] = {}
    for stance in stances:
        within = rules.predicate(stance.predicate).within
        if within and stance.object:
            objects.setdefault(within, set()).add(stance.object.id)
    return frozenset(
        pair for within, ids in objects.items() if len(ids) > 1 for pair in pairs(ids, outer(store, rules, within, ids))
    )


def pairs(ids: Iterable[str], around: dict[str, set[str]]) -> Pairs:
    found = combinations(sorted(ids), 2)
    return frozenset(
        frozenset((one, other))
        for one, other in found
        if other in around.get(one, set()) or one in around.get(other, set())
    )


def outer(store: "Store", rules: DisputeRules, within: tuple[str, ...], ids: set[str]) -> dict[str, set[str]]:
    """What lies around each of the ids, and around that, up to `LEVELS` steps."""
    asserted = [name for name, status in rules.vocabulary.statuses.items() if status.asserted]
    around: dict[str, set[str]] = {identity: set() for identity in ids}
    border = {identity: {identity} for identity in ids}
    for _ in range(LEVELS):
        reached = sorted(set().union(*border.values()))
        parameters = {"ids": reached, "within": list(within), "statuses": asserted}
        steps: dict[str, set[str]] = {}
        for row in store.query(statements.WITHIN, parameters).dictionaries():
            steps.setdefault(row["id"], set()).add(row["outer"])
        if not steps:
            break
        for identity, at in border.items():
            border[identity] = set().union(*(steps.get(one, set()) for one in at)) - around[identity]
            around[identity] |= border[identity]
    return around
