"""Reading the graph: entities by name, claims with their evidence, stories."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model import Claim, Entity, Story
from kg.store import records
from kg.store.connection import Connection
from kg.store.names import fold, nearest
from kg.store.records import entity_map

BATCH = 200
# Of one key, a hub's, there may be tens of thousands of claims.
LONG = 300.0

KNOWN = f"""e.stories AS stories, e.claims AS claims, EXISTS {{ (e)<-[:SUBJECT|OBJECT]-(:Claim) }} AS told,
       {entity_map("e")} AS entity"""
FIND = f"UNWIND $keys AS key MATCH (:Name {{key: key}})-[:NAMES]->(e:Entity) RETURN DISTINCT key, {KNOWN}"
BY_ID = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN {KNOWN}"
NAMES = "MATCH (n:Name) RETURN n.key AS key"

STORY_IDS = "MATCH (s:Story) RETURN s.id AS id ORDER BY id"
STORIES = f"UNWIND $ids AS id MATCH (s:Story {{id: id}}) RETURN {records.STORY} AS story"

CLAIM = """
MATCH (c)-[:SUBJECT]->(subject:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(object:Entity)
RETURN properties(c) AS claim, subject.id AS subject, object.id AS object,
       [(c)-[a:ATTRIBUTED_TO]->(by:Entity) | {position: a.position, id: by.id}] AS attribution,
       [(c)-[e:EVIDENCED_BY]->(s:Story) | {start: e.start, end: e.end, quote: e.quote, loaded: s.loaded}] AS evidence"""
CURRENT = " WHERE $superseded OR c.superseded IS NULL WITH c "
CLAIMS_OF_STORIES = f"UNWIND $keys AS key MATCH (c:Claim {{story: key}}) {CURRENT} {CLAIM}"
CLAIMS_OF_RELATIONS = f"UNWIND $keys AS key MATCH (c:Claim {{relation: key}}) {CURRENT} {CLAIM}"
CLAIMS_ABOUT = f"""
UNWIND $keys AS key MATCH (:Entity {{id: key}})<-[:SUBJECT|OBJECT|ATTRIBUTED_TO]-(c:Claim)
WITH DISTINCT c {CURRENT} {CLAIM}"""
ATTRIBUTES_OF = f"""
UNWIND $keys AS key MATCH (:Entity {{id: key}})<-[:SUBJECT]-(c:Claim)
WHERE c.value IS NOT NULL WITH c {CURRENT} {CLAIM}"""


def find(connection: Connection, name: str) -> list[Entity]:
    """Entities of exactly this name, alias or id: the id first, then main names, then aliases; then by stories.

    What no claim speaks of, as papers that only carry stories, comes after what some do.
    """
    key = fold(name)
    rows = [*connection.read(BY_ID, ids=[name]), *connection.read(FIND, keys=[key])]
    ranked: dict[str, tuple[tuple[bool, bool, bool, int, int, str], Entity]] = {}
    for row in rows:
        entity = records.entity(row["entity"])
        alias = fold(entity.name) != key
        rank = (entity.id != name, not row["told"], alias, -row["stories"], -row["claims"], entity.id)
        ranked.setdefault(entity.id, (rank, entity))
    return [entity for _, entity in sorted(ranked.values(), key=lambda pair: pair[0])]


def names(connection: Connection) -> list[str]:
    """The keys of all names, sorted."""
    return sorted(row["key"] for row in connection.read(NAMES))


def near(connection: Connection, name: str, limit: int, known: Sequence[str] | None = None) -> list[Entity]:
    """Entities whose names look like this one, the most alike first. `known` are the `names`, if they are read."""
    keys = nearest(name, names(connection) if known is None else known, limit)
    found: dict[str, Entity] = {}
    rows = connection.read(FIND, keys=keys)
    for row in sorted(rows, key=lambda row: (keys.index(row["key"]), -row["stories"], row["entity"]["id"])):
        entity = records.entity(row["entity"])
        found.setdefault(entity.id, entity)
    return list(found.values())[:limit]


def entities(connection: Connection, ids: Iterable[str]) -> dict[str, Entity]:
    """Entities by id; those that the graph does not hold are left out."""
    found: dict[str, Entity] = {}
    for some in batches(sorted(set(ids)), 1000):
        for row in connection.read(BY_ID, ids=some):
            entity = records.entity(row["entity"])
            found[entity.id] = entity
    return dict(sorted(found.items()))


def claims_by(
    connection: Connection, statement: str, keys: Iterable[str], *, superseded: bool = False
) -> Iterator[list[Claim]]:
    """Claims in batches, each in order, for the keys that `statement` looks up."""
    for some in batches(sorted(set(keys)), BATCH):
        rows = connection.read(statement, timeout=LONG, keys=some, superseded=superseded)
        ids = {row[end] for row in rows for end in ("subject", "object") if row[end]}
        ids |= {one["id"] for row in rows for one in row["attribution"] if one["id"]}
        known = entities(connection, ids)
        yield records.in_order(records.claim(row, known) for row in rows)


def claims(connection: Connection, ids: Sequence[str] | None, *, superseded: bool) -> Iterator[Claim]:
    """All claims, story by story; or those with any of `ids` as subject, object or attribution. In order."""
    if ids is None:
        stories = (row["id"] for row in connection.read(STORY_IDS))
        for some in claims_by(connection, CLAIMS_OF_STORIES, stories, superseded=superseded):
            yield from some
        return
    found: dict[str, Claim] = {}
    for some in claims_by(connection, CLAIMS_ABOUT, ids, superseded=superseded):
        found |= {claim.id: claim for claim in some}
    yield from records.in_order(found.values())


def stories(connection: Connection, *, texts: bool, ids: Iterable[str] | None = None) -> Iterator[Story]:
    """Stories in order of their ids."""
    wanted = [row["id"] for row in connection.read(STORY_IDS)] if ids is None else sorted(set(ids))
    for some in batches(wanted, BATCH if texts else 1000):
        found = [records.story(row["story"]) for row in connection.read(STORIES, ids=some, texts=texts)]
        yield from sorted(found, key=lambda story: story.id)


def batches(items: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
