"""How much of what the graph holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.store.connection import Connection, Transaction
from ontology import cypher, vocabulary

# One at a time: the embedded engine holds all rows that two counts in one statement go through.
COUNTS = {
    "stories": "MATCH (s:Story) RETURN count(s) AS number",
    "entities": "MATCH (e:Entity) RETURN count(e) AS number",
    "claims": "MATCH (c:Claim) RETURN count(c) AS number",
    "superseded": "MATCH (c:Claim) WHERE c.superseded IS NOT NULL RETURN count(c) AS number",
    "relationships": f"MATCH (:Entity)-[r:{'|'.join(cypher.relationships())}]->(:Entity) RETURN count(r) AS number",
}
TYPES = "MATCH (e:Entity) RETURN e.type AS name, count(e) AS number"
PREDICATES = """
MATCH (c:Claim) WHERE c.superseded IS NULL RETURN c.predicate AS name, c.status AS status, count(c) AS number"""


@dataclass(frozen=True, slots=True)
class Schema:
    """Numbers of what is in use: entities of each type (its own, without subtypes), current claims of each predicate
    and of each status. Names in the order of the vocabulary."""

    types: Mapping[str, int]
    relations: Mapping[str, int]
    attributes: Mapping[str, int]
    statuses: Mapping[str, int]


def counts(connection: Connection) -> dict[str, int]:
    def read(transaction: Transaction) -> dict[str, int]:
        return {name: transaction.run(statement)[0]["number"] for name, statement in COUNTS.items()}

    found = connection.reading(read)
    return {**found, "claims": found["claims"] - found["superseded"]}


def schema(connection: Connection) -> Schema:
    known = vocabulary()
    types = {row["name"]: row["number"] for row in connection.read(TYPES)}
    predicates: dict[str, int] = {}
    statuses: dict[str, int] = {}
    for row in connection.read(PREDICATES):
        predicates[row["name"]] = predicates.get(row["name"], 0) + row["number"]
        statuses[row["status"]] = statuses.get(row["status"], 0) + row["number"]
    return Schema(
        {name: types[name] for name in known.types if name in types},
        {one.name: predicates[one.name] for one in known.relations if one.name in predicates},
        {one.name: predicates[one.name] for one in known.attributes if one.name in predicates},
        {name: statuses[name] for name in known.statuses if name in statuses},
    )
