"""Lines of an archive: a reading with the time of its load, written and read back.

    {"number": 1, "loaded": "2026-01-31T12:00:00+00:00", "superseded": "2026-02-01T09:00:00+00:00",
     "story": {"id": "s1", "title": "Reached", "outlet": "Lunar Wire", "published": "2025-06-05", "kind": "news",
               "sections": [["title", 0, 7, ""]], "text": "ispace's Resilience reached the Moon."},
     "entities": [{"id": "Q3", "type": "CelestialBody", "name": "Moon", "wikidata": "Q3"}],
     "claims": [{"id": "0c7…", "subject": "lander:resilience", "predicate": "LANDED_ON", "object": "Q3",
                 "status": "actual", "when": "2025-06-05", "confidence": 0.9, "rule": "landing",
                 "evidence": [[0, 38]], "spans": [[9, 19], [32, 36]]}]}

`number` counts the readings of one story from 1. `superseded` is when the next one was loaded, absent from the last.
`edition` (`kg.loading.edition`) tells how the last one was read. Offsets are half-open ranges of code points of the
text. What is unknown or empty is absent. Subject, object and attribution are ids of entities of the same line.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import LoadError
from kg.model import NEWS, Claim, Entity, Evidence, Reading, Section, Status, Story

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as the graph kept it: the ISO time of its load, and its edition where one was noted."""

    reading: Reading
    loaded: str
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class StoryRecord:
    id: str
    text: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    source: str | None = None
    kind: str = NEWS
    questions: tuple[str, ...] = ()
    sections: tuple[tuple[str, int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntityRecord:
    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    described: bool = False
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    id: str
    subject: str
    predicate: str
    status: Status
    confidence: float
    evidence: tuple[Span, ...]
    object: str | None = None
    value: str | None = None
    when: str | None = None
    attribution: tuple[str, ...] = ()
    qualifiers: dict[str, str | int | float] | None = None
    rule: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands; keys that are not of this form are refused."""

    number: int
    loaded: str
    story: StoryRecord
    superseded: str | None = None
    edition: str | None = None
    entities: tuple[EntityRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()

    def kept(self) -> Kept:
        """Raises `LoadError` where a claim is about an entity that the line does not have."""
        entities = {one.id: entity_from(one) for one in self.entities}
        told = self.story
        sections = tuple(Section(*section) for section in told.sections)
        story = Story(
            told.id,
            told.text,
            told.title,
            told.url,
            told.outlet,
            told.published,
            told.source,
            told.questions,
            sections,
            told.kind,
        )
        try:
            claims = tuple(claim_from(one, story, entities) for one in self.claims)
        except KeyError as error:
            raise LoadError(f"a claim is about {str(error)[:80]}, which is none of its entities") from None
        return Kept(Reading(story, tuple(entities.values()), claims), self.loaded, self.edition)


def lines(kept: Sequence[Kept]) -> list[bytes]:
    """The lines of one story, from its readings in the order of loading."""
    ends = [*(one.loaded for one in kept[1:]), None]
    return [line(number, one, end) for number, (one, end) in enumerate(zip(kept, ends, strict=True), 1)]


def line(number: int, kept: Kept, superseded: str | None) -> bytes:
    record = {
        "number": number,
        "loaded": kept.loaded,
        "superseded": superseded,
        "edition": kept.edition,
        "story": story_record(kept.reading.story),
        "entities": [entity_record(entity) for entity in kept.reading.entities],
        "claims": [claim_record(claim) for claim in kept.reading.claims],
    }
    return json.dumps(told(record), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def story_record(story: Story) -> dict[str, Any]:
    return told(
        {
            "id": story.id,
            "title": story.title,
            "url": story.url,
            "outlet": story.outlet,
            "published": story.published,
            "source": story.source,
            "kind": story.kind,
            "questions": story.questions,
            "sections": [[one.kind, one.start, one.end, one.heading] for one in story.sections],
            "text": story.text,
        }
    )


def entity_record(entity: Entity) -> dict[str, Any]:
    return told(
        {
            "id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "aliases": entity.aliases,
            "described": entity.described or None,
            "wikidata": entity.wikidata,
        }
    )


def claim_record(claim: Claim) -> dict[str, Any]:
    return told(
        {
            "id": claim.id,
            "subject": claim.subject.id,
            "predicate": claim.predicate,
            "object": claim.object.id if claim.object else None,
            "value": claim.value,
            "status": claim.status.value,
            "when": claim.when,
            "attribution": [entity.id for entity in claim.attribution],
            "qualifiers": dict(sorted(claim.qualifiers.items())),
            "confidence": claim.confidence,
            "rule": claim.rule or None,
            "evidence": [[one.start, one.end] for one in claim.evidence],
            "spans": claim.spans,
        }
    )


def told(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what is unknown or empty; an empty text says something."""
    return {key: value for key, value in record.items() if value is not None and value not in ([], (), {})}


def entity_from(record: EntityRecord) -> Entity:
    return Entity(record.id, record.type, record.name, record.aliases, record.described, record.wikidata)


def claim_from(record: ClaimRecord, story: Story, entities: dict[str, Entity]) -> Claim:
    return Claim(
        story=story.id,
        subject=entities[record.subject],
        predicate=record.predicate,
        object=entities[record.object] if record.object is not None else None,
        value=record.value,
        status=record.status,
        when=record.when,
        attribution=tuple(entities[identity] for identity in record.attribution),
        qualifiers=record.qualifiers or {},
        confidence=record.confidence,
        rule=record.rule,
        evidence=tuple(Evidence(start, end, story.text[start:end]) for start, end in record.evidence),
        spans=record.spans,
        id=record.id,
    )


def read(data: bytes) -> Line:
    """A line read back. Raises `LoadError`, which says what is wrong with it."""
    from pydantic import ValidationError

    try:
        return adapter().validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise LoadError(f"{place[:80] or 'the line'} is wrong ({first['msg'][:160]})") from None


@cache
def adapter() -> "TypeAdapter[Line]":
    """What checks a line against its types, made once."""
    from pydantic import ConfigDict, TypeAdapter

    for record in (StoryRecord, EntityRecord, ClaimRecord, Line):
        # a typed dictionary takes no such attribute in its body, where pydantic would be imported at once
        setattr(record, "__pydantic_config__", ConfigDict(extra="forbid", allow_inf_nan=False))  # noqa: B010 - as said
    return TypeAdapter(Line)
