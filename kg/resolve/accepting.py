"""Which pairs become one where somebody says yes to all likely ones: those that nothing speaks against."""

from collections.abc import Sequence
from itertools import combinations

from kg.resolve.candidate import Candidate, order
from kg.resolve.clusters import by_likeness
from kg.resolve.decided import Decided
from kg.resolve.profile import Profile


def acceptable(candidates: Sequence[Candidate], decided: Decided, least: float) -> list[list[Candidate]]:
    """The pairs with a score of `least` and more that make one, by what they make, the likeliest first.

    Left to people are pairs with an entity that may be two itself, and whatever hangs together with two of which
    somebody said that they are not one, or that nobody knows.
    """
    double = {one.one.id for one in candidates if one.parts}
    pairs = (one for one in candidates if double.isdisjoint((one.one.id, one.other.id)))
    likely = sorted((one for one in pairs if one.likeness.score >= least), key=order)
    profiles = known(likely)
    identities = by_likeness(list(profiles.values()), least)
    members: dict[str, list[str]] = {}
    for member, cluster in identities.items():
        members.setdefault(cluster, []).append(member)
    parted = {
        cluster
        for cluster, some in members.items()
        if any(decided.judgement(one, other) is not None for one, other in combinations(sorted(some), 2))
    }
    found: dict[str, list[Candidate]] = {}
    joined = {member: member for member in profiles}
    for candidate in likely:
        ends = identities[candidate.one.id], identities[candidate.other.id]
        if ends[0] == ends[1] and ends[0] not in parted and join(joined, candidate.one.id, candidate.other.id):
            found.setdefault(ends[0], []).append(candidate)
    return list(found.values())


def known(candidates: Sequence[Candidate]) -> dict[str, Profile]:
    """The ends of the pairs by their ids, each with all that it has to do with in any of them."""
    found: dict[str, Profile] = {}
    for end in (end for candidate in candidates for end in (candidate.one, candidate.other)):
        before = found.get(end.id)
        related = end.related | (before.related if before is not None else frozenset())
        found[end.id] = Profile(end.id, end.type, end.names, related, end.wikidata, end.stories)
    return found


def join(joined: dict[str, str], one: str, other: str) -> bool:
    """Put two together; False where they were so already."""
    ends = root(joined, one), root(joined, other)
    joined[max(ends)] = min(ends)
    return ends[0] != ends[1]


def root(joined: dict[str, str], member: str) -> str:
    while joined[member] != member:
        member = joined[member]
    return member
