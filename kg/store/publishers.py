"""Who published a story: the outlet as an entity, the same one that other stories quote by that name."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Entity, Reading
from kg.store.names import fold
from ontology import gazetteer

OUTLET = "Outlet"
LONGEST = 200


def publisher(reading: Reading) -> Entity | None:
    """The outlet of that name among the reading's entities, else the gazetteer's, else one made from the name."""
    name = " ".join((reading.story.outlet or "").split())
    if not name:
        return None
    for entity in spoken_of(reading):
        if entity.type == OUTLET and fold(name) in map(fold, (entity.name, *entity.aliases)):
            return replace(entity, mentions=())
    known = [entry for entry in gazetteer.gazetteer().find(name) if entry.type == OUTLET]
    if len(known) == 1:
        entry = known[0]
        return Entity(entry.wikidata or unlinked_id(entry.name), OUTLET, entry.name, wikidata=entry.wikidata or None)
    return Entity(unlinked_id(name), OUTLET, name)


def spoken_of(reading: Reading) -> Iterator[Entity]:
    yield from reading.entities
    for claim in reading.claims:
        yield from claim.attribution


def unlinked_id(name: str) -> str:
    """`outlet:el-pais`, as for any entity that is known by type and name only."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’")
    slug = re.sub(r"[\W_]+", "-", plain).strip("-")
    return f"outlet:{slug or name}"[:LONGEST]
