"""Queries that come from a user: read-only on both servers, with a time limit and errors that help with a typo."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError
from kg.store import guard
from kg.store.connection import Connection, translated

READING = "r"
# Operators of a plan that read files, run procedures, write in batches or administer the server.
REFUSED_OPERATORS = (
    "loadcsv",
    "procedurecall",
    "transaction",
    "show",
    "terminate",
    "administration",
    "systemprocedure",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values. A node is a map of its properties with `labels`, a relationship one with `type`, a path a
    list of them in turn; dates are Python's."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def dictionaries(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def run(connection: Connection, cypher: str, parameters: Mapping[str, object] | None, timeout: float) -> Table:
    """Check, plan (on Neo4j) and run a query; `QueryError` says in one line what is wrong with it."""
    from neo4j import unit_of_work

    guard.check(cypher)
    login = connection.login

    @unit_of_work(timeout=timeout)
    def work(transaction: Any) -> Table:
        if not login.embedded:
            check_plan(transaction.run(f"EXPLAIN {cypher}", given).consume())
        result = transaction.run(cypher, given)
        columns = tuple(result.keys())
        rows = tuple(tuple(plain(value) for value in record.values()) for record in result)
        return Table(columns, rows)

    given = dict(parameters or {})
    with translated(login), connection.driver.session(database=login.database, default_access_mode="READ") as session:
        return session.execute_read(work)


def check_plan(summary: Any) -> None:
    """Refuse a plan that does anything but read the graph."""
    if summary.query_type != READING:
        raise QueryError("this query writes or changes the schema; a query can read only")
    pending = [summary.plan]
    while pending:
        step = pending.pop()
        operator = step["operatorType"].partition("@")[0].casefold()
        if operator.startswith("procedurecall"):
            check_procedure(str(step.get("args", {}).get("Details", "")))
        elif any(word in operator for word in REFUSED_OPERATORS):
            raise QueryError(f"{step['operatorType'].partition('@')[0]} is refused: a query can read the graph only")
        pending.extend(step.get("children", ()))


def check_procedure(details: str) -> None:
    name = details.partition("(")[0].strip().casefold()
    if name not in guard.PROCEDURES:
        raise QueryError(f"procedure {name[:80]} is refused; allowed are {', '.join(sorted(guard.PROCEDURES))}")


def plain(value: Any) -> Any:
    """A value of the driver as plain Python."""
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Duration

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{key: plain(value[key]) for key in sorted(value)}}
    if isinstance(value, Relationship):
        return {"type": value.type, **{key: plain(value[key]) for key in sorted(value)}}
    if isinstance(value, Path):
        return [plain(part) for pair in zip(value.nodes, (*value.relationships, None), strict=True) for part in pair][
            :-1
        ]
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, Point):
        return list(value)
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(part) for part in value]
    return value.to_native() if hasattr(value, "to_native") else value
