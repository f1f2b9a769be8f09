"""Questions to the store: statements run through its reader, rows as the project's plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from kg.ask import statements
from kg.ask.asof import KNOWN, LATEST, TOLD, by_day
from kg.model import Claim, Entity, Evidence, Section, Status, Story

LIMIT = 600
TURNING = "$first"
FURTHER = 4  # times as many names are looked at, where some may not be known by a day
QUALIFIERS = ("role", "amount", "for", "where", "count", "number", "unit", "what")


class Rows(Protocol):
    """What a query gives back."""

    def dictionaries(self) -> list[dict[str, Any]]: ...


class Readable(Protocol):
    """What this room needs of a store."""

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Rows: ...

    def names(self) -> list[str]: ...

    def near(self, name: str, limit: int = 5, known: Sequence[str] | None = None) -> list[Entity]: ...


@dataclass(slots=True)
class Inquiry:
    """One question's way through the store: what was run, what was found.

    `day` is that as of which it is asked, `first` are the outcomes that it turns on (`kg.ask.statements`).
    """

    store: Readable
    day: date | None = None
    first: tuple[str, ...] = ()
    cypher: str = ""
    parameters: dict[str, object] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    queries: int = 0
    names: list[str] | None = None  # of all entities, once something near was asked for
    named: dict[str, Entity] = field(default_factory=dict)  # by id, what words of the question may mean
    mains: dict[str, Entity] = field(default_factory=dict)  # by the id of what is taken for it
    taken: dict[str, Entity] = field(default_factory=dict)  # by the id of a claim: whom it speaks of by another name

    def take_for(self, entity: Entity, others: Sequence[Entity]) -> None:
        """Take what is told of others as told of an entity (`kg.ask.twins`)."""
        self.mains.update(dict.fromkeys((one.id for one in others), entity))

    def rows(self, statement: str, **parameters: object) -> list[dict[str, Any]]:
        self.queries += 1
        return self.store.query(self.dated(statement), self.given(statement, parameters)).dictionaries()

    def dated(self, statement: str) -> str:
        return (statement if self.day is None else by_day(statement)).strip()

    def given(self, statement: str, parameters: Mapping[str, object]) -> dict[str, object]:
        """The parameters with those of the day, as far as the statement takes them."""
        day = None if self.day is None else self.day.isoformat()
        told = {"told": day or LATEST} if TOLD in statement else {}
        parameters = {name: self.with_others(value) for name, value in parameters.items()}
        return {**parameters, **told, **({"day": day} if day else {})}

    def with_others(self, value: object) -> object:
        """Ids with those of what is taken for one of them."""
        if not isinstance(value, list) or not self.mains:
            return value
        return [*value, *(one for one, main in self.mains.items() if main.id in value and one not in value)]

    def near(self, name: str, limit: int = 5) -> list[Entity]:
        if self.names is None:
            self.names = self.store.names()
        if self.day is None:
            self.queries += 1  # as of a day the statement below counts, so that both kinds of asking may ask as much
            return self.store.near(name, limit, self.names)
        found = self.store.near(name, limit * FURTHER, self.names)
        rows = self.rows(KNOWN, ids=[entity.id for entity in found])
        known = {row["id"] for row in rows}
        return [entity for entity in found if entity.id in known][:limit]

    def claims(self, statement: str, **parameters: object) -> list[Claim]:
        """Claims of a statement that ends in `statements.ROW`; it becomes the plan that the answer shows."""
        first = {"first": list(self.first)} if TURNING in statement else {}
        given = {"limit": LIMIT, **first, **parameters}
        self.cypher, self.parameters = self.dated(statement), self.given(statement, given)
        found = [self.claim(row) for row in self.rows(statement, **given)]
        found = [claim for claim in found if not claim.object or claim.object.id != claim.subject.id]
        return sorted(found, key=lambda claim: (claim.story, start_of(claim), claim.predicate, claim.id))

    def about(self, focus: Sequence[str], related: Sequence[str], predicates: Sequence[str]) -> list[Claim]:
        return self.claims(
            statements.CLAIMS, focus=list(focus), related=list(related), predicates=sorted(set(predicates))
        )

    def claim(self, row: Mapping[str, Any]) -> Claim:
        node = row["claim"]
        for one in row["evidence"]:
            if one["story"] not in self.stories:
                self.stories[one["story"]] = story_of(one)
        said = sorted(row["attribution"], key=lambda one: (one["position"] or 0, one["id"]))
        evidence = {(one["start"], one["end"], one["quote"] or "") for one in row["evidence"]}
        subject, target = entity_of(row["subject"]), entity_of(row["object"]) if row["object"] else None
        told_of = {one.id: one for one in (subject, target) if one is not None and one.id in self.mains}
        if told_of:
            self.taken[node["id"]] = next(iter(told_of.values()))
            subject = self.mains.get(subject.id, subject)
            target = self.mains.get(target.id, target) if target else None
        return Claim(
            story=node["story"],
            subject=subject,
            predicate=node["predicate"],
            object=target,
            value=node.get("value"),
            status=Status(node["status"]),
            when=node.get("when"),
            attribution=tuple(entity_of(one) for one in said),
            qualifiers={name: node[name] for name in QUALIFIERS if node.get(name) is not None},
            confidence=float(node["confidence"]),
            rule=node.get("rule") or "",
            # the sentence that says it before the one that tells of whom
            evidence=tuple(
                Evidence(*one)
                for one in sorted(evidence, key=lambda one: (-telling(one[2], node.get("value"), subject, target), one))
            ),
            id=node["id"],
        )


def telling(quote: str, value: str | None, subject: Entity, target: Entity | None) -> int:
    """How much of what a claim says stands in a quote: its value, or the names of its two sides."""
    if target is None:
        return int((value or "") in quote)
    return sum(any(name in quote for name in (side.name, *side.aliases)) for side in (subject, target))


def entity_of(row: Mapping[str, Any]) -> Entity:
    return Entity(
        row["id"], row["type"], row["name"], tuple(row["aliases"] or ()), bool(row["described"]), row["wikidata"]
    )


def story_of(row: Mapping[str, Any]) -> Story:
    import json

    sections = tuple(Section(*json.loads(part)) for part in row["sections"] or ())
    story = Story(row["story"], "", row["title"], row["url"], row["outlet"], row["published"], row["source"])
    return replace(story, sections=sections)


def start_of(claim: Claim) -> int:
    return claim.evidence[0].start if claim.evidence else 0
