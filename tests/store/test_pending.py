"""Figures of relations with many claims may lag while a load is under way, and never after it, on both servers.

Small thresholds, so that a handful of claims is a crowd: what is left is compared with what each claim's load would
have given at once.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg import Graph
from kg.errors import QueryError
from kg.model import REFERENCE, Entity, Reading
from kg.resolve import Decided
from kg.resolve.decided import changed
from kg.resolve.decisions import Decision, Kind, dump
from kg.store import Store, crowds, derived, write
from kg.store.lock import FileLock
from kg.views import clear
from tests.store.conftest import EMPTY

TERN = Entity("capsule:tern-2", "Capsule", "Tern-2")
SKUA = Entity("rocket:skua", "LaunchVehicle", "Skua")
AUK = Entity("rocket:auk", "LaunchVehicle", "Auk")
MOON = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")
WIRE = " ".join(f"word{number}" for number in range(120))
FIGURES = (
    "MATCH (:Entity)-[r]->(:Entity) RETURN properties(r) AS held",
    "MATCH (e:Entity) RETURN properties(e) AS held",
    "MATCH (c:Crowd) RETURN properties(c) AS held",
)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four claims are many, and figures are worked out anew when half of them changed."""
    monkeypatch.setattr(crowds, "MANY", 4)
    monkeypatch.setattr(crowds, "SHARE", 0.5)
    monkeypatch.setattr(crowds, "ROWS", 10)


def environment_of(server: Mapping[str, str]) -> tuple[Path, Mapping[str, str]]:
    return Path(server.get("DATA", "unused")), server


def figures(store: Store) -> list[str]:
    """All relationships between entities, entities and crowds, with their properties."""
    rows = (row["held"] for statement in FIGURES for row in store.connection.read(statement))
    return sorted(repr(sorted((name, repr(value)) for name, value in held.items())) for held in rows)


def claims_of(store: Store) -> tuple[int, int] | None:
    """How many claims Tern-2's launch on Skua counts, and has."""
    rows = store.connection.read(
        "MATCH (:Capsule)-[r:LAUNCHED_ON]->(:Entity {id: $id}) "
        "RETURN r.claims AS told, COUNT { MATCH (c:Claim {relation: r.relation}) WHERE c.superseded IS NULL } AS held",
        id=SKUA.id,
    )
    return (rows[0]["told"], rows[0]["held"]) if rows else None


def lags(store: Store) -> bool:
    return bool(store.connection.read("MATCH (c:Crowd) WHERE c.changed > 0 RETURN c.key"))


def launch(writer: Callable, identity: str, chance: random.Random | None = None) -> Reading:
    """A story that says that Tern-2 flew on Skua; of `chance`, in which words, of whom, when and with what more."""
    chance = chance or random.Random(identity)
    kind = {"kind": REFERENCE} if chance.random() < 0.1 else {}
    own = f"The paper {identity} tells {chance.randrange(9)} things"
    text = f"{own}. {WIRE}" if chance.random() < 0.3 else f"{own}."
    story = writer(identity, text, outlet=f"Outlet {chance.randrange(6)}", **kind)
    when, role = chance.choice([None, "2030-05", "2031"]), chance.choice([{}, {"role": "crew"}])
    sure = chance.choice([0.5, 0.75, 0.9])
    made = [story.claim(TERN, "LAUNCH_DATE", chance.choice(["2030", "2031", "2032-01"]), confidence=sure)]
    if chance.random() < 0.8:
        made.append(story.claim(TERN, "LAUNCHED_ON", SKUA, when=when, confidence=sure, **role))
    if chance.random() < 0.3:
        made.append(story.claim(TERN, "LAUNCHED_ON", AUK, "things", confidence=sure))
    if chance.random() < 0.5:  # each landing is one of its own, by its date
        status = chance.choice(["actual", "planned"])
        made.append(story.claim(TERN, "LANDED_ON", MOON, "paper", when="2031", status=status, confidence=sure))
    return story.reading(*made)


def many(writer: Callable, count: int, start: int = 0) -> list[Reading]:
    plain = (writer(f"s{start + n}", f"Story {start + n} of Tern-2.", outlet=f"Outlet {n}") for n in range(count))
    return [
        story.reading(story.claim(TERN, "LAUNCHED_ON", SKUA, confidence=0.5), story.claim(TERN, "LAUNCH_DATE", "2030"))
        for story in plain
    ]


@pytest.mark.usefixtures("few")
def test_figures_lag_until_half_of_the_claims_changed_and_are_right_once_the_load_is_over(
    store: Store, writer: Callable
) -> None:
    counted = []
    for reading in many(writer, 10):
        store.load(reading)
        counted.append(claims_of(store))
        assert lags(store) == (counted[-1][0] != counted[-1][1])
    told, held = zip(*counted, strict=True)
    assert held == (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    assert told == (1, 2, 3, 4, 4, 4, 7, 7, 7, 7)
    assert store.gained() == dict.fromkeys(store.gained(), 3)
    assert len(store.gained()) == 2  # the launch, and its date
    assert crowds.is_behind(store.connection)
    store.catch_up()
    assert claims_of(store) == (10, 10)
    assert not lags(store)
    assert store.gained() == {}
    assert not crowds.is_behind(store.connection)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_loads_corrections_forgets_and_kills_gives_what_working_it_all_out_gives(
    server: Mapping[str, str], store: Store, writer: Callable, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kill is a connection that is dropped; whoever opens the graph next finds nothing stale."""
    chance = random.Random(seed)
    told: dict[str, Reading] = {}
    lagged = 0
    opened = store
    for step in range(60):
        story = f"s{chance.randrange(20)}"
        if story in told and chance.random() < 0.2:
            opened.forget(story)
            del told[story]
        else:
            told[story] = launch(writer, story, chance)
            opened.load(told[story])
        lagged += lags(opened)
        if step % 12 == 11:
            kill(opened)
            opened = Store.open(*environment_of(server)[:1], environment=server)
            assert not lags(opened)
            assert figures(opened) == at_once(opened)
    assert lagged > 10, "the test is to put off something"
    opened.catch_up()
    found = figures(opened)
    for story in sorted(told, reverse=True):
        opened.forget(story)
    assert figures(opened) == []
    monkeypatch.setattr(crowds, "SHARE", 0)
    for story in sorted(told):
        opened.load(told[story])
        assert not lags(opened)
    assert figures(opened) == found
    opened.close()


def kill(store: Store) -> None:
    """What the death of a process leaves of it: nothing is caught up, and the system lets its locks go."""
    store.loading.end()
    store.disconnect()


def at_once(store: Store) -> list[str]:
    """Figures as they are when every relation is worked out anew from all its claims."""
    rows = store.connection.read(
        "MATCH (c:Claim)-[:SUBJECT]->(s:Entity) WHERE c.superseded IS NULL OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity) "
        "RETURN DISTINCT c.predicate AS predicate, c.status AS status, c.when AS when, s.id AS subject, o.id AS object"
    )
    relations = [write.stored_relation(row) for row in rows]
    store.connection.writing(lambda transaction: derived.refresh(transaction, "", relations, relations, may_lag=False))
    return figures(store)


@pytest.mark.usefixtures("few")
def test_a_copy_that_joins_stories_which_say_nothing_new_is_counted_when_the_load_is_over(
    store: Store, writer: Callable
) -> None:
    for number in range(5):
        words = WIRE if number < 2 else f"Words of the paper {number}."
        story = writer(f"s{number}", f"{words} {number}" if number else "Its own words.", outlet=f"Outlet {number}")
        store.load(story.reading(story.claim(TERN, "LAUNCHED_ON", SKUA, confidence=0.5)))
    corrected = writer("s0", f"{WIRE} More.", outlet="Outlet 0")
    store.load(corrected.reading(corrected.claim(TERN, "LAUNCHED_ON", SKUA, confidence=0.5)))
    store.catch_up()
    ((sources, confidence),) = store.query("MATCH ()-[r:LAUNCHED_ON]->() RETURN r.sources, r.confidence").rows
    assert (sources, confidence) == (4, 1 - 0.5**4)


@pytest.mark.usefixtures("few")
def test_forgetting_and_deciding_leave_nothing_that_lags(store: Store, writer: Callable) -> None:
    readings = many(writer, 9)
    for reading in readings[:-1]:
        store.load(reading)
    assert lags(store)
    assert store.forget("s0")
    assert claims_of(store) == (7, 7)
    assert not lags(store)
    store.load(readings[-1])
    assert lags(store)
    renamed = Decided((Decision(Kind.RENAME, TERN.id, "Tern Two", "2031-01-01"),))
    store.settle(renamed, changed(Decided(), renamed), dump(renamed.decisions))
    assert claims_of(store) == (8, 8)
    assert not lags(store)


@pytest.mark.usefixtures("few")
def test_whoever_decides_that_two_are_one_moves_crowds_whole(store: Store, writer: Callable) -> None:
    for reading in many(writer, 6):
        store.load(reading)
    for number in range(6, 12):
        story = writer(f"s{number}", f"Story {number} of Tern-2.", outlet=f"Outlet {number}")
        store.load(story.reading(story.claim(TERN, "LAUNCHED_ON", AUK, confidence=0.5)))
    one = Decided((Decision(Kind.SAME, SKUA.id, AUK.id, "2031-01-01"),))
    store.settle(one, changed(Decided(), one), dump(one.decisions))
    rows = store.query("MATCH ()-[r:LAUNCHED_ON]->() RETURN r.claims, r.sources").rows
    assert rows == ((12, 12),)
    assert figures(store) == at_once(store)
    store.settle(Decided(), changed(one, Decided()), "")
    assert sorted(store.query("MATCH ()-[r:LAUNCHED_ON]->() RETURN r.claims").rows) == [(6,), (6,)]
    assert figures(store) == at_once(store)


@pytest.mark.usefixtures("few")
def test_check_takes_what_is_noted_to_lag_and_nothing_else(store: Store, writer: Callable, tmp_path: Path) -> None:
    graph = Graph(store, tmp_path)
    for reading in many(writer, 6):
        store.load(reading)
    assert claims_of(store) == (4, 6)
    assert graph.check().ok
    store.connection.writing(lambda transaction: transaction.run("MATCH (c:Crowd) REMOVE c.changed"))
    (problem,) = graph.check().problems
    assert problem.endswith("holds 4 claims, should hold 6")


@pytest.mark.usefixtures("few")
def test_closing_catches_up(server: Mapping[str, str], store: Store, writer: Callable) -> None:
    with Store.open(*environment_of(server)[:1], environment=server) as other:
        for reading in many(writer, 6):
            other.load(reading)
        assert lags(store)
    assert claims_of(store) == (6, 6)
    assert not lags(store)


@pytest.mark.usefixtures("few")
def test_a_load_of_a_graph_ends_with_nothing_that_lags(
    store: Store, writer: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.loading.reading.readings", lambda *given: iter(many(writer, 6)))
    report = Graph(store, tmp_path).load()
    assert report.states == {"new": 6}
    assert claims_of(store) == (6, 6)
    assert not lags(store)


def test_a_view_of_the_past_has_nothing_that_lags(half_loaded: Store, writer: Callable, tmp_path: Path) -> None:
    (later,) = many(writer, 1, start=9)
    half_loaded.load(later, loaded="9999-01-01T00:00:00+00:00")
    graph = Graph(half_loaded, tmp_path)
    try:
        asked = "MATCH ()-[r:LAUNCHED_ON]->() RETURN r.claims, r.sources"
        assert graph.query(asked, as_known="9998-01-01").rows == ((6, 6),)
        assert graph.query("MATCH (c:Crowd) RETURN DISTINCT c.claims, c.changed", as_known="9998-01-01").rows == (
            (6, None),
        )
    finally:
        clear(tmp_path)


@pytest.mark.usefixtures("few")
def test_a_kill_between_two_steps_of_catching_up_leaves_the_rest_to_the_next(
    server: Mapping[str, str], store: Store, writer: Callable
) -> None:
    for reading in many(writer, 6):
        store.load(reading)
    lagging = set(store.gained())
    beyond = store.connection.writing(lambda transaction: write.catch_up(transaction, ""))
    assert beyond == min(lagging)  # ten claims are too many for both at once
    assert set(store.gained()) == {max(lagging)}
    assert lags(store)
    kill(store)
    with Store.open(*environment_of(server)[:1], environment=server) as again:
        assert claims_of(again) == (6, 6)
        assert not lags(again)


@pytest.fixture
def half_loaded(embedded: Mapping[str, str], few: None, writer: Callable) -> Iterator[Store]:
    """A load at work on the embedded engine: of six claims of the launch four are counted."""
    loader = Store.open(Path(embedded["DATA"]), environment=embedded)
    loader.connection.writing(lambda transaction: transaction.run(EMPTY))
    for reading in many(writer, 6):
        loader.load(reading)
    yield loader
    kill(loader)


def test_whoever_opens_the_graph_leaves_a_load_that_is_at_work_alone(
    embedded: Mapping[str, str], half_loaded: Store
) -> None:
    with Store.open(Path(embedded["DATA"]), environment=embedded) as other:
        assert claims_of(other) == (4, 6)
    kill(half_loaded)
    with Store.open(Path(embedded["DATA"]), environment=embedded) as other:
        assert claims_of(other) == (6, 6)


def test_a_graph_that_lags_opens_while_somebody_writes(
    embedded: Mapping[str, str], half_loaded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.store.OPENING", 0.0)
    kill(half_loaded)
    data = Path(embedded["DATA"])
    with FileLock(data / "write.lock"), Store.open(data, environment=embedded) as reader:
        assert claims_of(reader) == (4, 6)
    with Store.open(data, environment=embedded) as reader:
        assert claims_of(reader) == (6, 6)


def test_a_graph_that_lags_opens_for_one_who_may_not_write(
    embedded: Mapping[str, str], half_loaded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(half_loaded)

    def refuse(*given: Any, **named: Any) -> None:
        raise QueryError("this user may not write")

    monkeypatch.setattr(write, "catch_up", refuse)
    with Store.open(Path(embedded["DATA"]), environment=embedded) as reader:
        assert claims_of(reader) == (4, 6)


def test_a_story_reads_no_more_claims_the_more_there_are(
    store: Store, writer: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts the claims that loads read of a relation that all stories support, and of an attribute."""
    monkeypatch.setattr(crowds, "MANY", 10)
    read: list[int] = []

    def counted(name: str) -> None:
        plain = getattr(derived, name)

        def count(*given: Any) -> Any:
            found = plain(*given)
            read.extend(map(len, found.values()))
            return found

        monkeypatch.setattr(derived, name, count)

    counted("supports_of")
    counted("worths_of")
    costs = []
    for start in range(0, 160, 40):
        read.clear()
        for reading in many(writer, 40, start):
            store.load(reading)
        costs.append(sum(read))
    assert max(costs[1:]) <= 1.3 * (2 * 40 / crowds.SHARE)
    read.clear()
    store.catch_up()
    assert sum(read) <= 2 * 160
    assert claims_of(store) == (160, 160)
