"""What is compared to tell who is who: profiles, and how likely two of them are one."""

from dataclasses import dataclass, field

SAME, UNDECIDED = 0.9, 0.3


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an entity: its names, the main one first, and what it is related to, if that is known."""

    id: str
    type: str
    names: tuple[str, ...]
    related: frozenset[str] = frozenset()
    wikidata: str | None = None
    stories: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, and why. 0 says that nothing speaks for it; a little more, that something speaks against."""

    score: float
    reasons: tuple[str, ...]

    @property
    def band(self) -> str:
        return "same" if self.score >= SAME else "undecided" if self.score >= UNDECIDED else "differ"
