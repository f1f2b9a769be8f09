"""The reading that a stored story was written from: what it said by itself, before any decision on who is who."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import Entity, Reading, Story
from kg.store import read, records, statements
from kg.store.connection import Rows as StoredRows
from kg.store.connection import Transaction

STORY = f"""
UNWIND $ids AS id MATCH (s:Story {{id: id}})
RETURN s.cast AS cast, s.loaded AS loaded, s.publisher AS publisher, {records.STORY} AS story"""
CLAIMS = f"UNWIND $keys AS key MATCH (c:Claim {{story: key}}) WITH c {read.CLAIM}"
CURRENT_CLAIMS = f"UNWIND $keys AS key MATCH (c:Claim {{story: key}}) WHERE c.superseded IS NULL WITH c {read.CLAIM}"


def originals(transaction: Transaction, ids: Iterable[str]) -> dict[str, Reading]:
    """The current readings of stories, those that are there."""
    wanted = list(ids)
    claims: dict[str, StoredRows] = {identity: [] for identity in wanted}
    for row in transaction.run(CURRENT_CLAIMS, keys=wanted):
        claims[row["claim"]["story"]].append(row)
    found: dict[str, Reading] = {}
    for stored in transaction.run(STORY, ids=wanted, texts=True):
        story = records.story(stored["story"])
        found[story.id] = reading_of(story, claims[story.id], cast(transaction, story.id, stored))
    return found


def cast(transaction: Transaction, story: str, stored: Mapping[str, Any]) -> dict[str, Entity]:
    """The entities that a story speaks of, as it gives them by itself; its publisher first."""
    if stored["cast"]:
        told = json.loads(stored["cast"])
    else:
        told = transaction.run(statements.READ_MENTIONED, id=story)
        told.sort(key=lambda row: (row["id"] != stored["publisher"], row["id"]))
    return {row["id"]: records.entity(row) for row in told}


def reading_of(story: Story, found: StoredRows, met: Mapping[str, Entity]) -> Reading:
    """The reading from which the story was written, before any decision."""
    claims = records.in_order(records.claim(by_itself(row), met) for row in found)
    return Reading(story, tuple(met.values()), tuple(claims))


def by_itself(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a claim with the ends that its story alone gives it."""
    members = row["claim"].get("members")
    if not members:
        return dict(row)
    subject, target, *voices = members
    attribution = [{"position": position, "id": voice} for position, voice in enumerate(voices)]
    return {**row, "subject": subject, "object": target or None, "attribution": attribution}
