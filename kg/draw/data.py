"""The subgraph as data for other programs: node-link JSON, and GraphML with flat properties."""

import json
from collections.abc import Mapping
from typing import Any

import networkx

from kg.draw.text import clean
from kg.model import Claim, Entity, Story


def node_link(graph: networkx.MultiDiGraph) -> str:
    """`{"focus", "nodes", "edges", "claims", "stories"}`: nodes and edges name their claims by id."""
    claims: dict[str, Claim] = {}
    for _, data in graph.nodes(data=True):
        claims |= {claim.id: claim for claim in data.get("attributes", ())}
    for _, _, data in graph.edges(data=True):
        claims |= {claim.id: claim for claim in data.get("claims", ())}
    document = {
        "focus": list(graph.graph.get("focus", ())),
        "nodes": [node_record(name, graph.nodes[name]) for name in sorted(graph.nodes)],
        "edges": [edge_record(edge, graph.edges[edge]) for edge in sorted(graph.edges(keys=True))],
        "claims": [claim_record(claims[identifier]) for identifier in sorted(claims)],
        "stories": [story_record(story) for _, story in sorted(graph.graph.get("stories", {}).items())],
    }
    # Lone surrogates stay as escapes, so that the text is always valid UTF-8.
    return json.dumps(document, ensure_ascii=True, indent=1) + "\n"


def node_record(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    claims = [claim.id for claim in data.get("attributes", ())]
    return {**entity_record(data["entity"]), "id": name, "claims": claims}


def edge_record(edge: tuple[str, str, str], data: Mapping[str, Any]) -> dict[str, Any]:
    record = {"source": edge[0], "target": edge[1], "key": edge[2]}
    record |= {name: data[name] for name in ("predicate", "status", "when", "confidence", "sources") if data.get(name)}
    named = [claim.id for claim in data.get("claims", ())]
    if data.get("claimed", 0) > len(named):
        record["claimed"] = data["claimed"]
    return {**record, "claims": named}


def entity_record(entity: Entity) -> dict[str, Any]:
    record: dict[str, Any] = {"id": entity.id, "type": entity.type, "name": entity.name}
    if entity.aliases:
        record["aliases"] = sorted(entity.aliases)
    if entity.described:
        record["described"] = True
    if entity.wikidata:
        record["wikidata"] = entity.wikidata
    return record


def claim_record(claim: Claim) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": claim.id,
        "story": claim.story,
        "subject": claim.subject.id,
        "predicate": claim.predicate,
        "object": claim.object.id if claim.object else None,
        "value": claim.value,
        "status": claim.status.value,
        "when": claim.when,
        "attribution": [{"id": who.id, "name": who.name} for who in claim.attribution],
        "qualifiers": dict(sorted(claim.qualifiers.items())),
        "confidence": claim.confidence,
        "rule": claim.rule,
        "evidence": [{"start": each.start, "end": each.end, "quote": each.quote} for each in claim.evidence],
    }
    return {name: value for name, value in record.items() if value is not None}


def story_record(story: Story) -> dict[str, Any]:
    fields = ("id", "url", "outlet", "title", "published")
    return {name: value for name in fields if (value := getattr(story, name)) is not None}


def flat_graphml(graph: networkx.MultiDiGraph) -> str:
    """What XML forbids is replaced; attribute claims are properties by predicate, several values parted by `; `."""
    flat = networkx.MultiDiGraph()
    for name in sorted(graph.nodes):
        flat.add_node(clean(name), **node_properties(graph.nodes[name]))
    for source, target, key in sorted(graph.edges(keys=True)):
        properties = edge_properties(graph.edges[source, target, key])
        flat.add_edge(clean(source), clean(target), key=clean(key), **properties)
    return "\n".join(networkx.generate_graphml(flat, named_key_ids=True)) + "\n"


def node_properties(data: Mapping[str, Any]) -> dict[str, str]:
    entity: Entity = data["entity"]
    values: dict[str, list[str]] = {}
    for claim in data.get("attributes", ()):
        name = claim.predicate.lower() if claim.status == "actual" else f"{claim.predicate.lower()}_{claim.status}"
        if claim.value and claim.value not in values.setdefault(name, []):
            values[name].append(claim.value)
    properties = {name: "; ".join(several) for name, several in sorted(values.items())}
    properties |= {"label": entity.name, "type": entity.type}
    if entity.aliases:
        properties["aliases"] = "; ".join(sorted(entity.aliases))
    if entity.wikidata:
        properties["wikidata"] = entity.wikidata
    return {clean(name): clean(value) for name, value in sorted(properties.items())}


def edge_properties(data: Mapping[str, Any]) -> dict[str, str | float | int]:
    quotes = dict.fromkeys(evidence.quote for claim in data["claims"] for evidence in claim.evidence if evidence.quote)
    return {
        "label": clean(data["predicate"].replace("_", " ").lower()),
        "predicate": clean(data["predicate"]),
        "status": str(data["status"]),
        "when": clean(data.get("when") or ""),
        "confidence": float(data["confidence"]),
        "sources": int(data["sources"]),
        "claims": " ".join(clean(claim.id) for claim in data["claims"]),
        "quotes": clean("\n".join(quotes)),
    }
