"""Clusters of profiles: what somebody would come to who says yes to the likeliest pair, and looks again."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from kg.resolve.blocking import candidates
from kg.resolve.likeness import likeness
from kg.resolve.profile import SAME, UNDECIDED, Profile
from ontology import vocabulary

Pair = tuple[str, str]
# what a cluster's pairs with another must come to on the average; a pair that has nothing in common counts as so much
TOGETHER, STRANGERS = 0.6, 0.6


def by_likeness(profiles: Sequence[Profile], least: float = SAME) -> Mapping[str, str]:
    """Profile -> its cluster, named by its smallest member.

    The likeliest pair becomes one, with the names and neighbours of both, until none has a score of `least`; what
    something speaks against stays apart. The order of profiles does not matter.
    """
    return Clustering(profiles).merged(least)


class Clustering:
    """Clusters on their way: the members of each, what is known of it as one, and the scores of pairs."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.whole = {profile.id: profile for profile in profiles}
        self.members = {profile.id: [profile.id] for profile in profiles}
        self.cluster = {profile.id: profile.id for profile in profiles}
        self.scores: dict[Pair, float] = {}
        self.near: dict[str, set[str]] = {profile.id: set() for profile in profiles}
        for one, other in candidates(profiles):
            self.scores[one.id, other.id] = likeness(one, other).score
            self.near[one.id].add(other.id)
            self.near[other.id].add(one.id)

    def merged(self, least: float) -> Mapping[str, str]:
        open_pairs = [(-score, *pair) for pair, score in self.scores.items() if score >= least]
        heapify(open_pairs)
        while open_pairs:
            _, first, second = heappop(open_pairs)
            one, other = in_order(self.cluster[first], self.cluster[second])
            if one != other and self.fit(one, other):
                for near, found in self.join(one, other):
                    if found >= least:
                        heappush(open_pairs, (-found, *in_order(one, near)))
        return {member: min(members) for members in self.members.values() for member in members}

    def score(self, one: str, other: str) -> float:
        return likeness(self.whole[one], self.whole[other]).score

    def fit(self, one: str, other: str) -> bool:
        """Whether nothing speaks against it and the members are alike on the average."""
        scores = [self.between(first, second) for first in self.members[one] for second in self.members[other]]
        against = any(0.0 < score < UNDECIDED for score in scores)
        return not against and sum(score or STRANGERS for score in scores) >= TOGETHER * len(scores)

    def between(self, one: str, other: str) -> float:
        return self.scores.get(in_order(one, other), 0.0)

    def join(self, one: str, other: str) -> list[tuple[str, float]]:
        """Make one of two clusters; the others near it, with their new scores."""
        self.whole[one] = both(self.whole[one], self.whole.pop(other))
        self.cluster.update(dict.fromkeys(self.members[other], one))
        self.members[one] += self.members.pop(other)
        self.near[one] = (self.near[one] | self.near.pop(other)) & self.members.keys() - {one}
        for near in self.near[one]:
            self.near[near] = self.near[near] - {other} | {one}
        return [(near, self.score(*in_order(one, near))) for near in sorted(self.near[one])]


def in_order(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def both(one: Profile, other: Profile) -> Profile:
    """Two profiles as one: the more exact type, and the names and neighbours of both."""
    kind = other.type if vocabulary().is_a(other.type, one.type) else one.type
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    return Profile(one.id, kind, names, one.related | other.related, one.wikidata or other.wikidata)
