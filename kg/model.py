"""Plain data that travels between the rooms: stories, entities, claims and their evidence.

All offsets are half-open `[start, end)` ranges of Unicode code points into `Story.text`, which nothing changes once
offsets into it exist. Dates are EDTF strings (Library of Congress, ISO 8601-2).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What a text says of a claim, not what is true today (`ontology/data/statuses.toml`)."""

    ACTUAL = "actual"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    FAILED = "failed"
    CANCELLED = "cancelled"
    POSSIBLE = "possible"
    DENIED = "denied"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a story.

    `kind` is one of `title`, `body`, `heading`, `bullets`, `papers`, `background`, `question`, `gloss`. `title` and
    `heading` are read as headlines; `question` (text under a common question) and `gloss` (an encyclopaedic note on a
    topic) are read like `body`, and a gloss does not name its topic outright.
    """

    kind: str
    start: int
    end: int
    heading: str = ""


NEWS, REFERENCE = "news", "reference"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a record names in the words `[start, end)` of its text.

    `types` are all that it may be of, the first where no reference knows the name; `name` is given where the words
    only abbreviate it ("Cape Canaveral SFS"). `wikidata` is the id that the record itself gives.
    """

    start: int
    end: int
    types: tuple[str, ...]
    name: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a record states in so many fields: a claim before anyone knows who is who.

    `span` is where the value stands: the value itself or, of a date and a choice, the words of the source for it.
    `beside` holds further words that it rests on (the status, the date of `when`), which become evidence too.
    """

    subject: Named
    predicate: str
    object: Named | None = None
    value: str | None = None
    span: tuple[int, int] | None = None
    status: Status = Status.ACTUAL
    when: str | None = None
    qualifiers: Mapping[str, str | int | float] = field(default_factory=dict, hash=False)
    beside: tuple[tuple[int, int], ...] = ()
    rule: str = "record"


@dataclass(frozen=True, slots=True)
class Story:
    """One story as it was read. `published` is an EDTF date, `source` what the user named (a path or an address).

    `questions` are those that the story itself asks ("Go deeper", "Common question"); `sections` cover the text in
    order and may be empty (one body). `kind` is `news`, or `reference` for a record of structured data: its text is a
    plain rendering of the record, a line a field, and `statements` are all that is claimed by it.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    source: str | None = None
    questions: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    kind: str = NEWS
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a story speaks of an entity: `named` when by a name, else by a description, role noun or pronoun."""

    start: int
    end: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that stories speak of. `described` marks one that no story names ("a larger lander by 2027").

    `name` is the fullest form in use, or the gazetteer's. `mentions` are those of one story and empty outside of it.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    described: bool = False
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: `story.text[start:end]`, usually one sentence. `quote` is filled where the text is at hand."""

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One typed triple with all that its story says of it.

    Relations have an `object`, attributes a `value` (words of the text, an EDTF date, or a choice). `attribution` runs
    from the outside in ("NASA, according to Al Jazeera": Al Jazeera, NASA). `qualifiers` holds `role`, `amount`, `for`,
    `where`, `count` and, of money and quantities, `number`, `unit`, `what`. `spans` are the code-point ranges of the
    arguments (subject; object or value) from which the id is made. `superseded` is the ISO time at which a corrected
    version of the story took the claim's place, `loaded` that at which the graph learnt it (of a claim out of a graph).
    """

    story: str
    subject: Entity
    predicate: str
    object: Entity | None = None
    value: str | None = None
    status: Status = Status.ACTUAL
    when: str | None = None
    attribution: tuple[Entity, ...] = ()
    qualifiers: Mapping[str, str | int | float] = field(default_factory=dict)
    confidence: float = 1.0
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    id: str = ""
    superseded: str | None = None
    loaded: str | None = field(default=None, compare=False)

    def key(self) -> str:
        """The claim's id: a hash of story, predicate, argument spans (or value) and status, never of resolved ids."""
        arguments = ",".join(f"{start}-{end}" for start, end in self.spans) or f"{self.subject.name}|{self.value or ''}"
        parts = (self.story, self.predicate, arguments, self.value or "", self.when or "", self.status.value)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one story: its entities (claimed of or not) and its claims, sorted by position."""

    story: Story
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
