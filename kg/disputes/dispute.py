"""A dispute as data: what is disputed, its sides, and for each side who says so, where and in which words."""

from dataclasses import dataclass
from typing import Any

from kg.model import Claim, Entity, Story

Json = dict[str, Any]
VALUE, STATUS = "value", "status"


@dataclass(frozen=True, slots=True)
class Report:
    """A claim of one side with the story that makes it; `story` has no text, the claim's evidence its quotes.

    `kind` is `news`, or `reference` for a record of structured data.
    """

    claim: Claim
    story: Story
    kind: str

    @property
    def voices(self) -> tuple[str, ...]:
        """Who says so inside the story, from the outside in; empty where it is the story itself."""
        return tuple(entity.name for entity in self.claim.attribution)

    def to_json(self) -> Json:
        claim, story = self.claim, self.story
        return {
            "claim": claim.id,
            "story": story.id,
            "kind": self.kind,
            "outlet": story.outlet,
            "title": story.title,
            "published": story.published,
            "url": story.url,
            "source": story.source,
            "attribution": list(self.voices),
            "value": claim.value,
            "when": claim.when,
            "qualifiers": dict(claim.qualifiers),
            "confidence": claim.confidence,
            "evidence": [{"start": one.start, "end": one.end, "quote": one.quote} for one in claim.evidence],
        }


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: the object or the value that it holds, and with which status.

    `belief` is the chance (0 to 1) that not all of its `sources` independent origins are wrong
    (`kg.store.belief.confidence`); `value` is the most exact one of values that agree. `reports` are in order of
    publication.
    """

    value: str | None
    object: Entity | None
    status: str
    belief: float
    sources: int
    reports: tuple[Report, ...]

    def to_json(self) -> Json:
        return {
            "value": self.value,
            "object": entity_json(self.object),
            "status": self.status,
            "belief": self.belief,
            "sources": self.sources,
            "claims": [report.to_json() for report in self.reports],
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of one subject and predicate that contradict each other; the best believed side first.

    `about` says what is disputed: `value` (which object, date or outcome) or `status` (whether it is or was so; then
    `object` is that of the triple). `complete` is False where a group has so many claims that not all were compared.
    """

    subject: Entity
    predicate: str
    object: Entity | None
    about: str
    sides: tuple[Side, ...]
    complete: bool = True

    def to_json(self) -> Json:
        """The dispute as `kg disputes --json` prints it; offsets are code points into the story's text."""
        return {
            "subject": entity_json(self.subject),
            "predicate": self.predicate,
            "object": entity_json(self.object),
            "about": self.about,
            "complete": self.complete,
            "sides": [side.to_json() for side in self.sides],
        }


def entity_json(entity: Entity | None) -> Json | None:
    return {"id": entity.id, "type": entity.type, "name": entity.name} if entity else None
