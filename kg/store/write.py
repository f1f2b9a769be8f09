"""Loading and forgetting a story, each in one transaction.

`load` compares the story's text and reading with what the graph holds. Nothing changed: nothing is written. Otherwise
the new reading takes the place of the old one:

- a claim whose id is there already, over the same words, is the same claim: its links and confidence are written anew;
- a claim that the new reading does not make stays, marked with the time at which it was `superseded`;
- a claim whose id is there over other words (offsets may meet by chance) is superseded under the id `id~hash`, until
  its words come back.

A new version of the reader over the same text is treated in the same way, so that nothing that was ever cited is lost.
What the story and its reading were is kept beside it (`kg.store.versions`). `loaded` of a claim is the time of the load
that first made it, whatever became of it since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.store import copies, derived, entities, statements, versions
from kg.store.connection import Rows as StoredRows
from kg.store.connection import Transaction
from kg.store.reading import QUALIFIERS, ClaimRow, Relation, Rows, contribution_properties, relation_between
from kg.store.schema import MARK

UNCHANGED, NEW, SUPERSEDED = "unchanged", "new", "superseded"


@dataclass(slots=True)
class Before:
    """What the graph holds of a story before it changes."""

    story: Mapping[str, Any] | None
    claims: StoredRows
    mentioned: dict[str, Mapping[str, Any]]
    attributed: set[str]
    quotes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def held(self) -> set[str]:
        """Ids of all entities that the story's claims hold."""
        ends = {claim[end] for claim in self.claims for end in ("subject", "object") if claim[end]}
        return ends | set(self.mentioned) | self.attributed

    def relations(self) -> list[Relation]:
        """Relations that its current claims support."""
        return [stored_relation(claim) for claim in self.claims if claim["superseded"] is None]

    def superseded_as(self, identity: str, quotes: list[str]) -> str | None:
        """The id of the claim over these words that gave its own to another one."""
        others = (claim["id"] for claim in self.claims if claim["id"].startswith(f"{identity}~"))
        return min((other for other in others if self.quotes.get(other) == quotes), default=None)

    def loaded(self) -> dict[str, str]:
        """Claim id -> when it was first loaded; the story's time for claims written before claims had their own."""
        return {claim["id"]: claim["loaded"] or self.story["loaded"] for claim in self.claims} if self.story else {}


@dataclass(slots=True)
class Plan:
    """What becomes of a story's stored claims; those of the new reading that are in none of these are new.

    `revived` claims have another id until now, under which they were superseded.
    """

    superseded: list[dict[str, str]] = field(default_factory=list)
    rewritten: set[str] = field(default_factory=set)
    deleted: list[str] = field(default_factory=list)
    revived: dict[str, str] = field(default_factory=dict)

    def loaded(self, first: Mapping[str, str]) -> dict[str, str]:
        """Ids of the claims that were made before, with the times at which they first were."""
        return {identity: first[self.revived.get(identity, identity)] for identity in (*self.rewritten, *self.revived)}


def load(transaction: Transaction, rows: Rows, time: str, *, decided: bool = False) -> str:
    """Write a checked reading; gives `new`, `unchanged` or `superseded`. `time` marks the claims superseded.

    `decided` writes the same reading about other entities: it leaves all times as they are, and no earlier reading.
    """
    lock(transaction)
    identity = str(rows.story["id"])
    before = read_before(transaction, identity)
    if before.story and before.story["reading_hash"] == rows.story["reading_hash"]:
        return UNCHANGED
    if before.story and not decided:
        versions.keep(transaction, before.story, rows.story, time)
    times = versions.times(before.story, rows.story, None if decided else time)
    write_story(transaction, {**rows.story, **times}, is_new=before.story is None)
    planned, first = plan(before, rows), before.loaded()
    transaction.each(
        statements.SUPERSEDE, [{**row, "time": time, "loaded": first[row["id"]]} for row in planned.superseded]
    )
    transaction.each(statements.DELETE_CLAIMS, planned.deleted)
    transaction.each(statements.RENAME_CLAIMS, [{"id": old, "new": new} for new, old in planned.revived.items()])
    after = {name: contribution_properties(one) for name, one in rows.contributions.items()}
    entities.change(transaction, before.mentioned, after)
    write_claims(transaction, rows, planned.loaded(first), time)
    link_story(transaction, rows, is_new=before.story is None)
    others = copies.change(transaction, identity, before.story, rows.story)
    now = [row.relation for row in rows.claims]
    derived.refresh(transaction, identity, [*before.relations(), *others], [*now, *others])
    entities.remove_unheld(transaction, before.held - set(after))
    return SUPERSEDED if before.story else NEW


def forget(transaction: Transaction, identity: str) -> bool:
    """Delete a story, its claims, and the relationships, properties and entities that no other claim holds."""
    lock(transaction)
    before = read_before(transaction, identity)
    if before.story is None:
        return False
    transaction.each(statements.DELETE_CLAIMS, [claim["id"] for claim in before.claims])
    others = copies.change(transaction, identity, before.story, None)
    transaction.run(versions.FORGET, id=identity)
    transaction.run(statements.DELETE_STORY, id=identity)
    entities.change(transaction, before.mentioned, {})
    derived.refresh(transaction, identity, [*before.relations(), *others], others, may_lag=False)
    entities.remove_unheld(transaction, before.held)
    return True


def catch_up(transaction: Transaction, beyond: str) -> str | None:
    """`derived.catch_up`, when no other writer is at work."""
    lock(transaction)
    return derived.catch_up(transaction, beyond)


def lock(transaction: Transaction) -> None:
    """One writer at a time: the second one waits (Neo4j) or tries again (the embedded engine)."""
    transaction.run(statements.LOCK, id=MARK)


def read_before(transaction: Transaction, identity: str) -> Before:
    found = transaction.run(statements.READ_STORY, id=identity)
    if not found:
        return Before(None, [], {}, set())
    mentioned: dict[str, Mapping[str, Any]] = {
        row["id"]: row for row in transaction.run(statements.READ_MENTIONED, id=identity)
    }
    attributed = {row["id"] for row in transaction.run(statements.READ_ATTRIBUTED, id=identity)}
    before = Before(found[0], transaction.run(statements.READ_CLAIMS, id=identity), mentioned, attributed)
    for row in sorted(transaction.run(statements.READ_QUOTES, id=identity), key=lambda row: str(row["quote"])):
        before.quotes.setdefault(row["id"], []).append(row["quote"])
    return before


def stored_relation(claim: Mapping[str, Any]) -> Relation:
    return relation_between(claim["predicate"], claim["status"], claim["subject"], claim["object"], claim["when"])


def plan(before: Before, rows: Rows) -> Plan:
    """Sort the story's stored claims by what becomes of them."""
    made = {row.claim.id: row for row in rows.claims}
    stored = {claim["id"]: claim for claim in before.claims}
    same_text = before.story is not None and before.story["text_hash"] == rows.story["text_hash"]
    old_hash = str(before.story["text_hash"])[:8] if before.story else ""
    result = Plan()
    for identity, claim in stored.items():
        if identity not in made:
            if claim["superseded"] is None:
                result.superseded.append({"id": identity, "new": identity})
        elif same_text or before.quotes.get(identity) == quotes_of(made[identity], rows):
            result.rewritten.add(identity)
        else:
            other = f"{identity}~{old_hash}"
            former = before.superseded_as(identity, quotes_of(made[identity], rows))
            if former is not None and former != other:
                result.revived[identity] = former
            if other in stored:
                result.deleted.append(identity)
            else:
                result.superseded.append({"id": identity, "new": other})
    return result


def quotes_of(row: ClaimRow, rows: Rows) -> list[str]:
    text = str(rows.story["text"])
    return sorted(text[one.start : one.end] for one in row.claim.evidence)


def write_story(transaction: Transaction, properties: Mapping[str, Any], *, is_new: bool) -> None:
    statement = statements.create_nodes("Story", properties) if is_new else statements.REWRITE_STORY
    transaction.each(statement, [properties])


def names_in(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The names of all properties in rows."""
    return {name for row in rows for name in row}


def write_claims(transaction: Transaction, rows: Rows, rewritten: Mapping[str, str], time: str) -> None:
    """Write the claims, those that were made before (`rewritten`) with the time at which they were first loaded."""
    noted = [{**row.properties, "loaded": rewritten.get(row.claim.id, time)} for row in rows.claims]
    new = [properties for properties in noted if properties["id"] not in rewritten]
    old = [properties for properties in noted if properties["id"] in rewritten]
    transaction.each(statements.UNLINK_CLAIMS, [row["id"] for row in old])
    transaction.each(statements.REWRITE_CLAIMS, old)
    transaction.each(statements.create_nodes("Claim", names_in(new) | {*QUALIFIERS}), new)
    for kind, links in links_of(rows).items():
        transaction.each(statements.LINKS[kind], links)


def links_of(rows: Rows) -> dict[str, list[dict[str, object]]]:
    links: dict[str, list[dict[str, object]]] = {kind: [] for kind in statements.LINKS}
    text = str(rows.story["text"])
    for row in rows.claims:
        claim = row.claim
        links["SUBJECT"].append({"claim": claim.id, "entity": claim.subject.id})
        if claim.object:
            links["OBJECT"].append({"claim": claim.id, "entity": claim.object.id})
        for position, entity in enumerate(claim.attribution):
            links["ATTRIBUTED_TO"].append({"claim": claim.id, "entity": entity.id, "position": position})
        for one in claim.evidence:
            place = {"start": one.start, "end": one.end, "quote": text[one.start : one.end]}
            links["EVIDENCED_BY"].append({"claim": claim.id, "story": claim.story, **place})
    return links


def link_story(transaction: Transaction, rows: Rows, *, is_new: bool) -> None:
    """What the story calls each entity, and who published it; in the place of what was there."""
    identity = rows.story["id"]
    if not is_new:
        transaction.run(statements.UNMENTION, id=identity)
        transaction.run(statements.UNPUBLISH, id=identity)
    mentions = [
        {"story": identity, "entity": name, "properties": contribution_properties(one)}
        for name, one in rows.contributions.items()
    ]
    names = names_in(contribution_properties(one) for one in rows.contributions.values())
    transaction.each(statements.mention(names), mentions)
    if rows.outlet:
        transaction.run(statements.PUBLISH, id=identity, outlet=rows.outlet.id)
