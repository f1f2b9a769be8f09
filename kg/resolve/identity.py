"""Entity ids of the graph, and readings rewritten to them.

An id is a pure function of what the story says: the Wikidata id where the gazetteer linked the name, else
`type:name` of type and fullest name. Described entities keep the id of their story (`story#e4`), so that they never
meet those of another one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Claim, Entity, Reading


def resolve(reading: Reading) -> Reading:
    """The same claims about entities with ids of the graph; claim ids stay as they are.

    Entities of the story that turn out to be one (the same Wikidata id) become one, with the names of all.
    """
    ids = graph_ids(reading.entities)
    merged = merge(reading.entities, ids)
    claims = tuple(rewrite(claim, ids, merged) for claim in reading.claims)
    entities = tuple(merged[identity] for identity in sorted(merged))
    return replace(reading, entities=entities, claims=claims)


def graph_ids(entities: Iterable[Entity]) -> dict[str, str]:
    """Story id -> graph id. Of two entities with one type and name, the one met first has the plain id."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for entity in sorted(entities, key=position):
        identity = linked_id(entity) or unlinked_id(entity, taken)
        taken.add(identity)
        ids[entity.id] = identity
    return ids


def linked_id(entity: Entity) -> str | None:
    """The gazetteer's id: Wikidata's, or its own where Wikidata has none (ids of a story carry a `#`)."""
    if entity.wikidata:
        return entity.wikidata
    return None if "#" in entity.id else entity.id


def unlinked_id(entity: Entity, taken: set[str]) -> str:
    name = slug(entity.name)
    if entity.described or not name:
        return entity.id
    identity = f"{slug(entity.type)}:{name}"
    return f"{identity}~{entity.id}" if identity in taken else identity


def position(entity: Entity) -> tuple[int, str]:
    """Where the story first speaks of it; entities without a mention come last."""
    return min((mention.start for mention in entity.mentions), default=2**62), entity.id


def merge(entities: Iterable[Entity], ids: Mapping[str, str]) -> dict[str, Entity]:
    """Graph id -> entity, those with one id made one: type and name of the first met, aliases and mentions of all."""
    merged: dict[str, Entity] = {}
    for entity in sorted(entities, key=position):
        identity = ids[entity.id]
        known = merged.get(identity)
        merged[identity] = join(known, entity) if known else replace(entity, id=identity)
    return merged


def join(known: Entity, other: Entity) -> Entity:
    names = {*known.aliases, *other.aliases, other.name} - {known.name}
    mentions = sorted({*known.mentions, *other.mentions}, key=lambda mention: (mention.start, mention.end))
    return replace(
        known,
        aliases=tuple(sorted(names)),
        described=known.described and other.described,
        mentions=tuple(mentions),
    )


def rewrite(claim: Claim, ids: Mapping[str, str], merged: Mapping[str, Entity]) -> Claim:
    def of_graph(entity: Entity) -> Entity:
        identity = ids.get(entity.id)
        return merged[identity] if identity else replace(entity, id=graph_ids([entity])[entity.id])

    return replace(
        claim,
        subject=of_graph(claim.subject),
        object=of_graph(claim.object) if claim.object else None,
        attribution=tuple(of_graph(entity) for entity in claim.attribution),
        id=claim.id or claim.key(),
    )


def slug(text: str) -> str:
    """A name as part of an id: case folded, Latin letters without accents, a hyphen for all but letters and digits."""
    plain = without_accents(unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"[\W_]+", "-", plain.replace("'", "").replace("’", "")).strip("-")


def without_accents(text: str) -> str:
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            base = character
        elif unicodedata.name(base, "").startswith("LATIN"):
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))
