"""What all stories together call an entity: counts of types and names, kept on its node, from which both are chosen.

Counts are added when a story is loaded and taken away when it is superseded or forgotten, so that neither the order of
loading nor the number of stories about an entity matters.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Entity
from ontology import vocabulary

ROOT = "Entity"
# The length of a tally is rounded up to this: the embedded engine has to move a record that grows.
ROUNDED = 64


@dataclass(frozen=True, slots=True)
class Tally:
    """Type -> claims; full name and any name -> stories; stories that name it; Wikidata id -> stories; stories."""

    types: Counter[str]
    heads: Counter[str]
    forms: Counter[str]
    wikidata: Counter[str]
    named: int = 0
    stories: int = 0

    @staticmethod
    def parse(text: str | None) -> "Tally":
        table: dict[str, Any] = json.loads(text) if text else {}
        types, heads, forms, wikidata = (Counter(table.get(key, {})) for key in COUNTED)
        return Tally(types, heads, forms, wikidata, table.get("named", 0), table.get("stories", 0))

    def dump(self) -> str:
        counters = {key: {name: count for name, count in getattr(self, key).items() if count} for key in COUNTED}
        told = json.dumps(
            {**counters, "named": self.named, "stories": self.stories}, ensure_ascii=False, sort_keys=True
        )
        return told.ljust(-(-len(told) // ROUNDED) * ROUNDED)

    def with_story(self, said: Mapping[str, Any], sign: int) -> "Tally":
        """With one more (`sign` 1) or one less (-1) story, given as the properties of its MENTIONS relationship."""

        def add(counter: Counter[str], names: Mapping[str, int]) -> Counter[str]:
            total = Counter(counter)
            for name, count in names.items():
                total[name] += sign * count
            return total

        forms = dict.fromkeys({said["name"], *(said["aliases"] or [])}, 1)
        wikidata = {said["wikidata"]: 1} if said["wikidata"] else {}
        return Tally(
            add(self.types, {said["type"]: max(int(said["claims"]), 1)}),
            add(self.heads, {said["name"]: 1}),
            add(self.forms, forms),
            add(self.wikidata, wikidata),
            self.named + sign * (not said["described"]),
            self.stories + sign,
        )

    def entity(self, identity: str) -> Entity:
        """The entity as all stories together have it."""
        name = fullest(self.heads, linked=bool(+self.wikidata))
        return Entity(
            identity,
            most_specific(self.types),
            name,
            tuple(sorted(set(+self.forms) - {name})),
            self.named == 0,
            min(+self.wikidata, default=None),
        )


COUNTED = ("types", "heads", "forms", "wikidata")


def fullest(heads: Counter[str], *, linked: bool) -> str:
    """The gazetteer's name, which most stories have for a linked entity; else the longest form, the first of equals."""
    in_use = +heads
    return min(in_use, key=lambda name: (-in_use[name] if linked else 0, -len(name), name))


def most_specific(types: Counter[str]) -> str:
    """Down from the root, at each step the subtype for which most claims speak; a general claim speaks for no rival.

    >>> most_specific(Counter(Craft=5, Lander=2, Rover=1))
    'Lander'
    """
    votes = +types
    known = vocabulary().types
    chosen = ROOT
    while True:
        below: Counter[str] = Counter()
        for name, count in votes.items():
            line = known[name].line
            if chosen in line and line[-1] != chosen:
                below[line[line.index(chosen) + 1]] += count
        if not below:
            return chosen
        order = list(known)
        chosen = min(below, key=lambda name: (-below[name], order.index(name)))


def node_properties(entity: Entity, tally: Tally) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "described": entity.described,
        "wikidata": entity.wikidata,
        "stories": tally.stories,
        "claims": sum((+tally.types).values()),
        "tally": tally.dump(),
    }
