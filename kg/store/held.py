"""Which stories the graph holds in the edition asked for (`kg.loading.edition`), so that they need not be read again.

The edition stands with the story, written in the transaction that wrote its claims: what is killed between two stories
leaves nothing to repair, and there is no second record that could say otherwise. Whatever writes a story anew without
naming an edition (a decision that touches it) takes the mark away, and the story is read again when it is next loaded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.store.connection import Connection, Transaction

READ_HELD = """
UNWIND $rows AS row MATCH (s:Story {id: row.id}) WHERE s.read_as = row.edition
RETURN s.id AS story, s.read_as AS edition, [(s)-[m:MENTIONS]->(e:Entity) WHERE m.claims > 0 | e.id] AS entities,
       COUNT { MATCH (c:Claim {story: s.id}) WHERE c.superseded IS NULL } AS claims"""
NOTE_EDITION = "MATCH (s:Story {id: $id}) SET s.read_as = $edition"


@dataclass(frozen=True, slots=True)
class Held:
    """A story that the graph holds as a reading would give it: its current claims, and ids of what they speak of.

    `state` is that of `Loaded`: what is put back from an archive is `new` where the graph did not hold it before.
    """

    story: str
    claims: int
    entities: tuple[str, ...]
    state: str = "unchanged"


def held(connection: Connection, editions: Iterable[tuple[str, str]]) -> dict[str, Held]:
    """Edition -> what the graph holds, for those of the (story id, edition) pairs that it holds."""
    rows = [{"id": story, "edition": edition} for story, edition in editions if is_encodable(story)]
    found = connection.read(READ_HELD, rows=rows) if rows else []
    return {row["edition"]: Held(row["story"], row["claims"], tuple(sorted(row["entities"]))) for row in found}


def note(transaction: Transaction, story: str, edition: str) -> None:
    transaction.run(NOTE_EDITION, id=story, edition=edition)


def is_encodable(story: str) -> bool:
    """Half a character (a lone surrogate) cannot be sent; no story of such an id is held either."""
    try:
        story.encode()
    except UnicodeEncodeError:
        return False
    return True
