"""Queries that come from a user: read-only on both servers, with a time limit and errors that help with a typo."""

import re
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError, StoreError, StoreUnreachable
from kg.store import guard
from kg.store.connection import Connection, translated

READING = "r"
EXPLAIN = "EXPLAIN "
# Neo4j's "(line 1, column 17 (offset: 16))" counts the EXPLAIN before the user's text
FIRST_LINE = re.compile(r"(line 1, column )(\d+) \(offset: \d+\)\)")
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
QUERY_ID = re.compile(r"[\w-]+")
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


def run(
    connection: Connection, cypher: str, parameters: Mapping[str, object] | None, timeout: float, warden: Connection
) -> Table:
    """Check, plan (on Neo4j) and run a query; `QueryError` says in one line what is wrong with it.

    `warden` may end the queries of others: on the embedded engine, which keeps no time limit of a single transaction.
    """
    from neo4j import unit_of_work
    from neo4j.exceptions import Neo4jError

    cypher = guard.check(cypher)
    given = dict(parameters or {})
    login = connection.login
    tag = f"\n/* kg:{secrets.token_hex(8)} */"

    def work(transaction: Any) -> Table:
        if not login.embedded:
            check_plan(transaction.run(EXPLAIN + cypher, given).consume())
        result = transaction.run(cypher + tag, given)
        columns = tuple(result.keys())
        return Table(columns, tuple(tuple(plain(value) for value in record.values()) for record in result))

    watch = ended_after(timeout, warden, tag.strip()) if login.embedded else nullcontext(threading.Event())
    try:
        with translated(login), watch as ended, connection.driver.session(database=login.database) as session:
            try:
                return session.execute_read(unit_of_work(timeout=timeout)(work))
            except Neo4jError as error:
                if ended.is_set() or (error.code or "").startswith(TIMED_OUT):
                    raise QueryError(
                        f"the query took longer than {timeout:g} s and was ended; narrow it, or add LIMIT"
                    ) from None
                raise
    except StoreUnreachable:
        raise
    except StoreError as error:
        raise QueryError(in_own_text(str(error))) from None


@contextmanager
def ended_after(timeout: float, warden: Connection, tag: str) -> Iterator[threading.Event]:
    """Ends the query that carries `tag` if the block takes longer than `timeout` seconds; tells whether it did."""
    ended = threading.Event()

    def end() -> None:
        ended.set()
        with suppress(StoreError):
            for row in warden.rows("SHOW TRANSACTIONS"):
                if tag in str(row["currentQuery"]) and QUERY_ID.fullmatch(str(row["transactionId"])):
                    warden.rows(f"TERMINATE TRANSACTIONS '{row['transactionId']}'")

    timer = threading.Timer(timeout, end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()


def in_own_text(message: str) -> str:
    """A server's message with the place in the user's text; the statement that it repeats is cut off already."""
    return FIRST_LINE.sub(lambda match: f"{match[1]}{int(match[2]) - len(EXPLAIN)})", message)


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
