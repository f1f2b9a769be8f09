"""What one story says of an entity, as far as it helps to tell two of one name apart."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.resolve.reference import known_as
from ontology import vocabulary

# a year of an EDTF date that leaves nothing open
YEAR = re.compile(r"(?<![\d.])(\d{4})(?![\dX])")
EMPLOYERS = ("WORKS_FOR", "LED_BY", "MEMBER_OF", "FOUNDED_BY")
HAPPENED = ("actual", "ended")


@dataclass(frozen=True, slots=True)
class Said:
    """A story, the type that it gives the entity, its dates (predicate and value), employers and what is near."""

    story: str
    type: str
    dates: frozenset[tuple[str, str]] = frozenset()
    employers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    def values(self, what: str) -> frozenset[str]:
        """The dates of a predicate; the type where `what` is `type`."""
        if what == "type":
            return frozenset({self.type})
        return frozenset(value for name, value in self.dates if name == what)

    def years(self, predicate: str) -> frozenset[int]:
        """Years of a date; none of one that is open (`../2027`)."""
        values = [value for value in self.values(predicate) if ".." not in value]
        return frozenset(int(year) for value in values for year in YEAR.findall(value)[:1])


def said_by(rows: Iterable[Mapping[str, Any]], identity: str) -> list[Said]:
    """What each story says, in order of their ids, from the rows of `kg.store.profiles.told`."""
    types: dict[str, str] = {}
    claims: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row.get("predicate") is None:
            types[row["story"]] = row["type"]
        else:
            claims.setdefault(row["story"], []).append(row)
    return [said_in(story, types[story], claims[story], identity) for story in sorted(types) if story in claims]


def said_in(story: str, type_name: str, claims: Iterable[Mapping[str, Any]], identity: str) -> Said:
    held = list(claims)
    others = [row for row in held if row["other"] != identity and not row["hub"]]
    known = vocabulary()
    return Said(
        story,
        type_name,
        frozenset((row["predicate"], row["value"]) for row in held if row["value"] and row["status"] in HAPPENED),
        frozenset(
            known_as(row["name"])
            for row in others
            if row["predicate"] in EMPLOYERS and known.is_a(row["type"], "Organization")
        ),
        frozenset(known_as(row["name"]) for row in others),
    )
