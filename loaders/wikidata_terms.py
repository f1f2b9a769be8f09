"""What the properties and classes of Wikidata are in the vocabulary, and which of its items the reference names know.

The properties that are read stand in `data/wikidata_properties.tsv`, the classes in `data/wikidata_classes.tsv`.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology import vocabulary
from ontology.gazetteer import Entry, gazetteer

INSTANCE_OF = "P31"
DATE = "date"


@dataclass(frozen=True, slots=True)
class Property:
    """A property that a predicate stands for. `subject` is what has it, as far as it `tells` that by itself; `objects`
    are the types that its value may be of, none where it is a date."""

    id: str
    label: str
    predicate: str
    subject: str
    tells: bool
    objects: tuple[str, ...]
    role: str

    @property
    def is_date(self) -> bool:
        return not self.objects


@cache
def properties() -> Mapping[str, Property]:
    return {row["property"]: property_of(row) for row in rows("wikidata_properties.tsv")}


def property_of(row: Mapping[str, str]) -> Property:
    objects = () if row["objects"] == DATE else tuple(row["objects"].split())
    return Property(
        row["property"], row["label"], row["predicate"], row["subject"], row["tells"] == "yes", objects, row["role"]
    )


@cache
def classes() -> Mapping[str, str]:
    """Types by class."""
    return {row["class"]: row["type"] for row in rows("wikidata_classes.tsv")}


def rows(name: str) -> list[dict[str, str]]:
    text = (files("loaders") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


@cache
def known() -> Mapping[str, Entry]:
    """The reference names that have an id of Wikidata, by it."""
    return {entry.wikidata: entry for _, entry in gazetteer().surfaces() if entry.wikidata}


def name_apart(words: str, item: str, types: Iterable[str]) -> str:
    """The name by which the reference names find the item, or do not: theirs where they know its id; with the id
    behind it where they have another of that name; empty where the words are as good as any."""
    if item in known():
        return known()[item].name
    others = (entry for entry in gazetteer().find(words) if entry.wikidata and entry.wikidata != item)
    is_other = any(vocabulary().is_a(entry.type, wanted) for entry in others for wanted in types)
    return f"{words} ({item})" if is_other else ""
