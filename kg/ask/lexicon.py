"""The room's data files: how claims are said, what questions ask, and the words that both need."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import Status
from ontology import vocabulary

Table = Mapping[str, Any]


@cache
def phrases() -> Table:
    """`phrases.toml`: kinds, relations, attributes, outcomes and words."""
    return read("phrases.toml")


@cache
def words() -> Table:
    """`words.toml`: word classes, names with articles, nouns for types."""
    return read("words.toml")


@cache
def intents() -> Table:
    """`intents.toml`: word groups and intents in the order in which they are tried."""
    return read("intents.toml")


def read(name: str) -> Table:
    return tomllib.loads((files("kg.ask") / name).read_text(encoding="utf-8"))


@cache
def word_class(name: str) -> frozenset[str]:
    """A list of `words.toml` as a set of lower-case words."""
    return frozenset(words()[name])


@cache
def nouns() -> Mapping[str, tuple[str, ...]]:
    """Lower-case noun, singular or plural, to the entity types that it may stand for."""
    found: dict[str, list[str]] = {}
    spoken = words()["types"]
    for name in vocabulary().types:
        if name == "Entity":
            continue
        own = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
        for noun in dict.fromkeys((own, *spoken.get(name, ()))):
            for form in (noun, plural(noun)):
                if name not in found.setdefault(form, []):
                    found[form].append(name)
    return {noun: tuple(types) for noun, types in found.items()}


def plural(noun: str) -> str:
    first, _, last = noun.rpartition(" ")
    known = words()["plurals"].get(last)
    if known is None:
        known = last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else last
        known = known if known != last else last + ("es" if last.endswith(("s", "ch", "x", "sh")) else "s")
    return f"{first} {known}".strip()


def template(table: Table, status: Status) -> str | None:
    """The template of a status, else the one for all others, else None."""
    found = table.get(status.value, table.get("other"))
    return None if found is None else str(found)
