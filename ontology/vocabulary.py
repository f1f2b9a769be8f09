"""The vocabulary as data: types, relations, attributes and statuses.

`vocabulary()` gives the one that ships with the project, from `ontology/data/*.toml`; `read(folder)` of
`ontology.definitions` any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
    """A relation (`value` is None) or an attribute (`value` is of `definitions.VALUES`; signatures have no objects)."""

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

    @property
    def is_worded(self) -> bool:
        """Whether the value is words of the text, and not a date or a choice."""
        return self.value in ("text", "money", "quantity")


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
    from ontology.definitions import read

    return read(files("ontology") / "data")
