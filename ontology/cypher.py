"""What the vocabulary gives the store: label lines, relationship types, property names, constraints and indexes.

Every piece of Cypher text that names a label or a relationship type comes from here, and so from the data files alone.
"""

import re
from functools import cache

from kg.errors import OntologyError
from ontology.vocabulary import vocabulary

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
CLAIMED = "CLAIMED"

# (label, property) of every unique key and of every further index. Both servers take exactly these statements.
UNIQUE = (
    ("Entity", "id"),
    ("Claim", "id"),
    ("Story", "id"),
    ("Name", "key"),
    ("Band", "key"),
    ("Crowd", "key"),
    ("KnowledgeGraph", "id"),
)
INDEXED = (("Claim", "relation"), ("Claim", "story"), ("Story", "copies"))


@cache
def labels(type_name: str) -> str:
    """The full label line of a type, the root first: `Entity:Craft:Lander`."""
    known = vocabulary().types.get(type_name)
    if known is None:
        raise OntologyError(f"unknown entity type {type_name!r}; types are defined in ontology/data/types.toml")
    return ":".join(checked(name) for name in known.line)


@cache
def relationship(predicate: str, *, asserted: bool = True) -> str:
    """The relationship type of a relation: its own name for what is asserted, `CLAIMED` for every other status."""
    known = vocabulary().predicates.get(predicate)
    if known is None or not known.is_relation:
        raise OntologyError(f"unknown relation {predicate!r}; relations are defined in ontology/data/relations.toml")
    return checked(predicate) if asserted else CLAIMED


@cache
def relationships() -> tuple[str, ...]:
    """Every type of derived relationship: one for each relation, and `CLAIMED`."""
    return (*(checked(predicate.name) for predicate in vocabulary().relations), CLAIMED)


@cache
def properties() -> dict[str, str]:
    """Attribute -> the property of an entity node that holds its best value: `LAUNCH_DATE` -> `launch_date`."""
    return {predicate.name: checked(predicate.name).lower() for predicate in vocabulary().attributes if predicate.kept}


def plural(name: str) -> str:
    """The property that holds all values where there are several: `launch_dates`, `outcomes`, `causes`."""
    return f"{name}es" if name.endswith(("s", "x", "ch")) else f"{name}s"


@cache
def schema() -> tuple[str, ...]:
    """The statements that make constraints and indexes; running them again changes nothing."""
    unique = (
        f"CREATE CONSTRAINT {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for label, key in UNIQUE
    )
    indexes = (
        f"CREATE INDEX {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})" for label, key in INDEXED
    )
    return (*unique, *indexes)


def checked(name: str) -> str:
    if not IDENTIFIER.match(name):
        raise OntologyError(f"{name!r} cannot name a label or a relationship type; use letters, digits and underscores")
    return name
