"""Relations with many claims, whose figures may lag behind while a load is under way.

What a relation comes to is worked out from all its claims (`kg.store.derived`). With thousands of them this would soon
cost more than all else that a story costs; so each relation, and each kept attribute of an entity, that has `MANY`
claims has a node:

    (:Crowd {key, predicate, status, subject, object, when, claims, changed, gained})

`claims` is how many it had when its figures were last worked out. A load that touches few of them only adds to
`changed` how many it touched, and to `gained` how many more there are now. Once more than a `SHARE` of them changed,
and when the load is over, the figures are worked out anew, and both are gone. So a claim costs the reading of
`1 / SHARE` others, or of `MANY`, and not of all.

All this is written in the transaction of the claims themselves, and with it `KnowledgeGraph.behind`, which is true from
then on until it is seen that no crowd lags. A load that was killed leaves it so, and whoever opens the graph next
catches up. When no crowd lags, crowds follow from the claims held alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.store.connection import Connection, Transaction
from kg.store.reading import Relation
from kg.store.schema import MARK

# Fewer claims are read each time. With these two, a story of `tests.bench.archive` reads 17 claims of others at 1,000
# stories, 30 at 30,000 and 45 at 100,000, where all would be 47, 2,082 and 6,927.
MANY = 16
SHARE = 0.25
# Claims that one transaction of catching up reads, a second's work: others wait for it.
ROWS = 20_000
FEW = 200

READ = """
UNWIND $rows AS row MATCH (c:Crowd {key: row})
RETURN c.key AS key, c.claims AS claims, coalesce(c.changed, 0) AS changed, coalesce(c.gained, 0) AS gained"""
PUT_OFF = "UNWIND $rows AS row MATCH (c:Crowd {key: row.key}) SET c.changed = row.changed, c.gained = row.gained"
KEEP = "UNWIND $rows AS row MERGE (c:Crowd {key: row.key}) SET c = row"
DELETE = "UNWIND $rows AS row MATCH (c:Crowd {key: row}) DELETE c"
LAGGING = """
MATCH (c:Crowd) WHERE c.changed > 0 AND c.key > $beyond
RETURN c.predicate AS predicate, c.status AS status, c.subject AS subject, c.object AS object, c.when AS when,
       c.key AS key, c.claims + c.gained AS claims ORDER BY key LIMIT $few"""
GAINED = "MATCH (c:Crowd) WHERE c.changed > 0 RETURN c.key AS key, c.gained AS gained"
FALL_BEHIND = "MATCH (mark:KnowledgeGraph {id: $id}) SET mark.behind = true"
BE_BEHIND = "MATCH (mark:KnowledgeGraph {id: $id}) RETURN mark.behind AS behind"
BE_EVEN = "MATCH (mark:KnowledgeGraph {id: $id}) REMOVE mark.behind"


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many claims it had when its figures were last worked out, and what became of them since."""

    claims: int
    changed: int
    gained: int

    def after(self, before: int, now: int) -> "Crowd":
        """With a story that supported it by so many claims `before`, and does by so many `now`."""
        return Crowd(self.claims, self.changed + max(before, now), self.gained + now - before)

    @property
    def may_lag(self) -> bool:
        return self.changed <= SHARE * self.claims


def read(transaction: Transaction, keys: Sequence[str]) -> dict[str, Crowd]:
    """Those relations that are crowds, by key."""
    rows = transaction.each(READ, keys)
    return {row["key"]: Crowd(row["claims"], row["changed"], row["gained"]) for row in rows}


def put_off(
    transaction: Transaction, known: Mapping[str, Crowd], before: Counter[str], now: Counter[str]
) -> frozenset[str]:
    """Note of crowds that a story changed them, as far as they may lag; gives their keys."""
    changed = {key: crowd.after(before[key], now[key]) for key, crowd in sorted(known.items())}
    lagging = {key: crowd for key, crowd in changed.items() if crowd.may_lag}
    transaction.each(
        PUT_OFF, [{"key": key, "changed": one.changed, "gained": one.gained} for key, one in lagging.items()]
    )
    if lagging and not any(crowd.changed for crowd in known.values()):  # else it is noted already
        transaction.run(FALL_BEHIND, id=MARK)
    return frozenset(lagging)


def keep(
    transaction: Transaction, relations: Iterable[Relation], sizes: Mapping[str, int], known: Iterable[str]
) -> None:
    """Note how many claims relations have whose figures were just worked out; `known` are those that were crowds."""
    keyed = {relation.key: relation for relation in relations}
    many = [row_of(relation, key, sizes[key]) for key, relation in sorted(keyed.items()) if sizes[key] >= MANY]
    transaction.each(KEEP, many)
    transaction.each(DELETE, sorted(key for key in known if key in keyed and sizes[key] < MANY))


def row_of(relation: Relation, key: str, claims: int) -> dict[str, Any]:
    told = {
        "predicate": relation.predicate,
        "status": relation.status,
        "subject": relation.subject,
        "object": relation.object,
        "when": relation.when,
    }
    return {"key": key, "claims": claims, **{name: value for name, value in told.items() if value is not None}}


def lagging(transaction: Transaction, beyond: str) -> dict[str, Relation]:
    """The next crowds that lag, in order of their keys from `beyond` on: as many as have some `ROWS` of claims."""
    found: dict[str, Relation] = {}
    claims = 0
    for row in transaction.run(LAGGING, beyond=beyond, few=FEW):
        claims += row["claims"]
        if found and claims > ROWS:
            break
        found[row["key"]] = Relation(row["predicate"], row["status"], row["subject"], row["object"], row["when"])
    return found


def close(transaction: Transaction) -> None:
    """Note that nothing lags any more, if that is so."""
    if not transaction.run(LAGGING, beyond="", few=1):
        transaction.run(BE_EVEN, id=MARK)


def is_behind(connection: Connection) -> bool:
    return any(row["behind"] for row in connection.read(BE_BEHIND, id=MARK))


def gained(connection: Connection) -> dict[str, int]:
    """Relation key -> how many claims it has beyond those that its figures count, of all that lag."""
    return {row["key"]: row["gained"] for row in connection.read(GAINED)} if is_behind(connection) else {}
