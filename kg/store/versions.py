"""What a story was before: its earlier versions, and the readings from which the graph as it was is made again.

`(:Story)-[:REVISION_OF]->(:Version)` holds what the outlet published before: `title`, `published`, `outlet`, `url` and
`text`, with when it was `loaded` and `superseded`. A version is over when one of these changes.

`(:Story)-[:READ_BEFORE]->(:Reading)` holds what was read in the story before, whole: of a version that is over, and
where a newer reader read the same version anew, which makes no version. A claim that a later reading makes again is one
claim of the graph, with the confidence and the links of today; what it was stands here, in JSON (`entities`, `claims`).

`loaded` of a story is the time of its version, `reread` (where it was read anew since) that of its reading.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kg.model import Claim, Entity, Evidence, Reading, Status, Story
from kg.store import originals, records
from kg.store.connection import Connection, Transaction
from kg.store.reading import identifying_properties, partners_of, story_properties

PUBLISHED = ("title", "published", "outlet", "url", "text_hash")
# What a Reading node tells of its story: all of it but the text, which its version holds.
TOLD = ("title", "url", "outlet", "published", "source", "kind", "questions", "sections", "text_hash")
KEEP_VERSION = "MATCH (s:Story {id: $id}) CREATE (s)-[:REVISION_OF]->(v:Version) SET v = $properties"
KEEP_READING = "MATCH (s:Story {id: $id}) CREATE (s)-[:READ_BEFORE]->(r:Reading) SET r = $properties"
COUNT = """
MATCH (s:Story {id: $id})
RETURN COUNT { (s)-[:REVISION_OF]->(:Version) } AS versions, COUNT { (s)-[:READ_BEFORE]->(:Reading) } AS readings"""
FORGET = "MATCH (:Story {id: $id})-[:REVISION_OF|READ_BEFORE]->(earlier) DETACH DELETE earlier"
TIMES = """
MATCH (s:Story)
RETURN s.id AS story, coalesce(s.reread, s.loaded) AS loaded, s.reading_hash AS hash,
       [(s)-[:READ_BEFORE]->(r:Reading) | {number: r.number, loaded: r.loaded, hash: r.reading_hash}] AS earlier
ORDER BY story"""
EARLIER = """
UNWIND $ids AS id MATCH (s:Story {id: id})-[:READ_BEFORE]->(r:Reading)
RETURN properties(r) AS reading, CASE WHEN s.text_hash = r.text_hash THEN s.text END AS text,
       [(s)-[:REVISION_OF]->(v:Version) WHERE v.text_hash = r.text_hash | v.text] AS texts"""
BATCH = 100


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a story: its ISO time, the hash of its reading, and its place before the current one (None)."""

    loaded: str
    hash: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Loads:
    """The loads that changed a story, in their order; `left_out` tells whether there are later ones."""

    story: str
    loads: tuple[Load, ...]
    left_out: bool


def times(before: Mapping[str, Any] | None, after: Mapping[str, Any], time: str | None) -> dict[str, str | None]:
    """`loaded` and `reread` of a story that is written at `time`; None leaves both as they are."""
    if before is not None and time is None:
        return {"loaded": before["loaded"], "reread": before["reread"]}
    if before is None or is_new_version(before, after):
        return {"loaded": time, "reread": None}
    return {"loaded": before["loaded"], "reread": time}


def is_new_version(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(before[name] != after[name] for name in PUBLISHED)


def keep(transaction: Transaction, before: Mapping[str, Any], after: Mapping[str, Any], time: str) -> None:
    """Keep what a story is, which is about to be written over; `before` and `after` are properties of its node."""
    reading = originals.originals(transaction, [str(after["id"])])[str(after["id"])]
    numbers = transaction.run(COUNT, id=reading.story.id)[0]
    told = story_properties(reading.story, None)
    if is_new_version(before, after):
        version = {name: told[name] for name in (*PUBLISHED, "kind", "text")}
        ends = {"number": numbers["versions"] + 1, "loaded": before["loaded"], "superseded": time}
        write(transaction, KEEP_VERSION, reading.story.id, {**version, **ends})
    ends = {"number": numbers["readings"] + 1, "loaded": before["reread"] or before["loaded"], "superseded": time}
    read_then = {"reading_hash": before["reading_hash"], **as_properties(reading), **ends}
    write(transaction, KEEP_READING, reading.story.id, {**{name: told[name] for name in TOLD}, **read_then})


def write(transaction: Transaction, statement: str, story: str, properties: Mapping[str, Any]) -> None:
    held = {"story": story, **{name: value for name, value in properties.items() if value is not None}}
    transaction.run(statement, id=story, properties=held)


def as_properties(reading: Reading) -> dict[str, str]:
    """Entities and claims of a reading as JSON, which `reading_from` reads back."""
    met = {entity.id: entity for claim in reading.claims for entity in partners_of(claim)}
    listed = {entity.id: entity for entity in reading.entities} | met
    entities = [{"id": one.id, **identifying_properties(one)} for one in listed.values()]
    return {"entities": as_json(entities), "claims": as_json([claim_record(claim) for claim in reading.claims])}


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def claim_record(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": claim.subject.id,
        "predicate": claim.predicate,
        "object": claim.object.id if claim.object else None,
        "value": claim.value,
        "status": claim.status.value,
        "when": claim.when,
        "attribution": [entity.id for entity in claim.attribution],
        "qualifiers": dict(claim.qualifiers),
        "confidence": claim.confidence,
        "rule": claim.rule,
        "evidence": [[one.start, one.end] for one in claim.evidence],
        "spans": [list(span) for span in claim.spans],
    }


def reading_from(row: Mapping[str, Any]) -> Reading:
    """A reading that was kept: a row of `EARLIER`."""
    node = row["reading"]
    text = row["text"] if row["text"] is not None else row["texts"][0]
    told = {name: node.get(name) for name in TOLD}
    story = records.story({**told, "id": node["story"], "text": text})
    entities = {one["id"]: records.entity(one) for one in json.loads(node["entities"])}
    claims = tuple(claim_from(one, story, entities) for one in json.loads(node["claims"]))
    return Reading(story, tuple(entities.values()), claims)


def claim_from(record: Mapping[str, Any], story: Story, entities: Mapping[str, Entity]) -> Claim:
    return Claim(
        story=story.id,
        subject=entities[record["subject"]],
        predicate=record["predicate"],
        object=entities[record["object"]] if record["object"] else None,
        value=record["value"],
        status=Status(record["status"]),
        when=record["when"],
        attribution=tuple(entities[identity] for identity in record["attribution"]),
        qualifiers=record["qualifiers"],
        confidence=record["confidence"],
        rule=record["rule"],
        evidence=tuple(Evidence(start, end, story.text[start:end]) for start, end in record["evidence"]),
        spans=tuple((start, end) for start, end in record["spans"]),
        id=record["id"],
    )


def loads(connection: Connection, moment: datetime | None = None) -> tuple[Loads, ...]:
    """Of each story that was loaded by `moment` (with a zone), or of all, the loads up to then; in order of ids."""
    found = (loads_of(row, moment) for row in connection.read(TIMES, timeout=300.0))
    return tuple(sorted((one for one in found if one.loads or one.left_out), key=lambda one: one.story))


def loads_of(row: Mapping[str, Any], moment: datetime | None) -> Loads:
    earlier = sorted((one["number"], one["loaded"], one["hash"]) for one in row["earlier"] if one["number"])
    every = [Load(loaded, digest, number) for number, loaded, digest in earlier]
    every.append(Load(row["loaded"], row["hash"], None))
    known = tuple(load for load in every if moment is None or instant(load.loaded) <= moment)
    return Loads(row["story"], known, len(known) < len(every))


def instant(time: str | None) -> datetime:
    """A noted time; what is no ISO time was noted before all others, and one without zone in UTC."""
    try:
        found = datetime.fromisoformat(time or "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def readings(connection: Connection, stories: Sequence[Loads]) -> Iterator[tuple[str, Reading]]:
    """What those loads brought, before any decision, each with its time; story by story, in the order of loading."""
    for some in batched(stories):
        current = current_readings(connection, [one.story for one in some if one.loads[-1].number is None])
        older = [one.story for one in some if any(load.number for load in one.loads)]
        earlier = earlier_readings(connection, older) if older else {}
        for one in some:
            for load in one.loads:
                place = one.story, load.number
                found = current.get(one.story) if load.number is None else earlier.get(place)
                if found is not None:
                    yield load.loaded, found


def batched(stories: Sequence[Loads]) -> Iterator[Sequence[Loads]]:
    loaded = [one for one in stories if one.loads]
    for start in range(0, len(loaded), BATCH):
        yield loaded[start : start + BATCH]


def earlier_readings(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, int | None], Reading]:
    rows = connection.read(EARLIER, ids=ids, timeout=300.0)
    return {(row["reading"]["story"], row["reading"]["number"]): reading_from(row) for row in rows}


def current_readings(connection: Connection, ids: Iterable[str]) -> dict[str, Reading]:
    wanted = list(ids)
    return connection.reading(lambda transaction: originals.originals(transaction, wanted), 300.0) if wanted else {}
