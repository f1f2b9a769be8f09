"""Which stories are worth comparing: those that share a band, which is a node by its key (`kg.copies.keys`).

A band has up to `LEADERS` leaders, the first of its stories in an order that the ids alone decide (`place`). A story is
compared with the leaders of its bands, and a leader with all others there: what is compared follows from the stories
that the graph holds, not from the order in which they came. A story costs the same in a band of thousands, but where it
becomes a leader of that band, of which the chance is `LEADERS` in the number of its stories.
"""

import hashlib
from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.store.connection import Transaction

LEADERS = 8

Pair = tuple[str, str]

READ = "UNWIND $rows AS row MATCH (b:Band {key: row}) RETURN b.key AS key, b.leaders AS leaders, b.others AS others"
OTHERS = "UNWIND $rows AS row MATCH (b:Band {key: row})<-[:IN_BAND]-(s:Story) RETURN row AS key, s.id AS story"
CREATE = "UNWIND $rows AS row CREATE (:Band {key: row.key, leaders: row.leaders, others: row.others})"
UPDATE = "UNWIND $rows AS row MATCH (b:Band {key: row.key}) SET b = row"
DELETE = "UNWIND $rows AS row MATCH (b:Band {key: row}) DETACH DELETE b"
JOIN = """
UNWIND $rows AS row MATCH (s:Story {id: row.story}) MATCH (b:Band {key: row.key}) CREATE (s)-[:IN_BAND]->(b)"""
PART = "UNWIND $rows AS row MATCH (s:Story {id: row.story})-[l:IN_BAND]->(b:Band) WHERE b.key = row.key DELETE l"


@dataclass(slots=True)
class Band:
    """The leaders in their order, and the number of the other stories, which have a relationship to it."""

    key: str
    leaders: list[str] = field(default_factory=list)
    others: int = 0


@dataclass(slots=True)
class Meetings:
    """Pairs that share a band since a story came or went.

    `doubtful` are stories that lost a lead, with those to which only it may have brought them.
    """

    new: set[Pair] = field(default_factory=set)
    doubtful: dict[str, set[str]] = field(default_factory=dict)

    def meet(self, story: str, others: Iterable[str]) -> None:
        self.new.update(pairs(story, others))

    def doubt(self, story: str, others: Iterable[str]) -> None:
        self.doubtful.setdefault(story, set()).update(others)


def pairs(story: str, others: Iterable[str]) -> Iterator[Pair]:
    return ((min(story, other), max(story, other)) for other in others if other != story)


def place(story: str) -> tuple[str, str]:
    """Where a story stands among others: by a hash of its id, so that leaders hardly ever change as stories come."""
    return hashlib.sha256(story.encode()).hexdigest(), story


def leave(transaction: Transaction, story: str, keys: Sequence[str], meetings: Meetings) -> None:
    """Take a story out of its bands; where it led, the next one leads and meets all others."""
    known = read(transaction, keys)
    led = [key for key, band in known.items() if story in band.leaders]
    others = others_of(transaction, [key for key in led if known[key].others])
    parted = [{"story": story, "key": key} for key in known if key not in led]
    for key in led:
        known[key].leaders.remove(story)
    for key, rest in others.items():
        following = min(rest, key=place)
        known[key].leaders.append(following)
        meetings.meet(following, rest)
        parted.append({"story": following, "key": key})
    for row in parted:
        known[row["key"]].others -= 1
    transaction.each(PART, parted)
    write(transaction, known.values())


def enter(transaction: Transaction, story: str, keys: Sequence[str], meetings: Meetings) -> None:
    """Put a story, which the graph holds, into bands."""
    known = read(transaction, keys)
    new = [Band(key, [story]) for key in keys if key not in known]
    transaction.each(CREATE, [properties(band) for band in new])
    led = [key for key, band in known.items() if len(band.leaders) < LEADERS or place(story) < place(band.leaders[-1])]
    others = others_of(transaction, [key for key in led if len(known[key].leaders) == LEADERS])
    joined = [{"story": story, "key": key} for key in known if key not in led]
    for band in known.values():
        meetings.meet(story, band.leaders)
    for key in led:
        insort(known[key].leaders, story, key=place)
    for key in [key for key in led if len(known[key].leaders) > LEADERS]:
        rest = others.get(key, [])
        passed = known[key].leaders.pop()
        meetings.meet(story, rest)
        meetings.doubt(passed, rest)
        joined.append({"story": passed, "key": key})
    for row in joined:
        known[row["key"]].others += 1
    transaction.each(JOIN, joined)
    write(transaction, known.values())


def met(transaction: Transaction, stories: dict[str, Sequence[str]], asked: Iterable[Pair]) -> set[Pair]:
    """Those of the `asked` pairs that are compared; `stories` gives the keys of each."""
    known = read(transaction, sorted({key for keys in stories.values() for key in keys}))
    found = set()
    for one, other in asked:
        common = (known[key] for key in {*stories[one]} & {*stories[other]} if key in known)
        if any({one, other} & {*band.leaders} for band in common):
            found.add((one, other))
    return found


def read(transaction: Transaction, keys: Sequence[str]) -> dict[str, Band]:
    return {
        row["key"]: Band(row["key"], list(row["leaders"]), row["others"]) for row in transaction.each(READ, list(keys))
    }


def others_of(transaction: Transaction, keys: Sequence[str]) -> dict[str, list[str]]:
    """The stories of bands beside their leaders."""
    found: dict[str, list[str]] = {}
    for row in transaction.each(OTHERS, list(keys)):
        found.setdefault(row["key"], []).append(row["story"])
    return found


def write(transaction: Transaction, known: Iterable[Band]) -> None:
    """Bands as they are now, in the place of what is stored; one without stories is deleted."""
    ordered = sorted(known, key=lambda band: band.key)
    transaction.each(UPDATE, [properties(band) for band in ordered if band.leaders])
    transaction.each(DELETE, [band.key for band in ordered if not band.leaders])


def properties(band: Band) -> dict[str, object]:
    return {"key": band.key, "leaders": band.leaders, "others": band.others}
