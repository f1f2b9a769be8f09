"""Pairs of entities that may be one, and entities that may be two, for people to decide on. Nothing is changed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.resolve.blocking import candidates
from kg.resolve.candidate import Candidate, order
from kg.resolve.decided import Decided
from kg.resolve.likeness import likeness
from kg.resolve.profile import UNDECIDED, Profile
from kg.resolve.splits import Told, splits

# Below this no context makes a pair worth a look.
HOPELESS = 0.25

Related = Callable[[Sequence[str]], dict[str, frozenset[str]]]


def nothing_told(_: Sequence[str]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """No stories are at hand: nothing seems to be two."""
    return {}


def review(
    profiles: Iterable[Profile], related: Related, decided: Decided, told: Told = nothing_told
) -> list[Candidate]:
    """Pairs on which nobody decided and that may be one, and entities that may be two, the likeliest first.

    `related` gives what entities have to do with, by their ids; it is asked for those that look alike only. `told`
    gives what stories say of an entity, by its id.
    """
    known = list(profiles)
    return sorted([*merges(known, related, decided), *splits(known, told, decided)], key=order)


def merges(profiles: Iterable[Profile], related: Related, decided: Decided) -> list[Candidate]:
    """Pairs on which nobody decided and that may be one."""
    open_pairs = [
        (one, other)
        for one, other in candidates(list(profiles))
        if decided.judgement(one.id, other.id) is None and likeness(one, other).score >= HOPELESS
    ]
    context = related(sorted({end.id for pair in open_pairs for end in pair}))
    found = []
    for pair in open_pairs:
        one, other = (replace(end, related=context.get(end.id, frozenset()) - {*names_of(pair)}) for end in pair)
        scored = likeness(one, other)
        if scored.score >= UNDECIDED:
            found.append(Candidate(one, other, scored))
    return found


def names_of(pair: Iterable[Profile]) -> list[str]:
    return [name for end in pair for name in end.names]
