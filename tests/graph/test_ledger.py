"""Decisions of an archive beside those recorded here."""

from dataclasses import dataclass
from typing import ClassVar

from kg.ledger import missing
from kg.resolve.decisions import Decision, Kind


@dataclass(frozen=True, slots=True, eq=False)
class Counted(Decision):
    """A decision that counts how often any is looked up."""

    looked_up: ClassVar[list[int]] = [0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and (self.entity, self.other) == (other.entity, other.other)

    def __hash__(self) -> int:
        self.looked_up[0] += 1
        return hash((self.entity, self.other))


def test_what_is_missing_here_is_found_by_looking_at_each_decision_once() -> None:
    made = [Counted(Kind.SAME, f"lander:{number}", f"lander:m{number}") for number in range(300)]
    assert missing((*made[:100], *made[200:]), (*made[200:], *made[50:250])) == tuple(made[100:200])
    assert Counted.looked_up[0] <= 2 * len(made)
