"""Neo4j or the embedded engine is gone, comes back, or lets nobody in.

Each time there is one clear line, or the load goes on by itself; what was acknowledged is there.
"""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError, StoreUnreachable
from kg.model import Reading
from kg.store import Store
from kg.store.configuration import Folder, Record
from kg.store.connection import Connection, Login, login_from, login_to, translated
from tests.store.acknowledged import STORIES, assert_all_but_at_most_one, landers, load


@pytest.fixture
def readings(writer: Callable) -> list[Reading]:
    return landers(writer)


@dataclass
class Proxy:
    """Carries connections to a port until it is cut; `mend` lets new ones through again."""

    target: int
    is_cut: bool = False
    ends: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> "Proxy":
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.server.getsockname()[1])
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.cut()
        self.server.close()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.server.accept()
                if self.is_cut:
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self.target))
                self.ends += [client, server]
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=self.carry, args=pair, daemon=True).start()

    @staticmethod
    def carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while block := source.recv(65536):
                target.sendall(block)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        self.is_cut = True
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def mend(self) -> None:
        self.is_cut = False


def login_of(server: Mapping[str, str], port: int | None = None) -> Login:
    """How a server is reached, by itself or through a proxy."""
    named = login_from(server)
    if named is None:
        record = Record.read(Folder(Path(server["DATA"])))
        assert record is not None
        named = login_to(record)
    uri = named.uri if port is None else f"bolt://127.0.0.1:{port}"
    return Login(uri, named.user, named.password, named.database, named.embedded)


def test_a_connection_that_is_cut_and_comes_back(
    store: Store, server: Mapping[str, str], readings: list[Reading]
) -> None:
    """On Neo4j the load goes on by itself; a process of ours that does not answer is no more there, and is told of."""
    target = int(login_of(server).uri.rpartition(":")[2])
    with Proxy(target) as proxy:
        login = login_of(server, proxy.port)
        beyond = Store(Connection(login), login, None)

        def cut_at_six(number: int) -> None:
            if number == 6:
                proxy.cut()
                proxy.mend()

        acknowledged = load(beyond, readings, cut_at_six)
        beyond.close()
        assert acknowledged >= 6
        assert_all_but_at_most_one(store, acknowledged)
    assert load(store, readings) == STORIES
    assert store.counts()["claims"] == 2 * STORIES


def test_a_connection_that_is_cut_for_good_is_told_in_one_line(
    store: Store, server: Mapping[str, str], readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.connection.TIMEOUT", 1.0)
    target = int(login_of(server).uri.rpartition(":")[2])
    with Proxy(target) as proxy:
        login = login_of(server, proxy.port)
        beyond = Store(Connection(login), login, None)
        assert load(beyond, readings, lambda number: proxy.cut() if number == 4 else None) == 4
        with pytest.raises(StoreUnreachable, match=r"check that it runs, and NEO4J_URI|does not answer: .*; try again"):
            beyond.counts()
        beyond.close()
        assert store.counts()["stories"] == 4


@pytest.mark.long
def test_a_load_goes_on_when_neo4j_comes_back(own_neo4j: Any, readings: list[Reading]) -> None:
    with Store.open(Path("unused"), environment=own_neo4j.environment()) as store:

        def restart_at_five(number: int) -> None:
            if number == 5:
                own_neo4j.kill()
                threading.Thread(target=own_neo4j.start).start()

        acknowledged = load(store, readings, restart_at_five)
        assert acknowledged >= 5
    own_neo4j.start()
    with Store.open(Path("unused"), environment=own_neo4j.environment()) as store:
        assert_all_but_at_most_one(store, acknowledged)
        assert load(store, readings) == STORIES
        assert store.counts()["claims"] == 2 * STORIES


SOMEWHERE = Login("bolt://127.0.0.1:7687", "neo4j", "secret", None, embedded=False)
LOCKED_OUT = {
    "Neo.ClientError.Security.CredentialsExpired": "set a new password on the server, then NEO4J_PASSWORD to it",
    "Neo.ClientError.Security.AuthenticationRateLimit": "wait some seconds, and check NEO4J_PASSWORD",
    "Neo.ClientError.Security.Unauthorized": "check NEO4J_USERNAME and NEO4J_PASSWORD",
    "Neo.ClientError.Database.DatabaseNotFound": "check NEO4J_DATABASE",
    "Neo.TransientError.General.DatabaseUnavailable": "start the database, then go on",
}


@pytest.mark.parametrize(("code", "advice"), LOCKED_OUT.items())
def test_what_keeps_a_user_out_is_told_with_what_to_do(code: str, advice: str) -> None:
    from neo4j.exceptions import Neo4jError

    with pytest.raises(StoreUnreachable) as error, translated(SOMEWHERE):
        raise Neo4jError._hydrate_neo4j(code=code, message="No\nentry.")
    assert str(error.value).endswith(advice)
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_an_engine_of_ours_that_forgot_its_user_is_started_anew() -> None:
    from neo4j.exceptions import AuthError

    ours = replace(SOMEWHERE, embedded=True)
    with (
        pytest.raises(StoreUnreachable, match=r"refuses its own user: .*; run 'kg stop', then go on$"),
        translated(ours),
    ):
        raise AuthError("The credentials are no longer valid.")


def test_what_a_user_may_not_do_is_a_wrong_query_and_no_lost_connection() -> None:
    from neo4j.exceptions import Neo4jError

    with pytest.raises(QueryError), translated(SOMEWHERE):
        raise Neo4jError._hydrate_neo4j(code="Neo.ClientError.Security.Forbidden", message="Write is not allowed.")


@pytest.mark.long
def test_a_wrong_and_an_expired_password(own_neo4j: Any) -> None:
    with pytest.raises(StoreUnreachable, match=r"refuses user neo4j: .* check NEO4J_USERNAME and NEO4J_PASSWORD"):
        Store.open(Path("unused"), environment=own_neo4j.environment("wrong"))
    with own_neo4j.expired() as password, pytest.raises(StoreUnreachable, match="set a new password on the server"):
        Store.open(Path("unused"), environment=own_neo4j.environment(password))
