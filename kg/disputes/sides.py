"""From claims to the sides of disputes: what contradicts each other belongs together, what agrees is one side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.disputes.contradiction import PLANNED, Judge
from kg.disputes.moments import agree, before
from kg.disputes.stance import Stance

Sides = tuple[tuple[Stance, ...], ...]


def disputed(judge: Judge, stances: Iterable[Stance]) -> list[Sides]:
    """The disputes among claims, each as its sides of claims; the order of the claims given does not matter.

    Claims that nothing contradicts are left out. Two contradictions belong to one dispute where they share a claim.
    """
    ordered = without_other_flights(judge, sorted(stances, key=lambda stance: stance.claim))
    against: dict[int, set[int]] = {}
    for one, other in combinations(range(len(ordered)), 2):
        if judge.contradict(ordered[one], ordered[other]):
            against.setdefault(one, set()).add(other)
            against.setdefault(other, set()).add(one)
    return [sides([ordered[number] for number in sorted(group)]) for group in connected(against)]


def without_other_flights(judge: Judge, stances: Sequence[Stance]) -> list[Stance]:
    """Claims but for facts of a date of what is to come once by their own story: what it dates there is another flight,
    as in "Heron is to fly in May; its pilot flew in 2029"."""
    plans: dict[tuple[str, ...], list[Stance]] = {}
    for stance in stances:
        if stance.status == PLANNED and not judge.rules.repeats(stance.predicate, stance.subject.type):
            plans.setdefault(telling(stance), []).append(stance)
    return [
        stance
        for stance in stances
        if stance.status == PLANNED
        or not any(is_still_to_come(stance, plan) for plan in plans.get(telling(stance), ()))
    ]


def telling(stance: Stance) -> tuple[str, ...]:
    """Of what a claim speaks, and who says so in which story."""
    return stance.subject.id, stance.predicate, stance.story, *stance.voice


def is_still_to_come(stance: Stance, plan: Stance) -> bool:
    """Whether a plan is of a later date than a fact, and of none that has passed when it is told."""
    if stance.dated is None or plan.dated is None:
        return False
    return before(stance.dated, plan.dated) and not before(plan.dated, plan.told)


def connected(against: dict[int, set[int]]) -> Iterator[set[int]]:
    """The connected parts of a graph, in order of their smallest member."""
    seen: set[int] = set()
    for start in sorted(against):
        if start in seen:
            continue
        group, border = {start}, {start}
        while border:
            border = {near for number in border for near in against[number]} - group
            group |= border
        seen |= group
        yield group


def sides(stances: Sequence[Stance]) -> Sides:
    """Claims of one position each: of dates, those that agree with the same exact one."""
    found: dict[tuple[str, str], list[Stance]] = {}
    for stance in stances:
        found.setdefault(stance.position, []).append(stance)
    merged: list[list[Stance]] = []
    for _, group in sorted(found.items(), key=lambda pair: (exactness(pair[1][0]), pair[0])):
        hosts = [host for host in merged if is_part_of(group[0], host)]
        if len(hosts) == 1:
            hosts[0].extend(group)
        else:
            merged.append(list(group))
    return tuple(map(tuple, merged))


def exactness(stance: Stance) -> float:
    """Days that a claimed date may mean: the smaller, the more exact."""
    return stance.dated[1] - stance.dated[0] if stance.dated else 0.0


def is_part_of(stance: Stance, side: Sequence[Stance]) -> bool:
    """Whether a vaguer date says the same as those of a side, with the same status."""
    dated = stance.dated
    return dated is not None and all(
        one.dated is not None and one.status == stance.status and agree(one.dated, dated) for one in side
    )
