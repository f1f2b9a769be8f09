"""The mark that a database is ours, and its constraints; a database of somebody else is refused."""

from kg.errors import ForeignDatabase, QueryError, StoreError
from kg.store import importing
from kg.store.connection import TIMEOUT, Connection, Transaction
from ontology import cypher

MARK = "space-kg"
VERSION = 3

READ_MARK = "MATCH (mark:KnowledgeGraph {id: $id}) RETURN mark.version AS version, mark.imported AS imported"
ANY_NODE = "MATCH (n) RETURN 1 AS one LIMIT 1"
WRITE_MARK = "MERGE (mark:KnowledgeGraph {id: $id}) SET mark.version = $version REMOVE mark.imported, mark.empty"


def ensure(connection: Connection, *, adopt: bool = False) -> None:
    """Make the database ours if it is empty, or to be adopted; give an older or just imported one what it lacks.

    Raises `ForeignDatabase` where it holds data without our mark, `StoreError` where a newer version wrote it.
    """
    version = marked_version(connection)
    if version is None:
        if not adopt and connection.read(ANY_NODE):
            raise ForeignDatabase(
                f"{connection.login.uri}: this database holds data that kg did not write; "
                "name an empty one with NEO4J_DATABASE, or pass --adopt to load beside that data"
            )
        make(connection)
    elif version > VERSION:
        raise StoreError(
            f"{connection.login.uri}: this graph has schema {version}, this kg knows {VERSION}; "
            "upgrade kg, or load the stories into an empty database"
        )
    elif is_imported(connection):
        importing.complete(connection)
        make(connection, timeout=importing.COMPLETING)
    elif version < VERSION:
        make(connection)


def marked_version(connection: Connection) -> int | None:
    rows = connection.read(READ_MARK, id=MARK)
    return int(rows[0]["version"]) if rows else None


def is_imported(connection: Connection) -> bool:
    """Whether `kg.store.importing` made the files of this database, which has no constraints and indexes yet."""
    return any(row["imported"] for row in connection.read(READ_MARK, id=MARK))


def make(connection: Connection, timeout: float = TIMEOUT) -> None:
    try:
        connection.define(cypher.schema(), timeout)
        connection.writing(mark)
    except QueryError as error:
        # another process may have made it at the same time
        if marked_version(connection) != VERSION:
            raise StoreError(
                f"{connection.login.uri}: cannot make the constraints of the graph: {error}; "
                "see that the user may change the schema, and that no data breaks them"
            ) from None


def mark(transaction: Transaction) -> None:
    transaction.run(WRITE_MARK, id=MARK, version=VERSION)
