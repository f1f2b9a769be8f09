"""What the graph knows of its named entities, for those who ask which may be one."""

from collections.abc import Sequence

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
