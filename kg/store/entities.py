"""Entity nodes: made, renamed, retyped and removed as the stories that speak of them come and go."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from kg.store import statements
from kg.store.cluster import Tally, node_properties
from kg.store.connection import Transaction
from kg.store.names import keys
from ontology import cypher

Said = Mapping[str, Mapping[str, Any]]


def change(transaction: Transaction, before: Said, after: Said) -> None:
    """Take away what a story said of its entities `before`, add what it says `after`, and write what comes of it.

    An entity of which no story says anything any more stays as it was, for those superseded claims that hold it.
    """
    touched = sorted({*before, *after})
    stored = {row["id"]: row for row in transaction.each(statements.READ_ENTITIES, touched)}
    new: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    retyped: list[dict[str, Any]] = []
    names: dict[str, set[str]] = {}
    earlier: dict[str, set[str]] = {}
    for identity in touched:
        tally = Tally.parse(stored[identity]["tally"] if identity in stored else None)
        if tally.stories or identity not in stored:
            earlier[identity] = keys(tally.entity(identity)) if tally.stories else set()
        tally = changed(tally, before.get(identity), after.get(identity))
        if not tally.stories:
            kept.append({"id": identity, "tally": tally.dump(), "stories": 0, "claims": 0})
            continue
        entity = tally.entity(identity)
        properties = node_properties(entity, tally)
        names[identity] = keys(entity)
        if identity not in stored:
            new.append(properties)
        elif stored[identity]["type"] != entity.type:
            retyped.append(properties)
        else:
            kept.append(properties)
    create(transaction, new)
    transaction.each(statements.UPDATE_ENTITIES, kept)
    for properties in retyped:
        retype(transaction, properties)
    rename(transaction, names, earlier)


def changed(tally: Tally, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Tally:
    """The tally without what a story said before, with what it says after."""
    if before is not None:
        tally = tally.with_story(before, -1)
    return tally if after is None else tally.with_story(after, 1)


def create(transaction: Transaction, nodes: Iterable[Mapping[str, Any]]) -> None:
    """One statement a type: a node gets its full label line at once."""
    ordered = sorted(nodes, key=lambda node: (node["type"], node["id"]))
    for type_name, group in groupby(ordered, key=lambda node: node["type"]):
        rows = list(group)
        names = {name for row in rows for name in row}
        transaction.each(statements.create_nodes(cypher.labels(type_name), names), rows)


def retype(transaction: Transaction, properties: Mapping[str, Any]) -> None:
    """Delete a node and make it anew under the labels of its new type, with all its properties and relationships.

    The embedded engine does not change the labels of a node with a unique key.
    """
    identity = properties["id"]
    found = transaction.run("MATCH (e:Entity {id: $id}) RETURN properties(e) AS properties", id=identity)
    links = {way: transaction.run(statements.read_node(way), id=identity) for way in ("out", "in")}
    links["in"] = [row for row in links["in"] if row["other"] != identity]  # a loop is read as going out
    transaction.run("MATCH (e:Entity {id: $id}) DETACH DELETE e", id=identity)
    create(transaction, [{**found[0]["properties"], **properties}])
    for way, rows in links.items():
        for kind, label in sorted({(row["kind"], far_label(row["labels"])) for row in rows}):
            chosen = [row for row in rows if row["kind"] == kind and far_label(row["labels"]) == label]
            transaction.each(statements.relink(kind, label, way), [{**row, "id": identity} for row in chosen])


def far_label(labels: Iterable[str]) -> str:
    """The label by whose unique key the other end is found."""
    unique = dict(cypher.UNIQUE)
    return next(label for label in sorted(labels) if label in unique)


def rename(transaction: Transaction, names: Mapping[str, set[str]], earlier: Mapping[str, set[str]]) -> None:
    """Make the Name nodes of these entities those that are given, and no others.

    `earlier` holds the names that they bore. Only those of an entity of which no story spoke must be looked up.
    """
    stored = {identity: set(known) for identity, known in earlier.items()}
    for row in transaction.each(statements.READ_NAMES, sorted(set(names) - set(earlier))):
        stored.setdefault(row["id"], set()).add(row["key"])
    new: list[dict[str, str]] = []
    old: list[dict[str, str]] = []
    for identity, wanted in sorted(names.items()):
        known = stored.get(identity, set())
        new.extend({"entity": identity, "key": key} for key in sorted(wanted - known))
        old.extend({"entity": identity, "key": key} for key in sorted(known - wanted))
    transaction.each(statements.NAME, new)
    transaction.each(statements.UNNAME, old)
    transaction.each(statements.DELETE_UNUSED_NAMES, sorted({row["key"] for row in old}))


def remove_unheld(transaction: Transaction, identities: Iterable[str]) -> None:
    """Delete those entities that no claim and no story holds, and the names that nothing bears any more."""
    unheld = sorted(row["id"] for row in transaction.each(statements.READ_UNHELD, sorted(identities)))
    named = {row["key"] for row in transaction.each(statements.READ_NAMES, unheld)}
    transaction.each(statements.DELETE_ENTITIES, unheld)
    transaction.each(statements.DELETE_UNUSED_NAMES, sorted(named))
