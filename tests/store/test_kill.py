"""Killed in the middle of a load: the loader, or the engine. No story is ever half in."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest

from kg.errors import KgError
from kg.model import Entity, Reading
from kg.store import Store, stop
from kg.store.configuration import Folder, Record

STORIES = 12
# What one story adds to the graph: 8 claims about 3 entities of its own and 2 that all share.
CLAIMS, OWN, SHARED = 8, 3, 2
LOADER = """
import pickle, sys
from pathlib import Path
from kg.store import Store
readings = pickle.load(sys.stdin.buffer)
environment = dict(pair.split("=", 1) for pair in sys.argv[2:])
with Store.open(Path(sys.argv[1]), environment=environment) as store:
    print("open", flush=True)
    for reading in readings:
        store.load(reading)
        print(reading.story.id, flush=True)
"""


@pytest.fixture
def readings(writer: Callable) -> list[Reading]:
    moon, nasa = Entity("Q3", "CelestialBody", "Moon", wikidata="Q3"), Entity("Q2", "Agency", "NASA", wikidata="Q2")
    made = []
    for number in range(STORIES):
        story = writer(f"s{number}", f"Lander {number} with a rover flew to the Moon for NASA, in story {number}.")
        lander, rover = Entity(f"l{number}", "Lander", f"L{number}"), Entity(f"r{number}", "Rover", f"R{number}")
        company = Entity(f"c{number}", "Company", f"C{number}")
        made.append(
            story.reading(
                story.claim(lander, "TARGETS", moon),
                story.claim(lander, "LANDED_ON", moon, status="failed"),
                story.claim(lander, "FOR_CUSTOMER", nasa),
                story.claim(lander, "BUILT_BY", company),
                story.claim(rover, "CARRIED_BY", lander, by=(nasa,)),
                story.claim(lander, "OUTCOME", "failed"),
                story.claim(company, "PARTNERS_WITH", nasa),
                story.claim(nasa, "SAID", f"story {number}"),
            )
        )
    return made


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    stop(tmp_path / "data")


def start_loader(data: Path, environment: Mapping[str, str], readings: list[Reading]) -> "subprocess.Popen[bytes]":
    import pickle

    command = [sys.executable, "-c", LOADER, str(data), *(f"{name}={value}" for name, value in environment.items())]
    loader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    loader.stdin.write(pickle.dumps(readings))
    loader.stdin.close()
    return loader


def assert_whole(store: Store) -> int:
    """Every story is whole, and everything derived follows from the claims; how many stories there are."""
    counts = store.counts()
    stories = counts["stories"]
    assert (counts["claims"], counts["superseded"]) == (CLAIMS * stories, 0)
    assert counts["entities"] == (OWN * stories + SHARED if stories else 0)
    # all claims but OUTCOME and SAID are relations of their own
    assert counts["relationships"] == (CLAIMS - 2) * stories
    unsupported = store.query(
        "MATCH (a:Entity)-[r]->(b:Entity) OPTIONAL MATCH (c:Claim {relation: r.relation}) "
        "WITH r, count(c) AS n WHERE n <> r.claims RETURN count(*)"
    )
    assert unsupported.rows == ((0,),)
    loose = store.query("MATCH (c:Claim) WHERE NOT EXISTS { (c)-[:EVIDENCED_BY]->(:Story) } RETURN count(*)")
    assert loose.rows == ((0,),)
    mentions = store.query(
        "MATCH (:Story)-[m:MENTIONS]->(e:Entity) WITH e, sum(m.claims) AS n WHERE n <> e.claims RETURN e"
    )
    assert mentions.rows == ()
    assert len(list(store.claims())) == CLAIMS * stories
    return stories


def kill_loader(data: Path, environment: Mapping[str, str], readings: list[Reading], chance: random.Random) -> None:
    """Kill the loader somewhere between two of the stories that it reports."""
    loader = start_loader(data, environment, readings)
    for _ in range(chance.randint(1, STORIES - 1)):
        loader.stdout.readline()
    wait_a_moment(loader, chance.uniform(0, 0.05))
    loader.kill()
    loader.wait()
    loader.stdout.close()


def wait_a_moment(loader: "subprocess.Popen[bytes]", moment: float) -> None:
    try:
        loader.wait(moment)
    except subprocess.TimeoutExpired:
        return


def kill_engine(data: Path, environment: Mapping[str, str], readings: list[Reading], chance: random.Random) -> None:
    loader = start_loader(data, environment, readings)
    for _ in range(chance.randint(1, STORIES - 1)):
        loader.stdout.readline()
    wait_a_moment(loader, chance.uniform(0, 0.05))
    psutil.Process(Record.read(Folder(data)).process).send_signal(signal.SIGKILL)
    loader.wait(60)
    loader.stdout.close()


def check_and_finish(data: Path, environment: Mapping[str, str], readings: list[Reading]) -> None:
    with Store.open(data, environment=environment) as store:
        assert_whole(store)
        for reading in readings:
            store.load(reading)
        assert assert_whole(store) == STORIES
        for reading in readings:
            assert store.forget(reading.story.id)
        assert assert_whole(store) == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_loader(server: Mapping[str, str], data: Path, readings: list[Reading], seed: int) -> None:
    environment = {name: value for name, value in server.items() if name != "DATA"}
    kill_loader(data, environment, readings, random.Random(seed))
    check_and_finish(data, environment, readings)


@pytest.mark.parametrize("seed", [3, 4])
def test_killed_engine(data: Path, readings: list[Reading], seed: int) -> None:
    environment = {"KG_ENGINE_IDLE": "20"}
    kill_engine(data, environment, readings, random.Random(seed))
    check_and_finish(data, environment, readings)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 130))
def test_killed_loader_many_times(server: Mapping[str, str], data: Path, readings: list[Reading], seed: int) -> None:
    test_killed_loader(server, data, readings, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(200, 240))
def test_killed_engine_many_times(data: Path, readings: list[Reading], seed: int) -> None:
    test_killed_engine(data, readings, seed)


def test_two_loaders_at_once(server: Mapping[str, str], data: Path, readings: list[Reading]) -> None:
    environment = {name: value for name, value in server.items() if name != "DATA"}
    failures: list[KgError] = []

    def load(mine: list[Reading]) -> None:
        try:
            with Store.open(data, environment=environment) as store:
                for reading in mine:
                    store.load(reading)
        except KgError as error:
            failures.append(error)

    threads = [threading.Thread(target=load, args=(mine,)) for mine in (readings, readings[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(data, environment=environment) as store:
        assert assert_whole(store) == STORIES
