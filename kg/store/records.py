"""Rows of the graph as the project's plain data."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import NEWS, Claim, Entity, Evidence, Section, Status, Story
from kg.store.reading import QUALIFIERS

ENTITY = (
    "{id: %s.id, type: %s.type, name: %s.name, aliases: %s.aliases, described: %s.described, wikidata: %s.wikidata}"
)
STORY = (
    "s {.id, .title, .url, .outlet, .published, .source, .kind, .questions, .sections, "
    "text: CASE WHEN $texts THEN s.text END}"
)


def entity_map(variable: str) -> str:
    """Cypher that gives an entity as `entity` reads it."""
    return ENTITY.replace("%s", variable)


def entity(row: Mapping[str, Any]) -> Entity:
    return Entity(
        row["id"],
        row["type"],
        row["name"],
        tuple(row["aliases"] or ()),
        bool(row["described"]),
        row["wikidata"],
    )


def story(row: Mapping[str, Any]) -> Story:
    sections = (Section(*json.loads(part)) for part in row["sections"] or ())
    return Story(
        id=row["id"],
        text=row["text"] or "",
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=row["published"],
        source=row["source"],
        questions=tuple(row["questions"] or ()),
        sections=tuple(sections),
        kind=row["kind"] or NEWS,
    )


def claim(row: Mapping[str, Any], entities: Mapping[str, Entity]) -> Claim:
    """A claim from its node's properties, the ids at its ends, and its evidence."""
    node = row["claim"]
    spans = node.get("spans") or []
    evidence = {Evidence(one["start"], one["end"], one["quote"]) for one in row["evidence"] if one["start"] is not None}
    attribution = sorted((one["position"], one["id"]) for one in row["attribution"] if one["id"] is not None)
    return Claim(
        story=node["story"],
        subject=entities[row["subject"]],
        predicate=node["predicate"],
        object=entities[row["object"]] if row["object"] else None,
        value=node.get("value"),
        status=Status(node["status"]),
        when=node.get("when"),
        attribution=tuple(entities[identity] for _, identity in attribution),
        qualifiers={name: node[name] for name in QUALIFIERS if node.get(name) is not None},
        confidence=float(node["confidence"]),
        rule=node.get("rule") or "",
        evidence=tuple(sorted(evidence, key=lambda one: (one.start, one.end))),
        spans=tuple(zip(spans[::2], spans[1::2], strict=True)),
        id=node["id"],
        superseded=node.get("superseded"),
        # claims written before they had a time of their own have that of their story
        loaded=node.get("loaded") or next((one["loaded"] for one in row["evidence"] if one.get("loaded")), None),
    )


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """By story, place in the text, predicate and id: the order of every list of claims."""
    return sorted(claims, key=lambda one: (one.story, one.evidence[0].start, one.predicate, one.id))
