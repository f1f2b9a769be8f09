"""Decisions on who is who, brought into a graph that is there: each story that they touch is written anew.

What a story said before any decision stays with it: its entities in `Story.cast`, the ends of its claims in
`Claim.members`, each only where a decision changes them. So a story written anew is what loading it would give, and
what was decided can be taken back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from kg.errors import StoreError
from kg.model import Entity
from kg.store import derived, entities, records, statements, write
from kg.store.connection import Rows as StoredRows
from kg.store.connection import Transaction
from kg.store.originals import CLAIMS, STORY, by_itself, cast, reading_of
from kg.store.reading import Settling, rows
from kg.store.schema import MARK
from ontology import vocabulary

# plain id of a member, its story where it is meant there alone, the entity that it is in the graph
Change = tuple[str, str | None, str]

READ_DECISIONS = "MATCH (mark:KnowledgeGraph {id: $id}) RETURN mark.decisions AS decisions"
NOTE_DECISIONS = "MATCH (mark:KnowledgeGraph {id: $id}) SET mark.decisions = $decisions"
TOUCHED = """
MATCH (e:Entity {id: $entity})<-[:MENTIONS]-(s:Story) WHERE $story IS NULL OR s.id = $story
RETURN s.id AS id, s.cast AS cast, s.publisher AS publisher"""
ENDS = """
UNWIND $rows AS row MATCH (e:Entity {id: row})<-[:SUBJECT|OBJECT]-(c:Claim) WHERE c.superseded IS NULL
WITH DISTINCT c MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN c.id AS id, c.story AS story, c.predicate AS predicate, s.name AS name, s.type AS subject, o.type AS object,
       coalesce(s.id = o.id, false) AS itself"""
UNLINK_ENDS = """
UNWIND $rows AS row MATCH (c:Claim {id: row})-[l:SUBJECT|OBJECT|ATTRIBUTED_TO]->()
WITH collect(l) AS links UNWIND links AS link DELETE link"""


class Judged(Settling, Protocol):
    """What the store must know of decisions."""

    def identity(self, identity: str, story: str) -> str: ...


def apply(transaction: Transaction, after: Judged, changes: Iterable[Change], noted: str, *, strict: bool) -> int:
    """Write the stories anew that `changes` touch, and note the decisions as `noted`; gives their number.

    `strict` refuses, by `StoreError`, what leaves a claim between things that its predicate cannot join.
    """
    write.lock(transaction)
    known = list(changes)
    stories = sorted({story for change in known for story in touched(transaction, change)})
    ends = sorted({entity for _, _, entity in known} | {plain for plain, _, _ in known})
    broken = {claim["id"] for claim in misfits(transaction, ends)} if strict else set()
    now: set[str] = set()
    for story in stories:
        now |= rewrite(transaction, story, after)
    if strict:
        refuse(claim for claim in misfits(transaction, sorted({*ends, *now})) if claim["id"] not in broken)
    transaction.run(NOTE_DECISIONS, id=MARK, decisions=noted)
    beyond: str | None = ""
    while beyond is not None:
        beyond = derived.catch_up(transaction, beyond)
    return len(stories)


def touched(transaction: Transaction, change: Change) -> Iterator[str]:
    """Stories in which the member of a change is spoken of."""
    plain, story, entity = change
    for row in transaction.run(TOUCHED, entity=entity, story=story):
        spoken_of = {one["id"] for one in json.loads(row["cast"])} if row["cast"] else {entity}
        if plain in spoken_of:
            yield row["id"]


def rewrite(transaction: Transaction, identity: str, after: Judged) -> set[str]:
    """Write a story as loading it under these decisions would; gives the ids of its entities."""
    stored = transaction.run(STORY, ids=[identity], texts=True)[0]
    found = transaction.run(CLAIMS, keys=[identity])
    met = cast(transaction, identity, stored)
    current = [row for row in found if row["claim"].get("superseded") is None]
    checked = rows(reading_of(records.story(stored["story"]), current, met), after)
    write.load(transaction, checked, stored["loaded"], decided=True)
    relink_superseded(transaction, [row for row in found if row["claim"].get("superseded") is not None], after)
    return set(checked.contributions)


def relink_superseded(transaction: Transaction, found: StoredRows, after: Judged) -> None:
    """Lead the story's superseded claims to the entities of today, where the graph holds them."""
    moved = []
    for row in found:
        plain, story = by_itself(row), row["claim"]["story"]
        ends = [plain["subject"], plain["object"], *(one["id"] for one in voices_of(plain))]
        wanted = [after.identity(end, story) if end else None for end in ends]
        present = [row["subject"], row["object"], *(one["id"] for one in voices_of(row))]
        if wanted != present:
            moved.append((row["claim"]["id"], ends, wanted, present))
    held = {row["id"] for row in transaction.each(statements.READ_SIZES, sorted(all_of(moved)))}
    chosen = [one for one in moved if all(end in held for end in one[2] if end)]
    transaction.each(UNLINK_ENDS, [identity for identity, *_ in chosen])
    transaction.each(
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c.members = row.members",
        [{"id": identity, "members": [end or "" for end in ends]} for identity, ends, *_ in chosen],
    )
    for kind, links in links_of(chosen).items():
        transaction.each(statements.LINKS[kind], links)
    entities.remove_unheld(transaction, {end for *_, present in chosen for end in present if end})


Moved = tuple[str, list[Any], list[Any], list[Any]]


def all_of(moved: Iterable[Moved]) -> set[str]:
    return {end for _, _, wanted, _ in moved for end in wanted if end}


def links_of(moved: Iterable[Moved]) -> dict[str, list[dict[str, object]]]:
    links: dict[str, list[dict[str, object]]] = {"SUBJECT": [], "OBJECT": [], "ATTRIBUTED_TO": []}
    for claim, _, (subject, target, *voices), _ in moved:
        links["SUBJECT"].append({"claim": claim, "entity": subject})
        links["OBJECT"] += [{"claim": claim, "entity": target}] if target else []
        links["ATTRIBUTED_TO"] += [
            {"claim": claim, "entity": voice, "position": position} for position, voice in enumerate(voices)
        ]
    return links


def voices_of(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sorted((one for one in row["attribution"] if one["id"]), key=lambda one: int(one["position"]))


def misfits(transaction: Transaction, ends: Iterable[str]) -> list[Mapping[str, Any]]:
    """Claims on these entities that the vocabulary does not take, and those that join a thing to itself."""
    known = vocabulary()
    return [
        row
        for row in transaction.each(ENDS, list(ends))
        if row["itself"] or not known.accepts(row["predicate"], row["subject"], row["object"])
    ]


def refuse(claims: Iterable[Mapping[str, Any]]) -> None:
    broken = sorted(claims, key=lambda claim: (claim["story"], claim["id"]))
    if not broken:
        return
    first, more = broken[0], f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    between = f"{first['subject']} to {first['object']}" if first["object"] else f"a {first['subject']}"
    what = "would join it to itself" if first["itself"] else f"cannot be said of {between}"
    raise StoreError(
        f"{first['name']}: then {first['predicate']} in story {first['story']} {what}{more}; "
        "nothing was changed: decide otherwise, or correct that story first"
    )


def members(transaction: Transaction, entity: str, named: Iterable[str]) -> dict[str, set[str]]:
    """Of an entity's members among `named` plain ids: each with the names that its stories give it."""
    wanted = set(named)
    found: dict[str, set[str]] = {}
    for row in transaction.run(TOUCHED, entity=entity, story=None):
        for one in cast(transaction, row["id"], row).values():
            if one.id in wanted:
                found.setdefault(one.id, set()).update({one.name, *one.aliases})
    return found


def spoken_of(transaction: Transaction, story: str) -> dict[str, Entity] | None:
    """What a story speaks of by itself; None where the graph does not hold it."""
    stored = transaction.run(STORY, ids=[story], texts=False)
    return cast(transaction, story, stored[0]) if stored else None
