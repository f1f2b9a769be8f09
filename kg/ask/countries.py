"""Things that a question tells by their country: "the Japanese orbiter", "the Indian rover".

A thing is of a country by who runs or built it: the country itself, a body that is at home there or that bears its
name; or by a sentence of the thing's own claims that calls it so ("the Japanese orbiter Smew").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.ask import statements
from kg.ask.fetch import Inquiry, entity_of
from kg.ask.lexicon import nouns
from kg.ask.pointers import Pointer
from kg.ask.question import Question
from kg.model import Entity
from kg.store.names import fold
from ontology import vocabulary
from ontology.gazetteer import gazetteer

LINKS = ("OPERATED_BY", "BUILT_BY", "PART_OF", "CARRIED_BY", "LAUNCHED_BY")
HOMES = ("HEADQUARTERED_IN", "LOCATED_IN")
LANDS = ("Country", "Region")
MOST_CANDIDATES = 8
BETWEEN = 2  # words between "Japanese" and what is called so
WORD = re.compile(r"\w+")
# before a land's name they make it another place's: "New Mexico", "South Sudan"
PARTS = frozenset(("new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "equatorial"))
# what binds "Japanese" to other things: "the target of Japanese jokes"
BINDS = "of|to|for|from|by|with|in|on|at|than|like|unlike|and|or"


@dataclass(frozen=True, slots=True)
class Land:
    """A country or region: the `word` by which it is asked for ("japanese"), its `names`, and the noun asked for.

    `shared` tells that others bear its name too: a Georgia of the United States is no land of the Caucasus.
    """

    word: str
    names: tuple[str, ...]
    noun: str
    shared: bool

    def owns(self, kind: str, names: Iterable[str]) -> bool:
        """Whether who is of this type and these names is the land, or a body that bears its name.

        So are "Japan" and "the Indian Space Office"; not "New Mexico Tech" for Mexico, nor a person "Jordan".
        """
        if kind in LANDS:
            return bool({fold(name) for name in names} & {fold(name) for name in self.names})
        return vocabulary().is_a(kind, "Organization") and any(self.bears(name) for name in names)

    def bears(self, name: str) -> bool:
        """Whether a body's name has the land's adjective or, written the same way, the land's own name in it."""
        if self.word in WORD.findall(name.casefold()):
            return True
        own = "|".join(re.escape(one) for one in self.names)
        found = re.finditer(rf"(?:(?P<before>\w+) )??\b(?:{own})(?!\w)", name)
        return not self.shared and any((one["before"] or "").casefold() not in PARTS for one in found)


def land_of(question: Question, pointer: Pointer) -> Land | None:
    """The land of "the Japanese lander"; None where its words name none."""
    tokens = [token.text for token in question.tokens[pointer.first : pointer.last]]
    for word in tokens:
        name = gazetteer().demonym(word.title())
        entries = [entry for entry in gazetteer().find(name) if entry.type in LANDS] if name else []
        if entries:
            names = tuple(one for entry in entries for one in (entry.name, *entry.aliases))
            return Land(word, names, tokens[-1], len(entries) > 1)
    return None


def of_land(inquiry: Inquiry, rows: Sequence[dict[str, Any]], land: Land) -> list[dict[str, Any]]:
    """Of what stories are about, what is of the land."""
    kept = []
    for row in rows[:MOST_CANDIDATES]:
        thing = entity_of(row["entity"])
        claims = inquiry.about([thing.id], [], LINKS)
        own = [claim for claim in claims if claim.subject.id == thing.id]
        owners = {claim.object.id: claim.object for claim in own if claim.object}
        homes = inquiry.about(sorted(owners), [], HOMES) if owners else []
        places = [claim.object for claim in homes if claim.object and claim.subject.id in owners]
        quotes = [one.quote for claim in own for one in claim.evidence]
        if any(is_of(one, land) for one in (*owners.values(), *places)) or is_called(thing, land, quotes):
            kept.append(row)
    return kept


def everywhere(inquiry: Inquiry, land: Land, types: Iterable[str]) -> list[Entity]:
    """All things of these types that are of the land, those with names before any that stories only describe."""
    lines = {name for name, known in vocabulary().types.items() if set(known.line) & set(types)}
    lands = inquiry.rows(statements.NAMED, names=sorted({fold(name) for name in land.names}))
    ids = sorted({row["entity"]["id"] for row in lands if row["entity"]["type"] in LANDS})
    ids += [row["id"] for row in inquiry.rows(statements.PLACES, focus=ids)] if ids else []
    given: dict[str, object] = {"types": sorted(lines), "links": list(LINKS)}
    there = inquiry.rows(statements.OWNED_THERE, places=ids, homes=list(HOMES), **given) if ids else []
    words = sorted({land.word, *map(fold, land.names)})
    called = inquiry.rows(statements.CALLED, word=land.word, words=words, **given)
    rows = [*there, *(row for row in called if tells(row, land))]
    found = {row["entity"]["id"]: entity_of(row["entity"]) for row in rows}
    things = [found[identity] for identity in sorted(found)]
    return [one for one in things if not one.described] or things


def tells(row: Mapping[str, Any], land: Land) -> bool:
    """Whether a claim says of its subject that it is of the land: by its owner's name, or in the words of its quote."""
    owner = row["owner"]
    if owner and land.owns(owner["type"], (owner["name"], *(owner["aliases"] or ()))):
        return True
    return is_called(entity_of(row["entity"]), land, [row["quote"] or ""])


def is_of(entity: Entity, land: Land) -> bool:
    """Whether an owner or a place is the land, or bears its name; the reference names count."""
    known = [name for entry in gazetteer().find(entity.name) if entry.type == entity.type for name in entry.aliases]
    return land.owns(entity.type, (entity.name, *entity.aliases, *known))


def is_called(thing: Entity, land: Land, quotes: Sequence[str]) -> bool:
    """Whether sentences of a thing call it so: "the Japanese orbiter Smew", "Smew, a Japanese orbiter"."""
    named = rf"(?:{'|'.join(re.escape(name.casefold()) for name in (thing.name, *thing.aliases))})\b"
    kinds = [name for name, types in nouns().items() if any(vocabulary().is_a(thing.type, one) for one in types)]
    word = re.escape(land.word)
    noun = rf"(?:{'|'.join(re.escape(one) for one in sorted({land.noun, *kinds}))})\b"
    between = rf"(?: (?!(?:{BINDS})\b)[\w-]+){{0,{BETWEEN}}}?"
    called = re.compile(rf"\b{word}(?:{between} {noun}(?: called| named)?)? {named}")
    told = re.compile(rf"\b{named},? (?:is |was )?(?:a|an|the){between} {word}{between} {noun}")
    names = (thing.name, *thing.aliases) if thing.described else ()
    if any(land.word in name.casefold().split() for name in names):
        return True
    return any(called.search(quote) or told.search(quote) for quote in (one.casefold() for one in quotes))
