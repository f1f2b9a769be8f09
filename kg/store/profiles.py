"""What the graph knows of its named entities, for those who ask which may be one."""

from collections.abc import Sequence
from typing import Any

from kg.model import Entity
from kg.store import records
from kg.store.connection import Connection
from kg.store.read import batches
from ontology import cypher

NAMED = f"""
MATCH (e:Entity) WHERE NOT e.described AND e.stories > 0
RETURN {records.entity_map("e")} AS entity, e.stories AS stories ORDER BY e.id"""
# What everything has to do with (the Moon, NASA) tells nothing.
HUB = 2000


def named(connection: Connection) -> list[tuple[Entity, int]]:
    """Entities that a story names, with the number of their stories."""
    return [(records.entity(row["entity"]), row["stories"]) for row in connection.read(NAMED, timeout=300.0)]


def related(connection: Connection, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """Id -> names of what an entity has relationships with; hubs are passed over, at either end."""
    statement = (
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) WHERE e.claims <= $hub "
        f"MATCH (e)-[:{'|'.join(cypher.relationships())}]-(o:Entity) WHERE o.claims <= $hub AND NOT o.described "
        "RETURN id, collect(DISTINCT o.name) AS names"
    )
    found: dict[str, frozenset[str]] = {}
    for some in batches(ids, 1000):
        for row in connection.read(statement, ids=some, hub=HUB, timeout=300.0):
            found[row["id"]] = frozenset(row["names"])
    return found


# What so many claims speak of is known too well to be two things unnoticed, and slow to ask about.
MUCH = 500
TYPES = """
UNWIND $ids AS id MATCH (e:Entity {id: id})<-[m:MENTIONS]-(s:Story) WHERE e.claims <= $much AND m.claims > 0
RETURN id, s.id AS story, m.type AS type ORDER BY id, story"""
SAID = """
UNWIND $ids AS id MATCH (e:Entity {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE e.claims <= $much AND c.superseded IS NULL
MATCH (c)-[:SUBJECT|OBJECT]->(o:Entity)
RETURN DISTINCT id, c.story AS story, c.predicate AS predicate, c.status AS status, c.value AS value,
       o.id AS other, o.name AS name, o.type AS type, o.described OR o.claims > $hub AS hub"""


def told(connection: Connection, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Id -> what its stories say of it, a row a story (`story`, `type`) and a row a claim and end of it.

    Rows of claims have `predicate`, `status` and `value`, and `other`, `name`, `type` of what is at an end, and whether
    it is one (`hub`) that everything has to do with, or that no story names.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for some in batches(ids, 200):
        for statement, numbers in ((TYPES, {"much": MUCH}), (SAID, {"much": MUCH, "hub": HUB})):
            for row in connection.read(statement, ids=some, timeout=300.0, **numbers):
                found.setdefault(row["id"], []).append(dict(row))
    return found
