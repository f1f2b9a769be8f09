"""The servers that the store tests run on, and small readings to load into them.

`store` is an empty graph, once on the embedded engine and once on a real Neo4j. Each test process has an engine of its
own; all share one Neo4j, and take turns.
"""

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Claim, Entity, Evidence, Reading, Status, Story
from kg.store import Store, stop

if TYPE_CHECKING:
    from tests.store.neo4j.process import OwnNeo4j

HERE = Path(__file__).parent
NEO4J_START = 90.0
EMPTY = "MATCH (n) WHERE NOT n:KnowledgeGraph DETACH DELETE n"


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Environment and data folder (`DATA`) of an embedded engine."""
    data = tmp_path_factory.mktemp("embedded")
    yield {"DATA": str(data), "KG_ENGINE_IDLE": "20"}
    stop(data)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a running Neo4j, shared by all test processes and ended when the last one is done."""
    if not (HERE.parents[1] / "build/neo4j/lib").is_dir():
        pytest.fail("no Neo4j to test against; run tests/store/neo4j/install.sh (`make test` does)", pytrace=False)
    root = tmp_path_factory.getbasetemp()
    folder = (root.parent if root.name.startswith("popen-") else root) / "neo4j"
    folder.mkdir(exist_ok=True)
    with (folder / "users").open("ab") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with (folder / "start").open("ab") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            start_neo4j(folder)
        yield folder
    with (folder / "users").open("ab") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
    wait_for(lambda: not (folder / "server.json").exists(), "Neo4j to end")


def start_neo4j(folder: Path) -> None:
    if not (folder / "server.json").exists():
        subprocess.Popen([sys.executable, str(HERE / "neo4j" / "serve.py"), str(folder)], start_new_session=True)
        wait_for(lambda: (folder / "server.json").exists(), f"Neo4j to start; see {folder}/server.log", NEO4J_START)


def wait_for(condition: Callable[[], bool], what: str, timeout: float = 30.0) -> None:
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, f"waited {timeout:.0f} s for {what}"
        time.sleep(0.02)


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Waits until a condition holds: `eventually(lambda: ..., "what is waited for")`."""
    return wait_for


@pytest.fixture
def neo4j(neo4j_server: Path) -> Iterator[Mapping[str, str]]:
    """The environment that names the Neo4j, to be used by one test at a time; its database is empty."""
    with (neo4j_server / "turn").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        uri = json.loads((neo4j_server / "server.json").read_text())["uri"]
        run_on_neo4j(uri, "MATCH (n) DETACH DELETE n")
        yield {"NEO4J_URI": uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "no secret here"}


def run_on_neo4j(uri: str, statement: str) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(uri) as driver, driver.session() as session:
        session.run(statement).consume()


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator["OwnNeo4j"]:
    """A Neo4j with a password, of this test process alone."""
    from tests.store.neo4j.process import OwnNeo4j

    server = OwnNeo4j.made(tmp_path_factory.mktemp("own"))
    server.start()
    server.take()
    yield server
    server.kill()


@pytest.fixture
def own_neo4j(own_server: "OwnNeo4j") -> "OwnNeo4j":
    """That Neo4j, running and empty, for a test that may kill it."""
    own_server.start()
    own_server.empty()
    return own_server


@pytest.fixture(params=["embedded", "neo4j"])
def server(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """The environment of each server in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def store(server: Mapping[str, str]) -> Iterator[Store]:
    """An empty graph on each server in turn."""
    with Store.open(Path(server.get("DATA", "unused")), environment=server) as opened:
        opened.connection.writing(lambda transaction: transaction.run(EMPTY))
        yield opened


@dataclass(frozen=True)
class Writer:
    """Writes readings of a story: `writer.claim(...)` quotes the words given, wherever they stand in the text.

    A claim with broken text gets no id, as a loader that passed it on would leave it.
    """

    story: Story

    def claim(
        self,
        subject: Entity,
        predicate: str,
        target: Entity | str,
        quote: str | None = None,
        status: str = "actual",
        when: str | None = None,
        by: tuple[Entity, ...] = (),
        confidence: float = 0.9,
        **qualifiers: str | int | float,
    ) -> Claim:
        start = self.story.text.index(quote) if quote else 0
        end = start + len(quote) if quote else len(self.story.text)
        claim = Claim(
            story=self.story.id,
            subject=subject,
            predicate=predicate,
            object=target if isinstance(target, Entity) else None,
            value=None if isinstance(target, Entity) else target,
            status=Status(status),
            when=when,
            attribution=by,
            qualifiers=qualifiers,
            confidence=confidence,
            rule="by hand",
            evidence=(Evidence(start, end, self.story.text[start:end]),),
            spans=((start, end), (start + 1, end)),
        )
        try:
            return replace(claim, id=claim.key())
        except UnicodeEncodeError:
            return claim

    def reading(self, *claims: Claim) -> Reading:
        entities: dict[str, Entity] = {}
        for claim in claims:
            for entity in (claim.subject, claim.object, *claim.attribution):
                if entity is not None:
                    entities.setdefault(entity.id, entity)
        return Reading(self.story, tuple(entities.values()), claims)


@pytest.fixture
def writer() -> Callable[..., Writer]:
    """Makes the writer of a story: `writer("s1", "Some text.", outlet="The Guardian")`."""

    def make(identity: str, text: str, **fields: object) -> Writer:
        return Writer(Story(identity, text, **fields))

    return make
