"""A pair on which nobody decided: two entities that may be one, or one that may be two."""

from dataclasses import dataclass

from kg.resolve.profile import Likeness, Profile


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities, and how likely they are one; its band is `same` (very likely) or `undecided`.

    Where it has `parts`, both are one entity by now and the score says how likely they are two: `other` is what the
    stories in `parts` speak of, with the id that it has in the first of them, and the band is `split`.
    """

    one: Profile
    other: Profile
    likeness: Likeness
    parts: tuple[str, ...] = ()

    @property
    def band(self) -> str:
        return "split" if self.parts else self.likeness.band

    def to_json(self) -> dict[str, object]:
        """As `kg review --json` prints it."""
        ends = [
            {"id": end.id, "type": end.type, "name": end.names[0], "stories": end.stories}
            for end in (self.one, self.other)
        ]
        parts = {"parts": list(self.parts)} if self.parts else {}
        reasons = list(self.likeness.reasons)
        return {"score": self.likeness.score, "band": self.band, "a": ends[0], "b": ends[1], "reasons": reasons} | parts


def order(candidate: Candidate) -> tuple[float, str, str]:
    """The likeliest first."""
    return -candidate.likeness.score, candidate.one.id, candidate.other.id
