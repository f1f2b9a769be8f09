"""The vocabulary as data: types, relations, attributes and statuses read from `ontology/data/*.toml`.

`vocabulary()` gives the one that ships with the project; `read(folder)` any other, with clear errors.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kg.errors import OntologyError

Table = Mapping[str, Any]
VALUES = ("date", "choice", "text", "money", "quantity")
MATCHES = ("exact", "broader", "related")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A term of another vocabulary, as `prefix:name`, and how close it is: `exact`, `broader` or `related`."""

    term: str
    match: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of entity; `line` runs from the root to the type itself."""

    name: str
    line: tuple[str, ...]
    comment: str
    colour: str
    shape: str
    aligned: tuple[Alignment, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Subject types and object types that a relation joins; each stands for its subtypes."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation (`value` is None) or an attribute (`value` is one of `VALUES`, and each signature has no objects)."""

    name: str
    comment: str
    signatures: tuple[Signature, ...]
    value: str | None
    choices: tuple[str, ...]
    qualifiers: tuple[str, ...]
    functional: tuple[str, ...]
    repeatable: bool
    symmetric: bool
    kept: bool
    aligned: tuple[Alignment, ...]

    @property
    def is_relation(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """A status; claims of the one that is `asserted` stand as bare relationships and plain triples."""

    name: str
    comment: str
    asserted: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that the graph may say, in the order of the data files."""

    types: Mapping[str, EntityType]
    predicates: Mapping[str, Predicate]
    statuses: Mapping[str, StatusTerm]
    prefixes: Mapping[str, str]

    @property
    def relations(self) -> tuple[Predicate, ...]:
        return tuple(predicate for predicate in self.predicates.values() if predicate.is_relation)

    @property
    def attributes(self) -> tuple[Predicate, ...]:
        return tuple(predicate for predicate in self.predicates.values() if not predicate.is_relation)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether type `name` is `ancestor` or one of its subtypes."""
        known = self.types.get(name)
        return known is not None and ancestor in known.line

    def accepts(self, predicate: str, subject: str, object: str | None = None) -> bool:
        """Whether `predicate` may join these types, in this direction; an attribute takes no object."""
        known = self.predicates.get(predicate)
        if known is None or known.is_relation != (object is not None):
            return False
        return any(
            any(self.is_a(subject, name) for name in signature.subjects)
            and (object is None or any(self.is_a(object, name) for name in signature.objects))
            for signature in known.signatures
        )

    def is_functional(self, predicate: str, subject: str) -> bool:
        """Whether a second object or value of `predicate` on such a subject is a dispute."""
        return any(self.is_a(subject, name) for name in self.predicates[predicate].functional)


@cache
def vocabulary() -> Vocabulary:
    """The project's own vocabulary."""
    return read(files("ontology") / "data")


def read(folder: Traversable) -> Vocabulary:
    """Read a vocabulary; raises `OntologyError` naming file and entry for anything that does not hold together."""
    types = read_types(parse(folder, "types.toml"))
    prefixes = dict(parse(folder, "prefixes.toml"))
    predicates: dict[str, Predicate] = {}
    for name, table in parse(folder, "relations.toml").items():
        predicates[name] = read_relation(name, table, types)
    for name, table in parse(folder, "attributes.toml").items():
        if name in predicates:
            raise OntologyError(f"attributes.toml: {name} is a relation already; give it another name")
        predicates[name] = read_attribute(name, table, types)
    statuses = {
        name: StatusTerm(name, str(table.get("comment", "")), bool(table.get("asserted", False)))
        for name, table in parse(folder, "statuses.toml").items()
    }
    if sum(status.asserted for status in statuses.values()) != 1:
        raise OntologyError("statuses.toml: exactly one status must be asserted")
    for name, entry in (*types.items(), *predicates.items()):
        check_prefixes(name, entry.aligned, prefixes)
    return Vocabulary(types, predicates, statuses, prefixes)


def parse(folder: Traversable, name: str) -> Table:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OntologyError(f"{name}: missing from {folder}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(f"{name}: not valid TOML: {error}") from None


def read_types(tables: Table) -> dict[str, EntityType]:
    types: dict[str, EntityType] = {}
    for name in tables:
        line = line_of(name, tables)
        types[name] = EntityType(
            name,
            line,
            text_of(tables[name], "comment", f"types.toml: {name}"),
            inherited(tables, line, "colour"),
            inherited(tables, line, "shape"),
            read_alignments(tables[name], f"types.toml: {name}"),
        )
    return types


def line_of(name: str, tables: Table) -> tuple[str, ...]:
    line = [name]
    while parent := tables[line[0]].get("parent"):
        if parent not in tables:
            raise OntologyError(f"types.toml: {line[0]} has the unknown parent {parent}; define it or correct the name")
        if parent in line:
            raise OntologyError(f"types.toml: cyclic types: {' -> '.join([parent, *line])}")
        line.insert(0, parent)
    return tuple(line)


def inherited(tables: Table, line: tuple[str, ...], key: str) -> str:
    for name in reversed(line):
        if key in tables[name]:
            return str(tables[name][key])
    raise OntologyError(f"types.toml: {line[-1]} and its parents have no {key}")


def read_relation(name: str, table: Table, types: Mapping[str, EntityType]) -> Predicate:
    place = f"relations.toml: {name}"
    signatures = []
    for signature in table.get("signatures", []):
        subjects, objects = signature.get("from", []), signature.get("to", [])
        check_types([*subjects, *objects], types, place)
        if not subjects or not objects:
            raise OntologyError(f"{place}: bad signature: both 'from' and 'to' must name types")
        signatures.append(Signature(tuple(subjects), tuple(objects)))
    if not signatures:
        raise OntologyError(f"{place}: bad signature: none given")
    return read_predicate(name, table, types, place, tuple(signatures), None)


def read_attribute(name: str, table: Table, types: Mapping[str, EntityType]) -> Predicate:
    place = f"attributes.toml: {name}"
    subjects = table.get("of", [])
    check_types(subjects, types, place)
    if not subjects:
        raise OntologyError(f"{place}: bad signature: 'of' must name types")
    value = table.get("value")
    if value not in VALUES:
        raise OntologyError(f"{place}: value must be one of {', '.join(VALUES)}, not {value!r}")
    if value == "choice" and not table.get("choices"):
        raise OntologyError(f"{place}: a choice needs 'choices'")
    return read_predicate(name, table, types, place, (Signature(tuple(subjects), ()),), value)


def read_predicate(
    name: str,
    table: Table,
    types: Mapping[str, EntityType],
    place: str,
    signatures: tuple[Signature, ...],
    value: str | None,
) -> Predicate:
    if not name.replace("_", "").isalpha() or not name.isupper():
        raise OntologyError(f"{place}: a predicate's name is upper-case letters and underscores")
    functional = table.get("functional", [])
    check_types(functional, types, place)
    return Predicate(
        name=name,
        comment=text_of(table, "comment", place),
        signatures=signatures,
        value=value,
        choices=tuple(table.get("choices", [])),
        qualifiers=tuple(table.get("qualifiers", [])),
        functional=tuple(functional),
        repeatable=bool(table.get("repeatable", False)),
        symmetric=bool(table.get("symmetric", False)),
        kept=bool(table.get("kept", True)),
        aligned=read_alignments(table, place),
    )


def read_alignments(table: Table, place: str) -> tuple[Alignment, ...]:
    alignments = []
    for entry in table.get("aligned", []):
        if entry.get("match") not in MATCHES or ":" not in entry.get("term", ""):
            raise OntologyError(f"{place}: an alignment is a term 'prefix:name' and a match ({', '.join(MATCHES)})")
        alignments.append(Alignment(entry["term"], entry["match"], bool(entry.get("inverse", False))))
    return tuple(alignments)


def text_of(table: Table, key: str, place: str) -> str:
    if not table.get(key):
        raise OntologyError(f"{place}: {key} is missing")
    return str(table[key])


def check_types(names: list[str], types: Mapping[str, EntityType], place: str) -> None:
    for name in names:
        if name not in types:
            raise OntologyError(f"{place}: bad signature: unknown type {name}; define it in types.toml")


def check_prefixes(name: str, aligned: tuple[Alignment, ...], prefixes: Mapping[str, str]) -> None:
    for alignment in aligned:
        prefix = alignment.term.partition(":")[0]
        if prefix not in prefixes:
            raise OntologyError(f"{name}: alignment {alignment.term} has the unknown prefix {prefix}")
