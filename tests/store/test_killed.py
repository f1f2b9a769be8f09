"""`kill -9` at any moment of a load, of whoever takes part in it: what was acknowledged is there and nothing is half
there, the next start is clean, and the load goes on where it was, to the graph that an undisturbed load gives.

A moment is a place in the life of a load and a while after it; the loader says when it is there.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest

from kg.graph import Graph
from kg.loading import edition
from kg.model import Entity, Reading, Story
from kg.store import stop, write
from kg.store.configuration import Folder, Record
from tests.store.attempt import LOADED, Attempt
from tests.store.neo4j.process import OwnNeo4j

STORIES = 9
PLACES = ("opening", "reading", "writing", "commit", "done", "closing")
# who is killed: the loading program, the server, both at once, or the process that keeps the embedded engine
EMBEDDED_VICTIMS = ("loader", "engine", "both", "supervisor")
NEO4J_VICTIMS = ("loader", "engine", "both")


@dataclass
class Reader:
    """Gives the readings made by hand, and remembers of which stories."""

    readings: Mapping[str, Reading]
    edition: str = "by hand"
    asked: list[str] = field(default_factory=list)

    def read(self, story: Story) -> Reading:
        self.asked.append(story.id)
        return replace(self.readings[story.id], story=story)


@dataclass(frozen=True)
class Load:
    """A file of stories, in their order, and their readings."""

    source: Path
    readings: Mapping[str, Reading]

    def run(self, graph: Graph) -> list[str]:
        """Load all; gives the ids of the stories that were read for it."""
        reader = Reader(self.readings)
        report = graph.load(self.source, format="stories", by=reader, loaded=LOADED)
        assert report.rejected == ()
        assert [one.story for one in report.loaded] == list(self.readings)
        assert report.claims == sum(len(reading.claims) for reading in self.readings.values())
        return reader.asked


@pytest.fixture(autouse=True)
def one_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both processes take the installed code for the same, even while somebody works on it."""
    monkeypatch.setattr(edition, "installed", lambda: "as tested")


@pytest.fixture
def load(tmp_path: Path, writer: Callable) -> Load:
    """Stories that share two entities, and of which each has three of its own."""
    moon, nasa = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405"), Entity("Q23548", "Agency", "NASA")
    nasa = replace(nasa, wikidata=nasa.id)
    readings: dict[str, Reading] = {}
    for number in range(STORIES):
        story = writer(
            f"s{number}", f"Lander {number} with rover {number} of maker {number} flew to the Moon for NASA."
        )
        lander = Entity(f"lander:{number}", "Lander", f"Lander {number}")
        rover = Entity(f"rover:{number}", "Rover", f"rover {number}")
        maker = Entity(f"company:{number}", "Company", f"maker {number}")
        readings[f"s{number}"] = story.reading(
            story.claim(lander, "TARGETS", moon),
            story.claim(lander, "LANDED_ON", moon, status="failed"),
            story.claim(lander, "FOR_CUSTOMER", nasa),
            story.claim(lander, "BUILT_BY", maker),
            story.claim(rover, "CARRIED_BY", lander, by=(nasa,)),
            story.claim(lander, "OUTCOME", "failed"),
            story.claim(maker, "PARTNERS_WITH", nasa),
        )
    source = tmp_path / "stories.jsonl"
    lines = [{"id": name, "text": reading.story.text} for name, reading in readings.items()]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return Load(source, readings)


@pytest.fixture(scope="module")
def undisturbed() -> list[bytes]:
    """The export of a load that nothing came in the way of, once there was one."""
    return []


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    stop(tmp_path / "data")


@dataclass(frozen=True)
class Moment:
    """Where a load is hit, how long after that (s), and who."""

    place: str
    times: int
    after: float
    victim: str


def moment_of(seed: int, victims: tuple[str, ...]) -> Moment:
    chance = random.Random(seed)
    place, victim = PLACES[seed % len(PLACES)], victims[seed // len(PLACES) % len(victims)]
    times = 1 if place in ("opening", "closing") else chance.randint(1, STORIES)
    longest = {"opening": 3.0, "closing": 0.5, "commit": 0.005}.get(place, 0.05)
    return Moment(place, times, chance.uniform(0.0, longest), victim)


def hit(attempt: Attempt, moment: Moment, own: OwnNeo4j | None) -> None:
    attempt.follow(moment.place, moment.times)
    attempt.wait(moment.after)
    if moment.victim in ("loader", "both"):
        attempt.process.kill()
    if moment.victim != "loader":
        if own is not None:
            own.kill()
        else:
            kill_embedded(attempt.data, supervisor=moment.victim == "supervisor")


def kill_embedded(data: Path, *, supervisor: bool) -> None:
    """Kill the engine, or what keeps it, if there is one by now."""
    record = Record.read(Folder(data))
    with suppress(psutil.Error):
        if record is not None and record.process:
            engine = psutil.Process(record.process)
            (engine.parent() if supervisor else engine).kill()


def survived(load: Load, data: Path, environment: Mapping[str, str], moment: Moment, own: OwnNeo4j | None) -> bytes:
    """What the graph exports that was hit at a moment, and then loaded again."""
    with Attempt(load.source, load.readings, data, environment) as attempt:
        hit(attempt, moment, own)
        if own is not None:
            own.start()
        attempt.finish()
    with Graph.open(data, environment=environment) as graph:
        held = held_whole(graph, load)
        assert held == list(load.readings)[: len(held)]
        assert len(held) >= attempt.done, "an acknowledged story is lost"
        assert graph.check().problems == ()
        assert graph.counts()["entities"] == (3 * len(held) + 2 if held else 0)
        assert load.run(graph) == list(load.readings)[len(held) :]
        assert load.run(graph) == []
        return graph.export(format="nquads", with_texts=True)


def held_whole(graph: Graph, load: Load) -> list[str]:
    """The stories of a graph that holds all claims of each and no other claim."""
    # the last commit of a loader that is dead by now may be on its way: no two writers pass this one at once
    graph.store.connection.writing(write.lock)
    held = [story.id for story in graph.stories()]
    wanted = {claim.id for name in held for claim in load.readings[name].claims}
    assert {claim.id for claim in graph.claims()} == wanted
    return held


def expected(undisturbed: list[bytes], load: Load, folder: Path) -> bytes:
    if not undisturbed:
        with Graph.open(folder, environment={"KG_ENGINE_IDLE": "1"}) as graph:
            assert load.run(graph) == list(load.readings)
            assert graph.check().problems == ()
            undisturbed.append(graph.export(format="nquads", with_texts=True))
        stop(folder)
    return undisturbed[0]


def run_on_embedded(seed: int, load: Load, data: Path, undisturbed: list[bytes]) -> None:
    moment = moment_of(seed, EMBEDDED_VICTIMS)
    assert survived(load, data, {"KG_ENGINE_IDLE": "20"}, moment, None) == expected(
        undisturbed, load, data.parent / "undisturbed"
    )


@pytest.mark.parametrize("seed", [8, 15])
def test_what_was_killed_goes_on(seed: int, load: Load, data: Path, undisturbed: list[bytes]) -> None:
    run_on_embedded(seed, load, data, undisturbed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 160))
def test_what_was_killed_goes_on_many_times(seed: int, load: Load, data: Path, undisturbed: list[bytes]) -> None:
    run_on_embedded(seed, load, data, undisturbed)


def test_a_killed_load_into_neo4j_goes_on(
    load: Load, data: Path, neo4j: Mapping[str, str], undisturbed: list[bytes]
) -> None:
    moment = Moment("commit", 4, 0.002, "loader")
    assert survived(load, data, neo4j, moment, None) == expected(undisturbed, load, data.parent / "undisturbed")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(200, 260))
def test_what_was_killed_goes_on_in_neo4j(
    seed: int, load: Load, data: Path, own_neo4j: OwnNeo4j, undisturbed: list[bytes]
) -> None:
    moment = moment_of(seed, NEO4J_VICTIMS)
    found = survived(load, data, own_neo4j.environment(), moment, own_neo4j)
    assert found == expected(undisturbed, load, data.parent / "undisturbed")
