"""Reading a vocabulary from its data files, with an error for whatever does not hold together.

Every `OntologyError` names file and entry, what is wrong and, where it is not plain, what to do.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from kg.errors import OntologyError
from ontology.vocabulary import Alignment, EntityType, Predicate, Signature, StatusTerm, Vocabulary

Table = Mapping[str, Any]
VALUES = ("date", "choice", "text", "money", "quantity")
MATCHES = ("exact", "broader", "related")
# Names become labels, relationship types and parts of addresses: nothing but these characters gets in.
TYPE_NAME = re.compile(r"[A-Z][A-Za-z]*")
PREDICATE_NAME = re.compile(r"[A-Z]+(_[A-Z]+)*")
STATUS_NAME = re.compile(r"[a-z]+")
COLOUR = re.compile(r"#[0-9a-f]{6}")


def read(folder: Traversable) -> Vocabulary:
    """Read a vocabulary; raises `OntologyError` naming file and entry for anything that does not hold together."""
    types = read_types(entries(folder, "types.toml"))
    prefixes = read_prefixes(folder)
    predicates: dict[str, Predicate] = {}
    for name, table in entries(folder, "relations.toml").items():
        predicates[name] = read_relation(name, table, types)
    for name, table in entries(folder, "attributes.toml").items():
        if name in predicates:
            raise OntologyError(f"attributes.toml: {name} is a relation already; give it another name")
        predicates[name] = read_attribute(name, table, types)
    for name, kind in types.items():
        check_prefixes(f"types.toml: {name}", kind.aligned, prefixes)
    for name, predicate in predicates.items():
        check_prefixes(name, predicate.aligned, prefixes)
    return Vocabulary(types, predicates, read_statuses(folder), prefixes)


def entries(folder: Traversable, name: str) -> Mapping[str, Table]:
    """The tables of a data file by their names."""
    tables = parse(folder, name)
    for key, table in tables.items():
        if not isinstance(table, dict):
            raise OntologyError(f"{name}: {key} is no table; write [{key}] and its keys below")
    return tables


def parse(folder: Traversable, name: str) -> Table:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OntologyError(f"{name}: missing from {folder}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(f"{name}: not valid TOML: {error}") from None


def read_prefixes(folder: Traversable) -> dict[str, str]:
    prefixes = parse(folder, "prefixes.toml")
    for prefix, address in prefixes.items():
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            raise OntologyError(f"prefixes.toml: {prefix} must be the address of a vocabulary, not {address!r}")
    return dict(prefixes)


def read_statuses(folder: Traversable) -> dict[str, StatusTerm]:
    statuses: dict[str, StatusTerm] = {}
    for name, table in entries(folder, "statuses.toml").items():
        place = f"statuses.toml: {name}"
        check_name(name, STATUS_NAME, place, "a status is lower-case letters")
        statuses[name] = StatusTerm(name, text_of(table, "comment", place), bool(table.get("asserted", False)))
    if sum(status.asserted for status in statuses.values()) != 1:
        raise OntologyError("statuses.toml: exactly one status must be asserted")
    return statuses


def read_types(tables: Mapping[str, Table]) -> dict[str, EntityType]:
    types: dict[str, EntityType] = {}
    for name, table in tables.items():
        place = f"types.toml: {name}"
        check_name(name, TYPE_NAME, place, "a type's name is letters, the first a capital")
        line = line_of(name, tables)
        colour = inherited(tables, line, "colour")
        if not COLOUR.fullmatch(colour):
            raise OntologyError(f"{place}: colour must be like #1f77b4, not {colour!r}")
        comment, shape = text_of(table, "comment", place), inherited(tables, line, "shape")
        types[name] = EntityType(name, line, comment, colour, shape, read_alignments(table, place))
    return types


def line_of(name: str, tables: Mapping[str, Table]) -> tuple[str, ...]:
    line = [name]
    while parent := tables[line[0]].get("parent"):
        if parent not in tables:
            raise OntologyError(f"types.toml: {line[0]} has the unknown parent {parent}; define it or correct the name")
        if parent in line:
            raise OntologyError(f"types.toml: cyclic types: {' -> '.join([parent, *line])}")
        line.insert(0, parent)
    return tuple(line)


def inherited(tables: Mapping[str, Table], line: tuple[str, ...], key: str) -> str:
    for name in reversed(line):
        if key in tables[name]:
            return str(tables[name][key])
    raise OntologyError(f"types.toml: {line[-1]} and its parents have no {key}")


def read_relation(name: str, table: Table, types: Mapping[str, EntityType]) -> Predicate:
    place = f"relations.toml: {name}"
    signatures = []
    for signature in tables_of(table, "signatures", place):
        subjects, objects = names_of(signature, "from", place), names_of(signature, "to", place)
        check_types([*subjects, *objects], types, place)
        if not subjects or not objects:
            raise OntologyError(f"{place}: bad signature: both 'from' and 'to' must name types")
        signatures.append(Signature(subjects, objects))
    if not signatures:
        raise OntologyError(f"{place}: bad signature: none given")
    return read_predicate(name, table, types, place, tuple(signatures), None)


def read_attribute(name: str, table: Table, types: Mapping[str, EntityType]) -> Predicate:
    place = f"attributes.toml: {name}"
    subjects = names_of(table, "of", place)
    check_types(subjects, types, place)
    if not subjects:
        raise OntologyError(f"{place}: bad signature: 'of' must name types")
    value = table.get("value")
    if value not in VALUES:
        raise OntologyError(f"{place}: value must be one of {', '.join(VALUES)}, not {value!r}")
    if value == "choice" and not table.get("choices"):
        raise OntologyError(f"{place}: a choice needs 'choices'")
    return read_predicate(name, table, types, place, (Signature(subjects, ()),), value)


def read_predicate(
    name: str,
    table: Table,
    types: Mapping[str, EntityType],
    place: str,
    signatures: tuple[Signature, ...],
    value: str | None,
) -> Predicate:
    check_name(name, PREDICATE_NAME, place, "a predicate's name is upper-case letters and underscores")
    functional = names_of(table, "functional", place)
    check_types(functional, types, place)
    return Predicate(
        name=name,
        comment=text_of(table, "comment", place),
        signatures=signatures,
        value=value,
        choices=names_of(table, "choices", place),
        qualifiers=names_of(table, "qualifiers", place),
        functional=functional,
        repeatable=bool(table.get("repeatable", False)),
        symmetric=bool(table.get("symmetric", False)),
        kept=bool(table.get("kept", True)),
        aligned=read_alignments(table, place),
    )


def read_alignments(table: Table, place: str) -> tuple[Alignment, ...]:
    alignments = []
    for entry in tables_of(table, "aligned", place):
        if entry.get("match") not in MATCHES or ":" not in str(entry.get("term")):
            raise OntologyError(f"{place}: an alignment is a term 'prefix:name' and a match ({', '.join(MATCHES)})")
        alignments.append(Alignment(entry["term"], entry["match"], bool(entry.get("inverse", False))))
    return tuple(alignments)


def text_of(table: Table, key: str, place: str) -> str:
    if not table.get(key):
        raise OntologyError(f"{place}: {key} is missing")
    return str(table[key])


def names_of(table: Table, key: str, place: str) -> tuple[str, ...]:
    names = table.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise OntologyError(f"{place}: {key} must be a list of names, not {names!r}")
    return tuple(names)


def tables_of(table: Table, key: str, place: str) -> list[Table]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise OntologyError(f"{place}: {key} must be a list of tables {{ … }}, not {found!r}")
    return found


def check_name(name: str, form: re.Pattern[str], place: str, rule: str) -> None:
    if not form.fullmatch(name):
        raise OntologyError(f"{place}: {rule}")


def check_types(names: Iterable[str], types: Mapping[str, EntityType], place: str) -> None:
    for name in names:
        if name not in types:
            raise OntologyError(f"{place}: bad signature: unknown type {name}; define it in types.toml")


def check_prefixes(place: str, aligned: tuple[Alignment, ...], prefixes: Mapping[str, str]) -> None:
    for alignment in aligned:
        prefix = alignment.term.partition(":")[0]
        if prefix not in prefixes:
            raise OntologyError(
                f"{place}: alignment {alignment.term} has the unknown prefix {prefix}; define it in prefixes.toml"
            )
