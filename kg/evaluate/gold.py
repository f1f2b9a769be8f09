"""What a story should be read as: from annotated stories, or from labels that are kept without the text.

Labels with offsets are those of `kg.evaluate.labels`. Labels by name alone are JSON Lines, one story a line, names and
short values only, so that third-party texts need not be kept:
`{"id", "claims": [{"subject": {"type", "names"}, "predicate", "object": {"type", "names"} or "value", "status", "by"?,
"when"?, "optional"?, "also"?: [further predicates], "subject_also"?/"object_also"?: [further entities], "value_also"?,
"status_also"?}]}`. Labels are not exhaustive: optional claims count neither way, and some predicates are not looked at.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import EvaluateError
from kg.evaluate.corpus import Annotated
from kg.evaluate.labels import is_label, over
from kg.evaluate.names import PRONOUNS, normalise
from kg.model import Claim, Entity, Mention, Status, Story
from ontology.gazetteer import gazetteer

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity by any of its `names` (normalised, described ones included); `mentions` where the text is annotated."""

    label: str
    type: str
    names: frozenset[str]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim that a story states. Each part may be any of its alternatives; `sentences` are where it is stated."""

    predicates: tuple[str, ...]
    subjects: tuple[GoldEntity, ...]
    objects: tuple[GoldEntity, ...] = ()
    values: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset([Status.ACTUAL.value])
    whens: frozenset[str] = frozenset()
    by: tuple[GoldEntity, ...] = ()
    optional: bool = False
    sentences: Spans = ()

    @property
    def predicate(self) -> str:
        return self.predicates[0]

    def __str__(self) -> str:
        target = self.objects[0].label if self.objects else json.dumps(self.values[0], ensure_ascii=False)
        return f"{self.subjects[0].label} {self.predicate} {target}"


@dataclass(frozen=True, slots=True)
class Gold:
    """One story's gold. `exhaustive` where everything stated is annotated, mentions too; else labels without text."""

    id: str
    claims: tuple[GoldClaim, ...]
    story: Story | None = None
    entities: tuple[GoldEntity, ...] = ()
    exhaustive: bool = False


def from_annotated(annotated: Annotated) -> Gold:
    """The gold of an annotated story; a triple that it states more than once is one claim."""
    reading = annotated.reading
    text = reading.story.text
    entities = {entity.id: gold_entity(entity, text) for entity in reading.entities}
    merged: dict[tuple[str, str, str], GoldClaim] = {}
    for claim in reading.claims:
        key = (claim.subject.id, claim.predicate, claim.object.id if claim.object else claim.value or "")
        gold = gold_claim(claim, entities, text)
        merged[key] = both(merged[key], gold) if key in merged else gold
    return Gold(reading.story.id, tuple(merged.values()), reading.story, tuple(entities.values()), exhaustive=True)


def gold_entity(entity: Entity, text: str) -> GoldEntity:
    said = (text[mention.start : mention.end] for mention in entity.mentions)
    names = {normalise(name) for name in (entity.name, *entity.aliases, *said)} - PRONOUNS
    if entity.type in {"Country", "Region"}:
        # "the Omani operator" speaks of Oman
        countries = (gazetteer().demonym(name) for name in (entity.name, *entity.aliases))
        names |= {normalise(name) for name in countries if name}
    return GoldEntity(entity.name, entity.type, frozenset(names), entity.mentions)


def gold_claim(claim: Claim, entities: dict[str, GoldEntity], text: str) -> GoldClaim:
    def known(entity: Entity) -> GoldEntity:
        return entities.get(entity.id) or gold_entity(entity, text)

    return GoldClaim(
        predicates=(claim.predicate,),
        subjects=(known(claim.subject),),
        objects=(known(claim.object),) if claim.object else (),
        values=(claim.value,) if claim.value is not None else (),
        statuses=frozenset([claim.status.value]),
        whens=frozenset([claim.when] if claim.when else []),
        by=tuple(known(entity) for entity in claim.attribution),
        sentences=tuple((evidence.start, evidence.end) for evidence in claim.evidence),
    )


def both(one: GoldClaim, other: GoldClaim) -> GoldClaim:
    return replace(
        one,
        statuses=one.statuses | other.statuses,
        whens=one.whens | other.whens,
        by=one.by or other.by,
        sentences=one.sentences + other.sentences,
    )


def read_labels(path: Path, texts: Mapping[str, Story]) -> Iterator[Gold]:
    """The labels of a JSON Lines file, over their texts where `texts` has them; `EvaluateError` names a wrong line.

    Labels with offsets (`kg.evaluate.labels`) are exhaustive; what has no text comes without a story.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            yield label_gold(item, texts.get(str(item["id"])))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise EvaluateError(
                f'{path.name}:{number}: no label ({error!r}); write {{"id", "claims": [...]}} on one line'
            ) from None


def label_gold(item: dict[str, Any], story: Story | None) -> Gold:
    if is_label(item):
        return from_annotated(over(item, story)) if story is not None else Gold(str(item["id"]), ())
    return Gold(str(item["id"]), tuple(labelled(claim) for claim in item["claims"]), story)


def labelled(claim: dict[str, Any]) -> GoldClaim:
    return GoldClaim(
        predicates=(claim["predicate"], *listed(claim.get("also"))),
        subjects=tuple(named(entity) for entity in (claim["subject"], *listed(claim.get("subject_also")))),
        objects=tuple(named(entity) for entity in (*listed(claim.get("object")), *listed(claim.get("object_also")))),
        values=(*listed(claim.get("value")), *listed(claim.get("value_also"))),
        statuses=frozenset([claim.get("status", "actual"), *listed(claim.get("status_also"))]),
        whens=frozenset(listed(claim.get("when"))),
        by=tuple(named(entity) for entity in listed(claim.get("by"))),
        optional=bool(claim.get("optional", False)),
    )


def listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def named(entity: dict[str, Any] | str) -> GoldEntity:
    names: Iterable[str] = [entity] if isinstance(entity, str) else entity["names"]
    names = list(names)
    kind = "" if isinstance(entity, str) else str(entity.get("type", ""))
    return GoldEntity(names[0], kind, frozenset(normalise(name) for name in names))
