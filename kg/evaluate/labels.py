"""Annotations kept without their texts, which may be other people's: names, claims and offsets, nothing else.

`python -m kg.evaluate.label_export ANNOTATED --stories STORIES` writes JSON Lines, one story a line:
`{"id", "sha256", "entities": [{"type", "name", "mentions": [[start, end, named], …]}, …], "claims": [{"subject",
"predicate", "object" | "value" | "words", "status", "when", "by", "sentence"}, …]}`. `subject`, `object` and `by` are
numbers of entities, `words` the offsets of a value that is words of the text, `sentence` those of the evidence.
Offsets are code points of the story's text as the loaders make it, whose SHA-256 goes along.
"""

import hashlib
from dataclasses import replace
from typing import Any

from kg.errors import EvaluateError
from kg.evaluate.corpus import Annotated
from kg.model import Claim, Entity, Evidence, Mention, Reading, Status, Story
from ontology import vocabulary


def label_of(annotated: Annotated) -> dict[str, Any]:
    """The label of a story, whose offsets are into its text."""
    reading = annotated.reading
    numbers = {entity.id: number for number, entity in enumerate(reading.entities)}
    return {
        "id": reading.story.id,
        "sha256": digest(reading.story),
        "entities": [entity_label(entity) for entity in reading.entities],
        "claims": [claim_label(claim, numbers, reading.story.text) for claim in reading.claims],
    }


def digest(story: Story) -> str:
    return hashlib.sha256(story.text.encode()).hexdigest()


def entity_label(entity: Entity) -> dict[str, Any]:
    mentions = [[mention.start, mention.end, int(mention.named)] for mention in entity.mentions]
    return {"type": entity.type, "name": "" if entity.described else entity.name, "mentions": mentions}


def claim_label(claim: Claim, numbers: dict[str, int], text: str) -> dict[str, Any]:
    sentence = claim.evidence[0]
    found: dict[str, Any] = {"subject": numbers[claim.subject.id], "predicate": claim.predicate}
    if claim.object is not None:
        found["object"] = numbers[claim.object.id]
    elif vocabulary().predicates[claim.predicate].is_worded:
        start = text.index(claim.value or "", sentence.start)
        found["words"] = [start, start + len(claim.value or "")]
    else:
        found["value"] = claim.value
    if claim.status is not Status.ACTUAL:
        found["status"] = claim.status.value
    if claim.when:
        found["when"] = claim.when
    if by := [numbers[entity.id] for entity in claim.attribution if entity.id in numbers]:
        found["by"] = by
    return {**found, "sentence": [sentence.start, sentence.end]}


def is_label(item: dict[str, Any]) -> bool:
    """Whether a line of labels is of this form, and not names alone."""
    return "entities" in item


def over(item: dict[str, Any], story: Story) -> Annotated:
    """A label laid over its text again; `EvaluateError` where the text is another one."""
    if digest(story) != item["sha256"]:
        raise EvaluateError(f"{story.id}: the text is not the one that was labelled; get the same version of it")
    text = story.text
    entities = [entity_over(item["id"], number, entity, story) for number, entity in enumerate(item["entities"])]
    claims = tuple(claim_over(item["id"], claim, entities, text) for claim in item["claims"])
    return Annotated(Reading(story, tuple(entities), claims))


def entity_over(identity: str, number: int, label: dict[str, Any], story: Story) -> Entity:
    """An entity with its mentions, but those in what the loader set aside ("The post … appeared first on …")."""
    text = story.text
    every = [Mention(start, end, bool(named)) for start, end, named in label["mentions"]]
    mentions = tuple(mention for mention in every if is_read(mention, story))
    said = {text[mention.start : mention.end] for mention in mentions if mention.named}
    name = label["name"] or text[every[0].start : every[0].end]
    aliases = tuple(sorted(said - {name}))
    return Entity(f"{identity}#{number}", label["type"], name, aliases, not label["name"], None, mentions)


def is_read(mention: Mention, story: Story) -> bool:
    """Whether a mention stands in a section; everything does where there are none."""
    return not story.sections or any(one.start <= mention.start < one.end for one in story.sections)


def claim_over(story: str, label: dict[str, Any], entities: list[Entity], text: str) -> Claim:
    start, end = label["sentence"]
    claim = Claim(
        story=story,
        subject=entities[label["subject"]],
        predicate=label["predicate"],
        object=entities[label["object"]] if "object" in label else None,
        value=text[slice(*label["words"])] if "words" in label else label.get("value"),
        status=Status(label.get("status", "actual")),
        when=label.get("when"),
        attribution=tuple(entities[number] for number in label.get("by", ())),
        evidence=(Evidence(start, end, text[start:end]),),
        rule="annotated",
    )
    return replace(claim, id=claim.key())
