"""Clusters of profiles: what somebody would come to who says yes to the likeliest pair, and looks again."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

from kg.resolve.blocking import candidates
from kg.resolve.context import places_apart, shared
from kg.resolve.forms import Form
from kg.resolve.likeness import likeness
from kg.resolve.named import form
from kg.resolve.profile import SAME, UNDECIDED, Profile
from kg.resolve.reference import entry_of, is_in_line
from kg.resolve.strangers import conflict
from kg.resolve.things import NUMBERED, of_abbreviation
from ontology import vocabulary

Pair = tuple[str, str]
# what a cluster's pairs with another must come to on the average; a pair that has nothing in common counts as so much
TOGETHER, STRANGERS = 0.6, 0.6
# What is left of a score where a short name fits two longer ones and nothing says which
FITTING_TWO = 0.8


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
        pairs = candidates(profiles)
        self.torn = fitting_two(pairs)
        for one, other in pairs:
            self.scores[one.id, other.id] = self.score(one.id, other.id)
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
        """The likeness of two clusters; a short name that fits two needs more than itself."""
        first, second = self.whole[one], self.whole[other]
        found = likeness(first, second).score
        is_alone = bool({one, other} & self.torn) and not shared(first, second)
        return min(found, FITTING_TWO) if is_alone else found

    def fit(self, one: str, other: str) -> bool:
        """Whether nothing speaks against it, no places or carriers do, and the members are alike on the average."""
        ends = self.whole[one], self.whole[other]
        if places_apart(*ends) or conflict(*ends) or known_apart(*ends):
            return False
        scores = [self.between(first, second) for first in self.members[one] for second in self.members[other]]
        against = any(0.0 < score < UNDECIDED for score in scores)
        return not against and sum(score or STRANGERS for score in scores) >= TOGETHER * len(scores)

    def between(self, one: str, other: str) -> float:
        return self.scores.get(in_order(one, other), 0.0)

    def join(self, one: str, other: str) -> list[tuple[str, float]]:
        """Make one of two clusters; the others near it, with their new scores."""
        self.whole[one] = both(self.whole[one], self.whole.pop(other))
        self.torn |= {one} if other in self.torn else set()
        self.cluster.update(dict.fromkeys(self.members[other], one))
        self.members[one] += self.members.pop(other)
        self.near[one] = (self.near[one] | self.near.pop(other)) & self.members.keys() - {one}
        for near in self.near[one]:
            self.near[near] = self.near[near] - {other} | {one}
        return [(near, self.score(*in_order(one, near))) for near in sorted(self.near[one])]


def fitting_two(pairs: Iterable[tuple[Profile, Profile]]) -> set[str]:
    """Ids of names that are short for those of two that share nothing: `Skarv`, initials, or a family name."""
    longer: dict[str, list[Profile]] = {}
    for one, other in pairs:
        for short, long in ((one, other), (other, one)):
            if is_short_for(short, long):
                longer.setdefault(short.id, []).append(long)
    return {short for short, some in longer.items() if any(not are_one(*two) for two in combinations(some, 2))}


def is_short_for(short: Profile, long: Profile) -> bool:
    """Whether a name may be another's first word, initials or family name; types must be in line."""
    if not is_in_line(short.type, long.type):
        return is_beginning(short, long)
    first, second = (form(end, end.names[0]) for end in (short, long))
    is_family = short.type == "Person" and len(first.words) == 1 < len(second.words)
    is_family = is_family and first.words[0] in (second.words[0], second.words[-1])
    return is_family or is_built_of(first, second) or is_end(first, second) or is_beginning(short, long)


def is_built_of(short: Form, long: Form) -> bool:
    """Whether a name is another's initials, with its number where it has one: `TE-4`."""
    found = of_abbreviation(short, long) if len(short.words) <= len(long.words) else None
    return (found is not None and found.score >= NUMBERED) or (bool(short.acronym) and short.acronym == long.initials)


def is_end(short: Form, long: Form) -> bool:
    """Whether a numbered name is said with an owner before it: `TRS-2` of Skarv TRS-2 and of Tern TRS-2."""
    size = len(long.words) - len(short.words)
    return bool(short.numbers) and len(short.words) > 1 and size > 0 and long.words[size:] == short.words


def is_beginning(short: Profile, long: Profile) -> bool:
    """Whether a name of one word that the reference names do not know begins another organisation's."""
    if not all(vocabulary().is_a(end.type, "Organization") for end in (short, long)):
        return False
    first, second = (form(end, end.names[0]).words for end in (short, long))
    return len(first) == 1 and second[:1] == first != second and entry_of(short.names[0], short.type) is None


def are_one(one: Profile, other: Profile) -> bool:
    least = UNDECIDED if "Person" in (one.type, other.type) else SAME
    is_same = form(one, one.names[0]).words == form(other, other.names[0]).words or bool(shared(one, other))
    return is_same or likeness(one, other).score >= least


def known_apart(one: Profile, other: Profile) -> bool:
    """Whether the reference names know the two by names of which none is of one entry: they are two there.

    What is spelled alike but for hyphens and capitals is one, though it stands there twice.
    """
    first, second = known_names(one, other), known_names(other, one)
    is_twice = form(one, one.names[0]).words == form(other, other.names[0]).words
    return bool(first and second) and first.isdisjoint(second) and not is_twice


def known_names(profile: Profile, beside: Profile) -> set[str]:
    """As what the reference names know a profile, but for initials that stand for another's name as well."""
    initials = {form(beside, name).initials for name in beside.names} - {""}
    names = [name for name in profile.names if form(profile, name).acronym not in initials]
    return {known for name in names if (known := entry_of(name, profile.type)) is not None}


def in_order(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def both(one: Profile, other: Profile) -> Profile:
    """Two profiles as one: the more exact type, and the names and neighbours of both."""
    kind = other.type if vocabulary().is_a(other.type, one.type) else one.type
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    return Profile(one.id, kind, names, one.related | other.related, one.wikidata or other.wikidata)
