"""Connections over Bolt through the official driver: where to, statements with a time limit, errors in our words."""

import logging
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import QueryError, StoreError, StoreUnreachable
from kg.store.configuration import DATABASE, HOST, READER, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import Driver, ManagedTransaction

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
Result = TypeVar("Result")
TIMEOUT = 30.0
CONNECT = 5.0
ATTEMPTS = 8
# What Neo4j says to a user whom it lets in no further, and what to do.
LOCKED_OUT: Mapping[str | None, str] = {
    "Neo.ClientError.Security.CredentialsExpired": "set a new password on the server, then NEO4J_PASSWORD to it",
    "Neo.ClientError.Security.AuthenticationRateLimit": "wait some seconds, and check NEO4J_PASSWORD",
    "Neo.ClientError.Database.DatabaseNotFound": "check NEO4J_DATABASE",
}
SCHEMES = frozenset(f"{kind}{security}" for kind in ("neo4j", "bolt") for security in ("", "+s", "+ssc"))


@dataclass(frozen=True, slots=True)
class Login:
    """Where a database is and who asks. `repr` leaves the password out."""

    uri: str
    user: str
    password: str
    database: str | None
    embedded: bool

    def __repr__(self) -> str:
        return f"Login({self.uri!r}, {self.user!r}, database={self.database!r})"


def login_from(environment: Mapping[str, str]) -> Login | None:
    """The Neo4j that `NEO4J_URI` and its companions name; None where it is not set."""
    uri = environment.get("NEO4J_URI")
    if not uri:
        return None
    if "@" in uri:  # never shown: what stands before the sign may be a password
        raise StoreUnreachable("NEO4J_URI: carries a login; leave it out and set NEO4J_USERNAME and NEO4J_PASSWORD")
    if uri.partition("://")[0] not in SCHEMES:
        raise StoreUnreachable(f"NEO4J_URI={uri!r}: must begin with neo4j:// or bolt:// (or neo4j+s://, bolt+s://)")
    user, password = environment.get("NEO4J_USERNAME", "neo4j"), environment.get("NEO4J_PASSWORD", "")
    return Login(uri, user, password, environment.get("NEO4J_DATABASE") or None, embedded=False)


def login_to(record: Record, *, reader: bool = False) -> Login:
    """The embedded engine's own login, or its reader's."""
    user, password = (READER, record.reader_password) if reader else ("root", record.root_password)
    return Login(f"bolt://{HOST}:{record.bolt}", user, password, DATABASE, embedded=True)


class Transaction:
    """Statements of one transaction."""

    def __init__(self, transaction: "ManagedTransaction") -> None:
        self.transaction = transaction

    def run(self, statement: str, **parameters: object) -> Rows:
        """Rows of texts, numbers, lists and maps; `data` would search them for nodes, which no statement returns."""
        found = self.transaction.run(statement, parameters)
        return [dict(zip(record.keys(), record.values(), strict=True)) for record in found]

    def each(self, statement: str, rows: Sequence[object]) -> Rows:
        """Run a statement that begins with `UNWIND $rows AS row`; nothing is sent for no rows."""
        return self.run(statement, rows=list(rows)) if rows else []


class Connection:
    """A pool of connections to one database, for one login."""

    def __init__(self, login: Login) -> None:
        from neo4j import GraphDatabase

        logging.getLogger("neo4j").addHandler(logging.NullHandler())
        self.login = login
        # Elsewhere a server may come back, and the driver waits for it. A process of ours that died does not, and what
        # it refuses it may be asked again at once.
        self.attempts = ATTEMPTS if login.embedded else 1
        with translated(login):
            self.driver: Driver = GraphDatabase.driver(
                login.uri,
                auth=(login.user, login.password),
                connection_timeout=CONNECT,
                connection_acquisition_timeout=2 * CONNECT,
                liveness_check_timeout=TIMEOUT,
                max_transaction_retry_time=0 if login.embedded else TIMEOUT,
                telemetry_disabled=True,
                notifications_min_severity="OFF",
            )

    def verify(self) -> None:
        """Raise `StoreUnreachable` at once where nothing answers, or refuses the login."""
        with translated(self.login):
            self.driver.verify_connectivity()

    def read(self, statement: str, *, timeout: float = TIMEOUT, **parameters: object) -> Rows:
        """Rows of a statement of our own, in a transaction that may not write."""
        return self.reading(lambda transaction: transaction.run(statement, **parameters), timeout)

    def reading(self, work: Callable[[Transaction], Result], timeout: float = TIMEOUT) -> Result:
        from neo4j import unit_of_work

        with translated(self.login), self.driver.session(database=self.login.database) as session:
            return session.execute_read(unit_of_work(timeout=timeout)(lambda managed: work(Transaction(managed))))

    def writing(self, work: Callable[[Transaction], Result], timeout: float = TIMEOUT) -> Result:
        """All of `work` or nothing of it; again from its beginning when another writer was in the way."""
        from neo4j import unit_of_work
        from neo4j.exceptions import TransientError

        limited = unit_of_work(timeout=timeout)(lambda managed: work(Transaction(managed)))
        with translated(self.login), self.driver.session(database=self.login.database) as session:
            for _ in range(self.attempts - 1):
                with suppress(TransientError):
                    return session.execute_write(limited)
            return session.execute_write(limited)

    def define(self, statements: Sequence[str], timeout: float = TIMEOUT) -> None:
        """Schema statements, each for itself: Neo4j keeps them apart from data."""
        from neo4j import Query

        with translated(self.login), self.driver.session(database=self.login.database) as session:
            for statement in statements:
                session.run(Query(statement, timeout=timeout)).consume()

    def rows(self, statement: str) -> Rows:
        """Rows of an administrative statement, which runs by itself."""
        with translated(self.login), self.driver.session(database=self.login.database) as session:
            return session.run(statement).data()

    def agent(self) -> str:
        """Name and version of the server."""
        with translated(self.login):
            return str(self.driver.get_server_info().agent)

    def close(self) -> None:
        self.driver.close()


def connect_embedded(record: Record) -> Connection:
    """A connection to the engine of this record; `StoreUnreachable` if it does not answer (any more)."""
    try:
        socket.create_connection((HOST, record.bolt), CONNECT).close()
    except OSError:
        raise StoreUnreachable("the embedded engine does not answer; try again") from None
    return Connection(login_to(record))


@contextmanager
def translated(login: Login) -> "Iterator[None]":
    """The driver's exceptions as ours, on one line."""
    from neo4j.exceptions import (
        AuthError,
        ClientError,
        ConfigurationError,
        DatabaseUnavailable,
        DriverError,
        Neo4jError,
    )

    try:
        yield
    except AuthError as error:
        if login.embedded:
            raise StoreUnreachable(
                f"the embedded engine refuses its own user: {one_line(error)}; run 'kg stop', then go on"
            ) from None
        raise StoreUnreachable(
            f"{login.uri}: refuses user {login.user}: {one_line(error)}; check NEO4J_USERNAME and NEO4J_PASSWORD"
        ) from None
    except ClientError as error:
        if error.code in LOCKED_OUT:
            raise StoreUnreachable(
                f"{login.uri}: refuses user {login.user}: {one_line(error)}; {LOCKED_OUT[error.code]}"
            ) from None
        raise QueryError(one_line(error)) from None
    except DatabaseUnavailable as error:
        raise StoreUnreachable(f"{login.uri}: {one_line(error)}; start the database, then go on") from None
    except Neo4jError as error:
        raise StoreError(one_line(error)) from None
    except (DriverError, ConfigurationError, OSError, ValueError) as error:
        if login.embedded:
            raise StoreUnreachable(f"the embedded engine does not answer: {one_line(error)[:200]}; try again") from None
        raise StoreUnreachable(
            f"{login.uri}: no Neo4j answers: {one_line(error)[:200]}; check that it runs, and NEO4J_URI"
        ) from None


def one_line(error: BaseException) -> str:
    message = str(getattr(error, "message", None) or error)
    # Neo4j repeats the statement with a caret below; control characters would reach a terminal
    message = message.partition('\n"')[0]
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(message.split()))
