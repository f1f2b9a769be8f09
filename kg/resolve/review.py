"""Pairs of entities that may be one, for people to decide on. Nothing is merged here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.resolve.blocking import candidates
from kg.resolve.decided import Decided
from kg.resolve.likeness import UNDECIDED, Likeness, Profile, likeness

# Below this no context makes a pair worth a look.
HOPELESS = 0.25

Related = Callable[[Sequence[str]], dict[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities, and how likely they are one; its band is `same` (very likely) or `undecided`."""

    one: Profile
    other: Profile
    likeness: Likeness

    def to_json(self) -> dict[str, object]:
        """As `kg review --json` prints it."""
        ends = [
            {"id": end.id, "type": end.type, "name": end.names[0], "stories": end.stories}
            for end in (self.one, self.other)
        ]
        score, band = self.likeness.score, self.likeness.band
        return {"score": score, "band": band, "a": ends[0], "b": ends[1], "reasons": list(self.likeness.reasons)}


def review(profiles: Iterable[Profile], related: Related, decided: Decided) -> list[Candidate]:
    """Pairs on which nobody decided and that may be one, the likeliest first.

    `related` gives what entities have to do with, by their ids; it is asked for those that look alike only.
    """
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
    return sorted(found, key=lambda one: (-one.likeness.score, one.one.id, one.other.id))


def names_of(pair: Iterable[Profile]) -> list[str]:
    return [name for end in pair for name in end.names]
