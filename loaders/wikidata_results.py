"""Results of queries to Wikidata: SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/), row by
row. Which variables they need: `loaders.wikidata`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import LoadError
from loaders.dates import edtf
from loaders.encoding import preview
from loaders.nested import words
from loaders.record_stream import JsonReader
from loaders.source import Rejected, Source
from loaders.wikidata_dates import edtf_of_literal
from loaders.wikidata_dump import ITEM, LONGEST_LABEL
from loaders.wikidata_facts import Fact, Facts
from loaders.wikidata_terms import INSTANCE_OF, classes, properties

HEAD = re.compile(r'\s*\{\s*"head"\s*:\s*\{(?=[^}]{0,2000}"vars"\s*:\s*\[[^\]]{0,2000}"(?:subject|item)")')
ENTITY = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/entity/|wd:)?(?P<id>Q[1-9]\d{0,11})", re.ASCII)
PROPERTY = re.compile(r"(?:[^\s]*[/:])?(?P<id>P[1-9]\d{0,6})", re.ASCII)
SUBJECTS = ("subject", "item")


def is_results(source: Source) -> bool:
    return HEAD.match(preview(source.head)) is not None


def read_results(source: Source, facts: Facts) -> Iterator[Rejected]:
    """Put the rows by; those that name no item are `Rejected` by number. Raises `LoadError` where it is cut off, which
    leaves those before."""
    for number, row in enumerate(bindings(JsonReader(source)), 1):
        try:
            read_row(row, facts)
        except LoadError as error:
            yield Rejected(source.name, f"row {number}: {error}")


def bindings(reader: JsonReader) -> Iterator[Any]:
    for key in keys(reader):
        if key != "results":
            reader.value()
            continue
        for inner in keys(reader):
            if inner == "bindings" and reader.peek() == "[":
                yield from reader.items()
            else:
                reader.value()


def keys(reader: JsonReader) -> Iterator[str]:
    """The keys of an object; whoever takes one reads its value off before the next."""
    reader.take("{")
    while reader.peek() != "}":
        key = reader.value()
        reader.take(":")
        yield str(key)
        if reader.peek() != "}":
            reader.take(",")
    reader.take("}")


def read_row(row: Any, facts: Facts) -> None:
    subject = next((name for name in SUBJECTS if words(row, name, "value")), "")
    item = item_of(row, subject)
    if not item:
        raise LoadError("names no item of Wikidata under ?subject or ?item; select one of them")
    name(facts, item, row, subject)
    modified = edtf(words(row, "modified", "value") or "") or ""
    for variable, found in stated(row):
        fact = fact_of(row, variable, found)
        if fact is not None:
            facts.add(item, fact, modified)
            if found == INSTANCE_OF:
                facts.name(item, "", classes().get(fact.value, ""))
            elif fact.written == "":
                name(facts, fact.value, row, variable)


def stated(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The variables that hold values, and of which property that is read."""
    pairs = [("object", words(row, "property", "value") or ""), *((key, key) for key in row)]
    for variable, property in pairs:
        match = PROPERTY.fullmatch(property)
        if match and (match["id"] in properties() or match["id"] == INSTANCE_OF):
            yield variable, match["id"]


def fact_of(row: Mapping[str, Any], variable: str, property: str) -> Fact | None:
    item = item_of(row, variable)
    if property == INSTANCE_OF or not properties()[property].is_date:
        return Fact(property, item) if item else None
    text = words(row, variable, "value") or ""
    date = edtf_of_literal(text)
    return Fact(property, date, text.partition("T")[0].removeprefix("+")) if date else None


def item_of(row: Any, variable: str) -> str:
    match = ENTITY.fullmatch(words(row, variable, "value") or "")
    return match["id"] if match else ""


def name(facts: Facts, item: str, row: Any, variable: str) -> None:
    """Keep the label; where there is none the label service writes the id."""
    label = (words(row, f"{variable}Label", "value") or "")[:LONGEST_LABEL].strip()
    facts.name(item, "" if ITEM.fullmatch(label) else label)
