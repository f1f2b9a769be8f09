"""All that was read in a story, in the order of loading: out of one graph, and into another one as it was.

A story is put back by loading its readings again (`kg.store.write`), each at its own time, in one transaction: so
versions, superseded claims and times come out as they were, and a story is there whole or not at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import StoreError
from kg.model import Reading
from kg.store import held, originals, read, versions, write
from kg.store.connection import Connection, Transaction
from kg.store.reading import Rows
from kg.store.versions import Loads, instant

BATCH = 50
ATTEMPTS = 5
READING = 300.0
TIMES = f"UNWIND $ids AS id {versions.TIMES.replace('(s:Story)', '(s:Story {id: id})', 1)}"
EDITIONS = "UNWIND $ids AS id MATCH (s:Story {id: id}) RETURN s.id AS story, s.read_as AS edition"


@dataclass(frozen=True, slots=True)
class History:
    """The readings of a story, before any decision, each with its time; `edition` is that of the last one."""

    story: str
    readings: tuple[tuple[str, Reading], ...]
    edition: str | None = None


def histories(connection: Connection) -> Iterator[History]:
    """Those of all stories in order of their ids; each is of one moment, whoever writes meanwhile."""
    ids = [row["id"] for row in connection.read(read.STORY_IDS, timeout=READING)]
    for some in read.batches(ids, BATCH):
        yield from sorted(steady(connection, some), key=lambda one: one.story)


def steady(connection: Connection, ids: Sequence[str]) -> list[History]:
    """Histories that did not change while they were read: a transaction may see what others commit beside it."""
    for _ in range(ATTEMPTS):
        before = connection.reading(lambda transaction: loads_of(transaction, ids), READING)
        found = connection.reading(lambda transaction: of_stories(transaction, ids), READING)
        if connection.reading(lambda transaction: loads_of(transaction, ids), READING) == before:
            return found
    raise StoreError("the graph changed each time it was read; try again when no load runs")


def of_stories(transaction: Transaction, ids: Sequence[str]) -> list[History]:
    """What the graph holds of these stories; nothing of one that is not there."""
    loads = loads_of(transaction, ids)
    if not loads:
        return []
    editions = {row["story"]: row["edition"] for row in transaction.run(EDITIONS, ids=list(ids))}
    current = originals.originals(transaction, [one.story for one in loads])
    again = [one.story for one in loads if len(one.loads) > 1]
    earlier = {
        (row["reading"]["story"], row["reading"]["number"]): versions.reading_from(row)
        for row in (transaction.run(versions.EARLIER, ids=again) if again else ())
    }
    return [
        History(
            one.story,
            tuple(
                (load.loaded, current[one.story] if load.number is None else earlier[one.story, load.number])
                for load in one.loads
            ),
            editions[one.story],
        )
        for one in loads
    ]


def loads_of(transaction: Transaction, ids: Sequence[str]) -> list[Loads]:
    return [versions.loads_of(row, None) for row in transaction.run(TIMES, ids=list(ids))]


def restore(transaction: Transaction, history: History, rows: Sequence[Rows]) -> str:
    """Load what the graph lacks of a history; gives `new`, `superseded` or `unchanged`. `rows` lay out its readings.

    Where the graph holds the beginning of it, the rest is added; where it holds all of it, and perhaps more, nothing
    changes. Raises `StoreError` where what it holds is not of this history.
    """
    write.lock(transaction)
    known = next(iter(of_stories(transaction, [history.story])), History(history.story, ()))
    shared = min(len(known.readings), len(history.readings))
    rest = [(time, rows[place]) for place, (time, _) in enumerate(history.readings) if place >= shared]
    if not is_same(known, history, shared) or (known.readings and rest and is_late(known, rest[0][0])):
        raise StoreError(
            f"story {history.story!r}: the graph holds it with another text, reading or past, and nothing of it was "
            "restored; forget it first (kg forget), or restore into an empty graph"
        )
    for time, checked in rest:
        write.load(transaction, checked, time)
    if history.edition is not None and len(known.readings) <= len(history.readings):
        held.note(transaction, history.story, history.edition)
    return write.NEW if not known.readings else write.SUPERSEDED if rest else write.UNCHANGED


def is_same(known: History, other: History, shared: int) -> bool:
    """Whether two histories begin alike, whenever they were loaded."""
    pairs = zip(known.readings[:shared], other.readings[:shared], strict=True)
    return all(one == another for (_, one), (_, another) in pairs)


def is_late(known: History, time: str) -> bool:
    """Whether what is held was loaded after that time, so that what comes next would be older than it."""
    return instant(known.readings[-1][0]) > instant(time)
