"""What was read of Wikidata, put by on disk until all of it is: a dump names the values of an item by their ids alone,
and has their labels anywhere before or behind; the rows of query results come in any order.

Memory stays the same however much there is; the disk (the folder for temporary files) takes all labels.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from kg.errors import LoadError

TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA cache_size = -16000;
    CREATE TABLE item (number INTEGER PRIMARY KEY, id TEXT UNIQUE, modified TEXT);
    CREATE TABLE label (id TEXT PRIMARY KEY, words TEXT, type TEXT) WITHOUT ROWID;
    CREATE TABLE fact (
        item TEXT, property TEXT, place INTEGER, value TEXT, written TEXT, ended INTEGER, date TEXT, counts INTEGER,
        PRIMARY KEY (item, property, value, date)
    ) WITHOUT ROWID;
"""
# No item states as much; a query may join everything with everything.
MOST_FACTS = 5_000


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a property: the id of an item, or a date in EDTF with the words in which it was `written`.

    `ended` tells that it held before, `date` is the EDTF interval in which it did; what does not `count` (a value that
    the item itself ranks behind a better one) is shown and not claimed.
    """

    property: str
    value: str
    written: str = ""
    ended: bool = False
    date: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of an item; `modified` is an EDTF date or empty."""

    id: str
    modified: str
    facts: tuple[Fact, ...]


class Facts:
    """A place for facts, gone with its end. Whatever the disk refuses is a `LoadError`."""

    def __init__(self) -> None:
        # without a name: a temporary file of SQLite's own, which it removes
        self._store = sqlite3.connect("", isolation_level=None)
        self._place = 0  # of the last fact

    def __enter__(self) -> Self:
        self._store.executescript(TABLES)
        self._do("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def name(self, item: str, words: str, type: str = "") -> None:
        """The first label of an item stays; a type is added when it is known."""
        self._do(
            "INSERT INTO label VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            "words = CASE words WHEN '' THEN excluded.words ELSE words END, "
            "type = CASE type WHEN '' THEN excluded.type ELSE type END",
            (item, words, type),
        )

    def add(self, item: str, fact: Fact, modified: str = "") -> None:
        self._do("INSERT INTO item (id, modified) VALUES (?, ?) ON CONFLICT DO NOTHING", (item, modified))
        self._place += 1
        self._do(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (item, fact.property, self._place, fact.value, fact.written, fact.ended, fact.date, fact.counts),
        )

    def items(self) -> Iterator[Item]:
        """The items that state something, in the order in which they came."""
        for item, modified in self._do("SELECT id, modified FROM item ORDER BY number"):
            found = self._do(
                "SELECT property, value, written, ended, date, counts FROM fact WHERE item = ? ORDER BY place LIMIT ?",
                (item, MOST_FACTS),
            )
            yield Item(item, modified, tuple(map(fact_of, found)))

    def label(self, item: str) -> tuple[str, str]:
        """The words and the type, empty where they are not known."""
        found: tuple[str, str] | None = self._do("SELECT words, type FROM label WHERE id = ?", (item,)).fetchone()
        return found or ("", "")

    def _do(self, words: str, values: tuple[str | int, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._store.execute(words, values)
        except sqlite3.Error as error:
            raise LoadError(f"cannot be put by in the folder for temporary files ({error}); make room there") from None


def fact_of(row: tuple[str, str, str, int, str, int]) -> Fact:
    name, value, written, ended, date, counts = row
    return Fact(name, value, written, bool(ended), date, bool(counts))
