"""The graph as it was known at a time, or as of a date: another graph, which answers every question like the first.

Two clocks. *Valid time* (`at`) is when a claim holds; *knowledge time* (`as_known`) is when the graph learnt it. A view
is made by loading again what was loaded by then (`kg.store.versions`), under the decisions noted by then, into an
embedded engine of its own: so each relationship, belief, name and superseded claim in it is what it was, and any Cypher
works. Undated decisions count as noted always. What was forgotten, or struck from the decisions, is gone from the past
too.

DATA/views/KEY/         a data folder like any other; KEY is a hash of all that the view holds
DATA/views/KEY/view     present once the view is whole; the file's time is that of the last use
DATA/views/views.lock   held by whoever makes, opens or removes one

Views are kept for the next question, the `KEPT` used last of them; the others are removed when their engines are idle,
and all of them when a story is forgotten.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path

from kg.errors import StoreError, WrongArgument
from kg.model import Reading
from kg.resolve.decided import Decided
from kg.resolve.decisions import dump
from kg.store import Store, decisions, engine, schema, versions, write
from kg.store.configuration import Folder
from kg.store.connection import Transaction
from kg.store.edtf import UNKNOWN, interval
from kg.store.lock import FileLock
from kg.store.reading import rows
from kg.store.validity import holds
from kg.store.versions import Loads

FOLDER, MARK, LOCK = "views", "view", "views.lock"
KEPT = 4
# Loads of one transaction: a view that is not whole is thrown away, so that nothing can be lost between two.
BATCH = 50
WRITE = 3600.0
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Clocks:
    """What was asked for: the last day that counts as past, and the last moment whose loads count. None: no limit."""

    day: date | None = None
    moment: datetime | None = None

    @staticmethod
    def of(at: str | None, as_known: str | None) -> "Clocks":
        """Raises `WrongArgument` for what is no date."""
        return Clocks(last_day(at) if at is not None else None, moment(as_known) if as_known is not None else None)


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph had learnt: the loads of each story, and what was decided."""

    stories: tuple[Loads, ...]
    decided: Decided

    @property
    def is_all(self) -> bool:
        return not any(one.left_out for one in self.stories)

    def key(self, day: date | None) -> str:
        """A hash of all that a view of it holds."""
        loads = [f"{one.story} {load.loaded} {load.hash}" for one in self.stories for load in one.loads]
        parts = (version("space-kg"), str(day), dump(self.decided.decisions), *loads)
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:20]


def last_day(at: str) -> date | None:
    if interval(at) == UNKNOWN:
        raise WrongArgument(f"{at}: no date; write a year, a month or a day, like 2025, 2025-06 or 2025-06-05")
    return interval(at)[1]


def moment(as_known: str) -> datetime:
    """An ISO time with its zone; of a day, its end (UTC)."""
    try:
        found = datetime.fromisoformat(as_known)
        if len(as_known) == len("2025-06-05"):
            return datetime.combine(date.fromisoformat(as_known), time.max, UTC)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise WrongArgument(
            f"{as_known}: no day and no time with its zone; write one like 2026-01-31 or 2026-01-31T12:00:00+00:00"
        )
    return found


@contextmanager
def view(store: Store, folder: Path, decided: Decided, clocks: Clocks) -> Iterator[Store]:
    """The graph of `store` by those clocks; `folder` is the data folder in which views are kept.

    It is `store` itself where nothing is left out. A view that is not there yet takes the time of loading its stories.
    """
    then = noted_by(decided, clocks.moment)
    known = Known(versions.loads(store.connection, clocks.moment), then)
    if clocks.day is None and known.is_all and (store.decided() or "") == dump(then.decisions):
        yield store
        return
    with opened(store, folder.absolute() / FOLDER, known, clocks) as found:
        yield found


def noted_by(decided: Decided, moment: datetime | None) -> Decided:
    if moment is None:
        return decided
    return Decided(tuple(one for one in decided.decisions if not one.time or versions.instant(one.time) <= moment))


def opened(store: Store, views: Path, known: Known, clocks: Clocks) -> Store:
    """The view, made if need be; made again where the graph changed while it was read."""
    make_folder(views)
    with FileLock(views / LOCK, WRITE):
        for _ in range(ATTEMPTS):
            place = views / known.key(clocks.day)
            if not (place / MARK).exists():
                discard(place)
                make(store, place, known, clocks.day)
                now = replace(known, stories=versions.loads(store.connection, clocks.moment))
                if now != known:
                    discard(place)
                    known = now
                    continue
            (place / MARK).touch()
            tidy(views, place)
            return open_view(place)
    raise StoreError(f"{views}: the graph changed each time a view of it was made; try again when no load runs")


def make_folder(views: Path) -> None:
    try:
        views.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        views.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{views}: views cannot be kept here: {error.strerror}; name another --data") from None


def open_view(place: Path) -> Store:
    """A view's own engine, whatever Neo4j the environment names."""
    idle = {name: value for name, value in os.environ.items() if name == "KG_ENGINE_IDLE"}
    return Store.open(place, environment=idle)


def make(store: Store, place: Path, known: Known, day: date | None) -> None:
    with open_view(place) as made:
        pending = held(versions.readings(store.connection, known.stories), day)
        while some := list(islice(pending, BATCH)):
            made.connection.writing(partial(load, readings=some, decided=known.decided), WRITE)
        made.connection.writing(partial(note, decided=known.decided))


def load(transaction: Transaction, readings: Sequence[tuple[str, Reading]], decided: Decided) -> None:
    for noted, reading in readings:
        write.load(transaction, rows(reading, decided), noted)


def note(transaction: Transaction, decided: Decided) -> None:
    transaction.run(decisions.NOTE_DECISIONS, id=schema.MARK, decisions=dump(decided.decisions))


def held(loaded: Iterator[tuple[str, Reading]], day: date | None) -> Iterator[tuple[str, Reading]]:
    """Each reading with those of its claims that hold by `day`; none of a story of which none holds now."""
    if day is None:
        yield from loaded
        return
    for _, group in groupby(loaded, key=lambda pair: pair[1].story.id):
        told = [(noted, holding(reading, day)) for noted, reading in group]
        if told[-1][1] is not None:  # else what it said before would stand uncorrected
            yield from ((noted, reading) for noted, reading in told if reading is not None)


def holding(reading: Reading, day: date) -> Reading | None:
    """A reading as of `day`; None where it has nothing to say by then."""
    claims = tuple(claim for claim in reading.claims if holds(claim, reading.story, day))
    published = interval(reading.story.published)[0]
    is_told = not reading.claims and (published is None or published <= day)
    return replace(reading, claims=claims) if claims or is_told else None


def tidy(views: Path, but: Path) -> None:
    """Remove the views that were not used of late, unless somebody uses them now."""
    others = [path for path in views.iterdir() if path.is_dir() and path != but]
    for path in sorted(others, key=last_used, reverse=True)[KEPT - 1 :]:
        if not engine.is_alive(Folder(path)):
            shutil.rmtree(path, ignore_errors=True)


def last_used(place: Path) -> float:
    try:
        return (place / MARK).stat().st_mtime
    except OSError:
        return 0.0


def clear(folder: Path) -> None:
    """Remove all views of a data folder, those in use too: something is to be forgotten."""
    views = folder.absolute() / FOLDER
    if views.is_dir():
        with FileLock(views / LOCK, WRITE):
            for place in sorted(path for path in views.iterdir() if path.is_dir()):
                discard(place)


def discard(place: Path) -> None:
    """Remove what is left of a view that was not finished."""
    if place.exists():
        engine.stop(place)
        shutil.rmtree(place, ignore_errors=True)
