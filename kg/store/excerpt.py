"""What of a neighbourhood is read for a picture: all of it, but of hubs the best only.

An entity that is in the news each day has tens of thousands of neighbours and claims. Of all relations between the
entities shown, what joins each to whom was asked for comes first, then those with most claims; of one with many claims,
the surest ones are read; of a hub that was asked for, the surest of each attribute, and of a hub beside it none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.model import Claim
from kg.store import belief, read
from kg.store.belief import Support
from kg.store.connection import Connection, Rows
from kg.store.statements import READ_SIZES, SUPPORT
from kg.store.validity import held
from ontology import cypher

# Of each step. More than these no picture shows.
ENTITIES = 100
RELATIONS = 500
# Of one relation, or of one attribute of an entity.
CLAIMS = 25
# An entity with so many claims is a hub.
HUB = 1000
# Seconds; the claims of a hub are gone through.
TIMEOUT = 300.0
# Crowded relations, of which each may have tens of thousands of claims, in one query.
BATCH = 50

TOP_OF_RELATIONS = f"""
UNWIND $keys AS key
CALL (key) {{
  MATCH (c:Claim {{relation: key}}) WHERE $superseded OR c.superseded IS NULL
  RETURN c ORDER BY c.confidence DESC, c.id LIMIT {CLAIMS}
}} {read.CLAIM}"""
SUPPORTS = f"""
UNWIND $keys AS key MATCH (c:Claim {{relation: key}}) WHERE c.superseded IS NULL
RETURN key AS relation, c.status AS status, {", ".join(f"c.{name} AS {name}" for name in SUPPORT)}"""
TOLD = """
UNWIND $keys AS key MATCH (:Entity {id: key})<-[:SUBJECT]-(c:Claim) WHERE c.value IS NOT NULL AND c.superseded IS NULL
RETURN key AS entity, c.predicate AS predicate, c.id AS id, c.confidence AS confidence, c.status AS status,
       c.when AS when, c.story AS story"""
BY_ID = f"UNWIND $keys AS key MATCH (c:Claim {{id: key}}) {read.CURRENT} {read.CLAIM}"
# Claims that join entities to others, each once.
JOINING = """
UNWIND $ids AS id MATCH (:Entity {id: id})<-[:SUBJECT|OBJECT]-(c:Claim) WHERE c.value IS NULL AND c.superseded IS NULL
RETURN DISTINCT c.id AS id, c.relation AS relation, c.status AS status, c.when AS when, c.story AS story"""


@dataclass(frozen=True, slots=True)
class Known:
    """A relation as its relationship tells it: its key, its ends, and `figures` by name."""

    key: str
    ends: tuple[str, str]
    figures: Mapping[str, Any]

    @property
    def is_crowded(self) -> bool:
        return int(self.figures["claims"]) > CLAIMS


def neighbours() -> str:
    kinds = "|".join(cypher.relationships())
    return (
        f"UNWIND $ids AS id MATCH (:Entity {{id: id}})-[r:{kinds}]-(other:Entity) "
        "RETURN DISTINCT r.relation AS relation, id, other.id AS other, r.claims AS claims"
    )


def edges() -> str:
    kinds = "|".join(cypher.relationships())
    return (
        f"UNWIND $ids AS id MATCH (a:Entity {{id: id}})-[r:{kinds}]->(b:Entity) WHERE b.id IN $ids "
        "RETURN DISTINCT a.id AS subject, b.id AS object, r.relation AS relation, r.claims AS claims, "
        "r.sources AS sources, r.confidence AS confidence, r.when AS when"
    )


def numbers(connection: Connection, border: Sequence[str], day: date | None) -> Counter[str]:
    """Neighbours of the entities on the border, each with the number of claims that join it to them by `day`."""
    near = long(connection, neighbours(), ids=border)
    claims = {row["relation"]: row["claims"] for row in near}
    if day is not None:
        claims = Counter(row["relation"] for row in held(connection, long(connection, JOINING, ids=border), day))
    counted = Counter[str]()
    for key, other in sorted({(row["relation"], row["other"]) for row in near}):
        if other not in border and claims.get(key):
            counted[other] += claims[key]
    return counted


def relations(connection: Connection, focus: Sequence[str], reached: Sequence[str]) -> list[Known]:
    """The relations between some entities: the strongest one of each with the focus, then those with most claims."""
    names = ("claims", "sources", "confidence", "when")
    found = [
        Known(row["relation"], (row["subject"], row["object"]), {name: row[name] for name in names})
        for row in long(connection, edges(), ids=reached)
    ]
    found.sort(key=lambda one: (-one.figures["claims"], one.key))
    strongest: dict[frozenset[str], str] = {}
    for one in found:
        strongest.setdefault(frozenset(one.ends), one.key)
    joins = {key for ends, key in strongest.items() if not ends.isdisjoint(focus)}
    return sorted(found, key=lambda one: one.key not in joins)


def claims(
    connection: Connection, told: Iterable[Known], day: date | None
) -> tuple[list[Claim], dict[str, Mapping[str, Any]]]:
    """The claims of some relations, of those with many the surest; and the figures of the latter, by key.

    Of these, what does not hold by `day` is left out already.
    """
    known = list(told)
    found = gathered(connection, read.CLAIMS_OF_RELATIONS, [one.key for one in known if not one.is_crowded])
    crowded = [one for one in known if one.is_crowded]
    if day is None:
        best = gathered(connection, TOP_OF_RELATIONS, [one.key for one in crowded])
        return [*found, *best], {one.key: one.figures for one in crowded}
    supports = supports_by(connection, [one.key for one in crowded], day)
    chosen = [claim for some in supports.values() for claim in surest((one.confidence, one.claim) for one in some)]
    figures: dict[str, Mapping[str, Any]] = {key: belief.relationship(some, key) for key, some in supports.items()}
    return [*found, *gathered(connection, BY_ID, chosen)], figures


def supports_by(connection: Connection, keys: Sequence[str], day: date) -> dict[str, list[Support]]:
    """Of each relation the claims that hold by `day`; without those of which none does."""
    found: dict[str, list[Support]] = {}
    for some in read.batches(keys, BATCH):
        for row in held(connection, long(connection, SUPPORTS, keys=some), day):
            found.setdefault(row["relation"], []).append(Support.of(row))
    return found


def attributes(connection: Connection, focus: Sequence[str], reached: Sequence[str], day: date | None) -> list[Claim]:
    """The attributes of entities; of hubs the surest that hold by `day`, and only of those of the focus."""
    hubs = {row["id"] for row in connection.read(READ_SIZES, rows=reached) if row["claims"] > HUB}
    others = [identity for identity in reached if identity not in hubs]
    asked = sorted(hubs & set(focus))
    told: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for row in held(connection, long(connection, TOLD, keys=asked) if asked else (), day):
        told.setdefault((row["entity"], row["predicate"]), []).append((float(row["confidence"]), row["id"]))
    best = [claim for some in told.values() for claim in surest(some)]
    return [*gathered(connection, read.ATTRIBUTES_OF, others), *gathered(connection, BY_ID, best)]


def surest(pairs: Iterable[tuple[float, str]]) -> list[str]:
    """The ids of the surest claims, of pairs of confidence and id."""
    return [claim for _, claim in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[:CLAIMS]]


def gathered(connection: Connection, statement: str, keys: Iterable[str]) -> list[Claim]:
    return [claim for some in read.claims_by(connection, statement, keys) for claim in some]


def long(connection: Connection, statement: str, **parameters: object) -> Rows:
    return connection.read(statement, timeout=TIMEOUT, **parameters)
