"""The graph as the rooms above see it: `Store`."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.model import Claim, Entity, Reading, Story
from kg.store import (
    copies,
    counts,
    crowds,
    decisions,
    engine,
    excerpt,
    held,
    profiles,
    query,
    read,
    room,
    schema,
    write,
)
from kg.store.configuration import Folder, Record
from kg.store.connection import Connection, Login, Transaction, connect_embedded, login_from, login_to
from kg.store.counts import Schema
from kg.store.decisions import Change, Judged
from kg.store.held import Held
from kg.store.loading import Loading
from kg.store.lock import FileLock
from kg.store.query import Table
from kg.store.reading import Rows, Settling, rows

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["Loaded", "Schema", "State", "Store", "Table"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a story did: `state` is `new`, `unchanged` or `superseded`; claims and entities of the reading."""

    story: str
    state: str
    claims: int
    entities: int


@dataclass(frozen=True, slots=True)
class State:
    """Where the graph is: the server's name and version, its Bolt address, and a login that may only read.

    The password is the one of the embedded engine's reader; a Neo4j's is the user's own secret, and left out.
    """

    engine: str
    address: str
    database: str | None
    user: str
    password: str | None


class Store:
    """A graph, open. Use it as a context manager; all methods raise `StoreError` or its subclasses."""

    def __init__(self, connection: Connection, reader: Login, data: Path | None) -> None:
        self.connection, self.reader = connection, reader
        self.asking: Connection | None = None
        self.folder = Folder(data.absolute()) if data else None
        self.loading = Loading(self.folder)

    @staticmethod
    def open(data: Path, *, environment: Mapping[str, str] | None = None, adopt: bool = False) -> "Store":
        """The Neo4j that `NEO4J_URI` in `environment` names (the process's own when None), else the engine of `data`.

        An embedded engine that does not run is started; it stops by itself `KG_ENGINE_IDLE` seconds (60) after the
        last connection closed. Raises `StoreUnreachable`, `ForeignDatabase`.
        """
        settings = os.environ if environment is None else environment
        login = login_from(settings)
        if login:
            return Store(Connection(login), login, None).prepared(adopt=adopt).recovered()
        return engine.join(data, partial(embedded_store, data), idle=idle_time(settings)).recovered()

    def prepared(self, *, adopt: bool = False) -> "Store":
        """This store once its database has our schema; closed again if it cannot have it."""
        try:
            self.connection.verify()
            schema.ensure(self.connection, adopt=adopt)
            if self.folder and not self.folder.complete.exists():
                self.folder.complete.touch()
        except BaseException:
            self.close()
            raise
        return self

    def recovered(self) -> "Store":
        """This store once it caught up with what a killed load left; as it is where that cannot be done now."""
        with suppress(StoreError):
            if crowds.is_behind(self.connection) and not self.loading.is_elsewhere():
                self.catch_up(patience=OPENING)
        return self

    def load(
        self,
        reading: Reading,
        *,
        loaded: str | None = None,
        settling: Callable[[], Settling] | None = None,
        edition: str | None = None,
    ) -> Loaded:
        """Write a story with its claims, all or nothing. `loaded` (ISO 8601, now if None) marks what is superseded.

        Its entities carry ids of the graph; `settling` gives what was decided on them, as it stands when no other
        writer is at work. `edition` is that of the reading, for `held`. What happens to a story that is there already:
        `kg.store.write`. After the last story call `catch_up` or `close`: until then figures of relationships with
        many claims, and values with many, may be those of some stories ago.
        """
        time = loaded or datetime.now(UTC).isoformat(timespec="seconds")
        with self.turn():
            checked = rows(reading, settling() if settling else None)
            self.loading.begin()
            state = self.connection.writing(lambda transaction: written(transaction, checked, time, edition), WRITE)
        entities = sum(contribution.claims > 0 for contribution in checked.contributions.values())
        return Loaded(reading.story.id, state, len(checked.claims), entities)

    def catch_up(self, patience: float | None = None) -> None:
        """Bring the figures that loads put off in line with their claims: see `kg.store.crowds`.

        Waits `patience` s for another writer, or as long as it takes one to write a story.
        """
        beyond: str | None = "" if crowds.is_behind(self.connection) else None
        while beyond is not None:
            with self.turn(patience):
                beyond = self.connection.writing(partial(write.catch_up, beyond=beyond), WRITE)
        self.loading.end()

    def held(self, editions: Iterable[tuple[str, str]]) -> dict[str, Held]:
        """By edition, what is held of those (story id, edition) pairs that were loaded and not changed since."""
        return held.held(self.connection, editions)

    def forget(self, story_id: str) -> bool:
        """Delete a story with all that only it holds; False if the graph does not hold it."""
        with self.turn():
            return self.connection.writing(lambda transaction: write.forget(transaction, story_id), WRITE)

    def decided(self) -> str | None:
        """The decisions that the graph follows, as text; None before the first."""
        text = self.connection.read(decisions.READ_DECISIONS, id=schema.MARK)[0]["decisions"]
        return None if text is None else str(text)

    def settle(self, after: Judged, changes: Iterable[Change], noted: str, *, strict: bool = False) -> int:
        """Bring the stories that `changes` touch in line with decisions, all or nothing; gives their number.

        `strict` refuses decisions that leave a claim between things that its predicate cannot join.
        """
        known = list(changes)
        with self.turn():
            return self.connection.writing(
                lambda transaction: decisions.apply(transaction, after, known, noted, strict=strict), SETTLE
            )

    def members(self, entity: str, named: Iterable[str]) -> dict[str, set[str]]:
        """Which of the `named` ids stories give to what is one entity by decision, with the names they use."""
        return self.connection.reading(lambda transaction: decisions.members(transaction, entity, named))

    def spoken_of(self, story: str) -> dict[str, Entity] | None:
        """What a story speaks of before any decision, by id; None where there is no such story."""
        return self.connection.reading(lambda transaction: decisions.spoken_of(transaction, story))

    def named(self) -> list[tuple[Entity, int]]:
        """Entities that stories name, each with the number of those stories."""
        return profiles.named(self.connection)

    def related(self, ids: Sequence[str]) -> dict[str, frozenset[str]]:
        """Names of what entities have relationships with, hubs left out."""
        return profiles.related(self.connection, ids)

    def turn(self, patience: float | None = None) -> AbstractContextManager[object]:
        """One writer at a time: the embedded engine refuses the second of two at its commit; Neo4j lets it wait.

        Raises `StoreUnreachable` where the embedded engine's disk has no room.
        """
        if self.folder is None:
            return nullcontext()
        room.check(self.folder.data, room.WRITING)
        return FileLock(self.folder.writing, timeout=10 * WRITE if patience is None else patience)

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 30.0) -> Table:
        """Rows of a reading query; `QueryError` for one that is wrong, refused, or takes longer than `timeout` s."""
        if self.asking is None:
            self.asking = self.connection if self.reader == self.connection.login else Connection(self.reader)
        return query.run(self.asking, cypher, parameters, timeout, self.connection)

    def find(self, name: str) -> list[Entity]:
        """Entities with exactly this name, alias or id, whatever its case or article; the best known first."""
        return read.find(self.connection, name)

    def names(self) -> list[str]:
        """All names and aliases, folded: for `near`, by whoever asks for what is near to several."""
        return read.names(self.connection)

    def near(self, name: str, limit: int = 5, known: Sequence[str] | None = None) -> list[Entity]:
        """Entities whose names look like this one; `known` are the `names`, which are read if None."""
        return read.near(self.connection, name, limit, known)

    def subgraph(
        self, ids: Sequence[str], *, depth: int = 1, at: str | None = None, limit: int | None = excerpt.ENTITIES
    ) -> "MultiDiGraph":
        """What lies within `depth` relationships of `ids`, with its claims: see `kg.store.subgraph`.

        Of hubs an excerpt, but where `limit` is None: all of it.
        """
        from kg.store import subgraph

        return subgraph.subgraph(self.connection, ids, depth=depth, at=at, limit=limit)

    def claims(self, ids: Sequence[str] | None = None, *, superseded: bool = False) -> Iterator[Claim]:
        """All claims, or those about or attributed to `ids`, in order of story and place; quotes are filled in."""
        return read.claims(self.connection, ids, superseded=superseded)

    def stories(self, ids: Sequence[str] | None = None, *, texts: bool = False) -> Iterator[Story]:
        """Stories in order of their ids, without their text unless `texts`."""
        return read.stories(self.connection, texts=texts, ids=ids)

    def gained(self) -> dict[str, int]:
        """Relation key -> how many claims its relationship does not count yet, while a load is under way."""
        return crowds.gained(self.connection)

    def copies(self) -> list[tuple[str, str]]:
        """Pairs of ids of stories that are copies of one text: see `kg.store.copies`."""
        return copies.links(self.connection)

    def counts(self) -> dict[str, int]:
        """How many stories, entities, claims (current), superseded claims and relationships there are."""
        return counts.counts(self.connection)

    def schema(self) -> Schema:
        """Types, relations and attributes in use, with their numbers."""
        return counts.schema(self.connection)

    def status(self) -> State:
        """What is where, and how any program can read it."""
        login = self.reader
        password = login.password if login.embedded else None
        return State(self.connection.agent(), login.uri, login.database, login.user, password)

    def close(self) -> None:
        """Catch up, where that can be done, and give the connections back."""
        try:
            with suppress(StoreError):
                if self.loading.is_begun:
                    self.connection.verify()
                    self.catch_up()
        finally:
            self.loading.end()
            self.disconnect()

    def disconnect(self) -> None:
        if self.asking is not None:
            self.asking.close()
        self.connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


WRITE = 120.0
# how long whoever opens a graph waits for its writer
OPENING = 10.0
# a decision on a hub writes the stories of years anew
SETTLE = 3600.0


def written(transaction: Transaction, checked: Rows, time: str, edition: str | None) -> str:
    state = write.load(transaction, checked, time)
    if edition is not None:
        held.note(transaction, str(checked.story["id"]), edition)
    return state


def embedded_store(data: Path, record: Record) -> Store:
    return Store(connect_embedded(record), login_to(record, reader=True), data).prepared()


def idle_time(settings: Mapping[str, str]) -> float:
    text = settings.get("KG_ENGINE_IDLE", str(engine.IDLE))
    try:
        return float(text)
    except ValueError:
        raise StoreError(f"KG_ENGINE_IDLE={text!r}: must be seconds, such as 60") from None
