"""What a load counts of any number of stories, in memory that does not grow with them."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Loaded

# Stories of each state that are named one by one.
NAMED = 10_000
# Stories in other languages that are named.
FOREIGN = 1000


class Distinct:
    """How many different names there are.

    Their hashes lie in a temporary database of SQLite, which writes to a file what does not fit into its cache (2 MB)
    and deletes that file when it is closed (https://www.sqlite.org/inmemorydb.html).
    """

    def __init__(self) -> None:
        self.database = sqlite3.connect("")
        self.database.execute("CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID")

    def add(self, names: Iterable[str]) -> None:
        hashes = ((hashlib.blake2b(name.encode(errors="surrogatepass"), digest_size=16).digest(),) for name in names)
        self.database.executemany("INSERT OR IGNORE INTO seen VALUES (?)", hashes)

    def __len__(self) -> int:
        return int(self.database.execute("SELECT count(*) FROM seen").fetchone()[0])

    def close(self) -> None:
        self.database.close()


class Outcomes:
    """What became of stories: the number of each state, and the first `NAMED` of each by name."""

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.named: list[Loaded] = []

    def add(self, loaded: "Loaded") -> None:
        self.states[loaded.state] += 1
        if self.states[loaded.state] <= NAMED:
            self.named.append(loaded)


class Foreign:
    """Stories of which nothing is read because of their language: their number, and the first `FOREIGN` by name."""

    def __init__(self) -> None:
        self.number = 0
        self.named: list[tuple[str, str]] = []

    def add(self, story: str, language: str) -> None:
        self.number += 1
        if self.number <= FOREIGN:
            self.named.append((story, language))
