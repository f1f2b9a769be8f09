"""A Neo4j of one test alone, which it may kill, start again, and lock itself out of."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from neo4j import GraphDatabase

from tests.store.neo4j.serve import SETTINGS, answers, command, die_with_parent

FIRST_PASSWORD = "neo4j"
PASSWORD = "no secret here"
EXPIRED = "to be changed"
START = 120.0


@dataclass
class OwnNeo4j:
    """`start` waits until it answers, `kill` leaves it no time to do anything. Its port stays the same."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @classmethod
    def made(cls, folder: Path) -> "OwnNeo4j":
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        (folder / "conf").mkdir(parents=True)
        settings = SETTINGS.format(port=port).replace("auth_enabled=false", "auth_enabled=true")
        (folder / "conf" / "neo4j.conf").write_text(settings)
        return cls(folder, port)

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def environment(self, password: str = PASSWORD) -> dict[str, str]:
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": password}

    def start(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command(self.folder, self.folder / "conf"),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=die_with_parent if sys.platform.startswith("linux") else None,
            )
        deadline = time.monotonic() + START
        while not answers(self.port):
            assert self.process.poll() is None, f"Neo4j ended; see {self.folder}/server.log"
            assert time.monotonic() < deadline, f"waited {START:.0f} s for Neo4j; see {self.folder}/server.log"
            time.sleep(0.05)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def take(self, old: str = FIRST_PASSWORD) -> None:
        """Set the password, which a new Neo4j asks of its first user."""
        with GraphDatabase.driver(self.uri, auth=("neo4j", old)) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                {"old": old, "new": PASSWORD},
                database_="system",
            )

    @contextmanager
    def expired(self) -> Iterator[str]:
        """The password of the user, which has to be changed before anything else is done."""
        with GraphDatabase.driver(self.uri, auth=("neo4j", PASSWORD)) as driver:
            driver.execute_query(
                "ALTER USER neo4j SET PASSWORD $new CHANGE REQUIRED", {"new": EXPIRED}, database_="system"
            )
        yield EXPIRED
        self.take(EXPIRED)

    def empty(self) -> None:
        with GraphDatabase.driver(self.uri, auth=("neo4j", PASSWORD)) as driver:
            driver.execute_query("MATCH (n) DETACH DELETE n")
