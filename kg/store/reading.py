"""A reading as rows for the store: checked, and with every key that the graph looks things up by."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from kg import copies
from kg.errors import StoreError
from kg.model import NEWS, REFERENCE, Claim, Entity, Reading, Status, Story
from kg.store import edtf
from kg.store.publishers import publisher
from ontology import vocabulary

LONGEST_ID = 500
QUALIFIERS = ("role", "amount", "for", "where", "count", "number", "unit", "what")


@dataclass(frozen=True, slots=True)
class Relation:
    """What claims that say the same share. `object` is None for an attribute; `when` set for repeatable relations."""

    predicate: str
    status: str
    subject: str
    object: str | None
    when: str | None

    @property
    def key(self) -> str:
        return digest(self.subject, self.predicate, self.object or "", self.status, self.when or "")

    @property
    def order(self) -> tuple[str, ...]:
        return self.subject, self.object or "", self.predicate, self.status, self.when or ""

    @property
    def is_asserted(self) -> bool:
        return vocabulary().statuses[self.status].asserted


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the relation that it supports and its properties in the store."""

    claim: Claim
    relation: Relation
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one story says of one entity, and in how many claims: a MENTIONS relationship."""

    entity: Entity
    claims: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A checked reading. `outlet` is the entity that published the story."""

    story: Mapping[str, Any]
    claims: tuple[ClaimRow, ...]
    contributions: Mapping[str, Contribution]
    outlet: Entity | None


class Settling(Protocol):
    """What people decided on who is who: see `kg.resolve.Decided`."""

    def reading(self, reading: Reading) -> Reading:
        """The same claims, in the same order, about the entities decided on."""
        ...

    def entity(self, entity: Entity, story: str) -> Entity: ...


def rows(reading: Reading, settling: Settling | None = None) -> Rows:
    """Check a reading and lay it out as decided; `StoreError` names the story and what is wrong with it."""
    story = reading.story
    if not 0 < len(story.id) <= LONGEST_ID:
        raise StoreError(f"story {story.id[:80]!r}: its id must have 1 to {LONGEST_ID} letters")
    if story.kind not in (NEWS, REFERENCE):
        raise StoreError(f"story {story.id!r}: its kind is {story.kind[:40]!r}, and must be {NEWS} or {REFERENCE}")
    try:
        return laid_out(reading, settling)
    except UnicodeEncodeError:
        raise StoreError(
            f"story {story.id!a}: holds half a character (a lone surrogate); correct its encoding"
        ) from None


def laid_out(said: Reading, settling: Settling | None) -> Rows:
    story = said.story
    reading = settling.reading(said) if settling else said
    by_itself = publisher(said)
    outlet = settling.entity(by_itself, story.id) if settling and by_itself else by_itself
    wording = copies.wording(story.text)
    claims: dict[str, ClaimRow] = {}
    for claim, alone in zip(reading.claims, said.claims, strict=True):
        check_claim(claim, story)
        row = claim_row(claim, outlet.id if outlet else story.id, wording, story.kind)
        if ends_of(claim) != ends_of(alone):
            row = replace(row, properties={**row.properties, "members": ends_of(alone)})
        claims.setdefault(row.claim.id, row)
    contributions = contributions_of(row.claim for row in claims.values())
    if outlet and outlet.id not in contributions:
        contributions[outlet.id] = Contribution(outlet, 0)
    for contribution in contributions.values():
        check_entity(contribution.entity, story)
    ordered = tuple(claims[identity] for identity in sorted(claims))
    # an entity of which nothing is claimed may have been decided on: nothing of it comes into the graph
    changed = outlet != by_itself or [*map(partners_of, reading.claims)] != [*map(partners_of, said.claims)]
    told = {**story_properties(story, outlet), "cast": cast(said, by_itself) if changed else None}
    result = Rows(told, ordered, dict(sorted(contributions.items())), outlet)
    return replace(result, story={**result.story, "reading_hash": digest(fingerprint(result))})


def ends_of(claim: Claim) -> list[str]:
    """Ids of subject, object (or nothing) and attribution."""
    return [claim.subject.id, claim.object.id if claim.object else "", *(entity.id for entity in claim.attribution)]


def cast(said: Reading, outlet: Entity | None) -> str:
    """The entities of a story's claims and its publisher, which comes first, as the story gives them by itself."""
    claimed = {entity.id: entity for claim in said.claims for entity in partners_of(claim)}
    others = [entity for identity, entity in sorted(claimed.items()) if not outlet or identity != outlet.id]
    published = [claimed.get(outlet.id, outlet)] if outlet else []
    listed = [{"id": one.id, **identifying_properties(one)} for one in (*published, *others)]
    return json.dumps(listed, ensure_ascii=False, sort_keys=True)


def partners_of(claim: Claim) -> list[Entity]:
    return [claim.subject, *([claim.object] if claim.object else []), *claim.attribution]


def relation_of(claim: Claim) -> Relation:
    return relation_between(
        claim.predicate, claim.status.value, claim.subject.id, claim.object.id if claim.object else None, claim.when
    )


def relation_between(predicate: str, status: str, subject: str, target: str | None, when: str | None) -> Relation:
    """Symmetric relations run from the smaller id to the greater one, whichever way the story puts them."""
    known = vocabulary().predicates[predicate]
    if known.symmetric and target is not None:
        subject, target = sorted((subject, target))
    return Relation(predicate, status, subject, target, when if known.repeatable and known.is_relation else None)


def claim_row(claim: Claim, publisher: str, wording: str, kind: str) -> ClaimRow:
    claim = replace(claim, id=claim.id or claim.key())
    relation = relation_of(claim)
    is_date = vocabulary().predicates[claim.predicate].value == "date"
    since, until = edtf.interval(claim.value if is_date else claim.when)
    outlets = [entity.id for entity in claim.attribution if vocabulary().is_a(entity.type, "Outlet")]
    qualifiers = {name: claim.qualifiers[name] for name in QUALIFIERS if name in claim.qualifiers}
    return ClaimRow(
        claim,
        relation,
        {
            "id": claim.id,
            "story": claim.story,
            "predicate": claim.predicate,
            "status": claim.status.value,
            "value": claim.value,
            "when": claim.when,
            "since": since,
            "until": until,
            "confidence": claim.confidence,
            "rule": claim.rule,
            "relation": relation.key,
            "origin": outlets[-1] if outlets else publisher,
            "wording": wording,
            "kind": kind,
            "position": min(evidence.start for evidence in claim.evidence),
            "spans": [offset for span in claim.spans for offset in span],
            **qualifiers,
        },
    )


def contributions_of(claims: Iterable[Claim]) -> dict[str, Contribution]:
    counted: dict[str, Contribution] = {}
    for claim in claims:
        for identity, entity in {partner.id: partner for partner in partners_of(claim)}.items():
            known = counted.get(identity)
            counted[identity] = Contribution(entity, known.claims + 1 if known else 1)
    return counted


def story_properties(story: Story, outlet: Entity | None) -> dict[str, Any]:
    sections = [json.dumps([part.kind, part.start, part.end, part.heading]) for part in story.sections]
    return {
        "id": story.id,
        "title": story.title,
        "url": story.url,
        "outlet": story.outlet,
        "published": story.published,
        "source": story.source,
        "kind": story.kind,
        "questions": list(story.questions),
        "sections": sections,
        "text": story.text,
        "text_hash": digest(story.text),
        "bands": list(copies.keys(story.text)) if story.kind == NEWS else None,
        "publisher": outlet.id if outlet else None,
    }


def check_claim(claim: Claim, story: Story) -> None:
    predicate = vocabulary().predicates.get(claim.predicate)
    place = f"story {story.id!r}, claim {claim.predicate}"
    if predicate is None:
        raise StoreError(f"{place}: no such predicate; see `kg schema`")
    if predicate.is_relation != (claim.object is not None) or predicate.is_relation == (claim.value is not None):
        raise StoreError(f"{place}: a relation needs an object, an attribute a value, and neither may have both")
    if claim.story != story.id:
        raise StoreError(f"{place}: belongs to story {claim.story!r}; load it with its own story")
    if not claim.evidence or any(not 0 <= one.start < one.end <= len(story.text) for one in claim.evidence):
        raise StoreError(f"{place}: needs evidence within the story's {len(story.text)} characters")
    if not 0.0 <= claim.confidence <= 1.0:
        raise StoreError(f"{place}: confidence is {claim.confidence}, and must lie between 0 and 1")
    Status(claim.status)


def check_entity(entity: Entity, story: Story) -> None:
    if entity.type not in vocabulary().types:
        raise StoreError(f"story {story.id!r}, entity {entity.name[:80]!r}: no type {entity.type!r}; see `kg schema`")
    if not 0 < len(entity.id) <= LONGEST_ID:
        raise StoreError(f"story {story.id!r}, entity {entity.name[:80]!r}: its id must have 1 to {LONGEST_ID} letters")


def fingerprint(rows: Rows) -> str:
    """All that a reading says, in one order; two readings with one fingerprint change nothing in the graph."""
    claims = [
        [
            dict(sorted(row.properties.items())),
            [row.claim.subject.id, row.claim.object.id if row.claim.object else None],
            [entity.id for entity in row.claim.attribution],
            sorted({(evidence.start, evidence.end) for evidence in row.claim.evidence}),  # as the graph gives it back
        ]
        for row in rows.claims
    ]
    entities = [[contribution_properties(one), one.claims] for one in rows.contributions.values()]
    return json.dumps([dict(rows.story), claims, entities], ensure_ascii=False, sort_keys=True, default=str)


def contribution_properties(contribution: Contribution) -> dict[str, Any]:
    return {**identifying_properties(contribution.entity), "claims": contribution.claims}


def identifying_properties(entity: Entity) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "aliases": sorted(set(entity.aliases) - {entity.name}),
        "described": entity.described,
        "wikidata": entity.wikidata,
    }


def digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
