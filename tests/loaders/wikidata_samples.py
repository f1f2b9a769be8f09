"""Made-up entities and results of queries in the form in which Wikidata gives them, and what is loaded of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import loaders
from kg.loading.reading import read
from kg.model import Claim, Reading, Story
from loaders import Rejected

Snak = dict[str, Any]
CRAFT, MAKER, ROCKET, SITE, HEAD, FORMER, TOWN = (f"Q99000{number}" for number in range(1, 8))


def item(value: str) -> Snak:
    return {
        "snaktype": "value",
        "datavalue": {"type": "wikibase-entityid", "value": {"entity-type": "item", "id": value}},
    }


def time(value: str, precision: int = 11, calendar: str = "Q1985727") -> Snak:
    model = f"http://www.wikidata.org/entity/{calendar}"
    found = {"time": value, "precision": precision, "calendarmodel": model, "timezone": 0}
    return {"snaktype": "value", "datavalue": {"type": "time", "value": found}}


def statement(snak: Snak, rank: str = "normal", **qualifiers: Snak) -> dict[str, Any]:
    beside = {name: [{"property": name, **value}] for name, value in qualifiers.items()}
    return {"mainsnak": snak, "type": "statement", "rank": rank, "qualifiers": beside}


def entity(id: str, labels: Mapping[str, str], **claims: Snak | list[dict[str, Any]]) -> dict[str, Any]:
    found = {name: one if isinstance(one, list) else [statement(one)] for name, one in claims.items()}
    spoken = {tongue: {"language": tongue, "value": words} for tongue, words in labels.items()}
    return {
        "type": "item", "id": id, "labels": spoken,
        "descriptions": {}, "aliases": {}, "claims": found, "sitelinks": {}, "lastrevid": 1,
        "modified": "2031-11-20T10:00:00Z",
    }  # fmt: skip


ENTITIES = [
    entity(
        CRAFT, {"da": "Ternesat", "en": "Ternsat-4"}, P31=item("Q26540"), P176=item(MAKER), P375=item(ROCKET),
        P1427=item(SITE), P137=item("Q23548"), P619=time("+2031-05-04T00:00:00Z"), P522=item("Q99099099"),
    ),
    entity(
        MAKER, {"en": "Larus Works"}, P31=item("Q4830453"), P159=item(TOWN), P571=time("+1998-03-00T00:00:00Z", 10),
        P169=[
            statement(item(FORMER), P580=time("+2011-00-00T00:00:00Z", 9), P582=time("+2019-06-00T00:00:00Z", 10)),
            statement(item(HEAD), "preferred", P580=time("+2019-07-01T00:00:00Z")),
            statement(item("Q5"), "deprecated"),
        ],
        P749=[{"mainsnak": {"snaktype": "novalue"}, "rank": "normal"}],
    ),
    entity(ROCKET, {"en": "Skua 1"}, P31=item("Q697175")),
    entity(SITE, {"de": "Startplatz Skua"}, P31=item("Q194188")),
    entity(HEAD, {"en": "Ada Quill"}, P31=item("Q5")),
    entity(FORMER, {"en": "Ben Okoro"}, P31=item("Q5")),
    entity(TOWN, {"en": "Larby"}, P31=item("Q515")),
    entity("Q990010", {"en": "Some airport"}, P31=item("Q1248784"), P137=item(MAKER)),
]  # fmt: skip


def dump(entities: list[dict[str, Any]], end: str = "\n]\n") -> bytes:
    return ("[\n" + ",\n".join(map(json.dumps, entities)) + end).encode()


def load(tmp_path: Path, data: bytes, name: str = "dump.json") -> list[Story | Rejected]:
    (tmp_path / name).write_bytes(data)
    return list(loaders.read([str(tmp_path / name)]))


def claims(tmp_path: Path, data: bytes, name: str = "dump.json") -> list[Claim]:
    load(tmp_path, data, name)
    readings = list(read([str(tmp_path / name)]))
    assert all(isinstance(one, Reading) for one in readings), readings
    return [claim for one in readings if isinstance(one, Reading) for claim in one.claims]


def said(found: list[Claim]) -> list[str]:
    return sorted(map(one_said, found))


def one_said(claim: Claim) -> str:
    what = claim.object.name if claim.object else claim.value
    return f"{claim.subject.name} {claim.predicate} {what} ({claim.status.value})"


def uri(value: str) -> dict[str, str]:
    return {"type": "uri", "value": f"http://www.wikidata.org/{value}"}


def literal(value: str) -> dict[str, str]:
    return {"type": "literal", "xml:lang": "en", "value": value}


DAY = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "2031-05-04T00:00:00Z"}


def triple(subject: str, label: str, property: str, value: dict[str, str], words: str = "") -> dict[str, Any]:
    row = {"subject": uri(f"entity/{subject}"), "subjectLabel": literal(label), "object": value}
    return {**row, "property": uri(f"prop/direct/{property}"), "objectLabel": literal(words or value["value"])}


def results(rows: list[Any]) -> bytes:
    variables = list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row)) or ["item"]
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": rows}}).encode()


TRIPLES = [
    triple(CRAFT, "Ternsat-4", "P176", uri(f"entity/{MAKER}"), "Larus Works"),
    triple(MAKER, "Larus Works", "P169", uri(f"entity/{HEAD}"), "Ada Quill"),
    triple(CRAFT, "Ternsat-4", "P619", DAY),
    triple(CRAFT, "Ternsat-4", "P9999999", DAY),
    triple(MAKER, "Larus Works", "P159", {"type": "bnode", "value": "t1"}),
]
