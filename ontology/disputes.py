"""What makes a dispute, as data: `dispute_rules()` gives the rules that ship with the project, from
`ontology/data/disputes.toml`; `read(folder, vocabulary)` any others.

Every `OntologyError` names file and entry, what is wrong and, where it is not plain, what to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import OntologyError
from ontology.definitions import Table, check_types, entries, names_of
from ontology.vocabulary import Vocabulary, vocabulary

FILE = "disputes.toml"
KEYS: Mapping[str, frozenset[str]] = {
    "time": frozenset({"days"}),
    "subjects": frozenset({"several", "again"}),
    "predicates": frozenset({"per", "lasting", "within", "one_level", "parts", "exclusive", "told_of", "numbers_of"}),
    "statuses": frozenset({"single", "excludes", "becomes", "spares"}),
}


@dataclass(frozen=True, slots=True)
class PredicateRule:
    """When values of a functional predicate exclude each other; the default is a predicate that has one value for good.

    `per` names the qualifiers for each value of which it holds once, `within` the relations that join an object to one
    that says the same at another level, `parts` the words by which a name is that of a part, of a level of its own,
    `exclusive` the choices of which only one can be so, `told_of` further types of which one story tells one value, and
    `numbers_of` the nouns of which no two numbers can be right.
    """

    per: tuple[str, ...] = ()
    lasting: bool = False
    within: tuple[str, ...] = ()
    one_level: bool = False
    parts: tuple[str, ...] = ()
    exclusive: frozenset[str] = frozenset()
    told_of: tuple[str, ...] = ()
    numbers_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StatusRule:
    """`single`: a functional predicate has one value of this status. `excludes`: not of one triple at the same time.
    `becomes`: what may truly follow later. `spares`: predicates of which it excludes nothing."""

    single: bool = False
    excludes: frozenset[str] = frozenset()
    becomes: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DisputeRules:
    """All rules. `days` is how far apart two things may be and still be of one time; types stand for their subtypes."""

    vocabulary: Vocabulary
    days: int
    several: tuple[str, ...]
    again: tuple[str, ...]
    predicates: Mapping[str, PredicateRule]
    statuses: Mapping[str, StatusRule]

    def predicate(self, name: str) -> PredicateRule:
        return self.predicates.get(name, PredicateRule())

    def is_single(self, status: str) -> bool:
        return self.statuses.get(status, StatusRule()).single

    def exclude(self, one: str, other: str, predicate: str = "") -> bool:
        """Whether two statuses cannot both be so of one triple at the same time, whichever stands first."""
        if any(predicate in self.statuses.get(status, StatusRule()).spares for status in (one, other)):
            return False
        return other in self.excluded_by(one) or one in self.excluded_by(other)

    def excluded_by(self, status: str) -> frozenset[str]:
        return self.statuses.get(status, StatusRule()).excludes

    def becomes(self, earlier: str, later: str) -> bool:
        return later in self.statuses.get(earlier, StatusRule()).becomes

    def is_functional(self, predicate: str, subject: str) -> bool:
        """Whether a subject of this type has one value of the predicate; never a type of `several`."""
        return self.vocabulary.is_functional(predicate, subject) and not self.is_any(subject, self.several)

    def may_differ(self, predicate: str, subject: str) -> bool:
        """Whether two values of the predicate may be a dispute at all: also two numbers, and two in one story."""
        rule = self.predicate(predicate)
        return self.is_functional(predicate, subject) or bool(rule.numbers_of) or self.is_any(subject, rule.told_of)

    def repeats(self, predicate: str, subject: str) -> bool:
        """Whether it may be so of this subject more than once: then only what is near in time is one event."""
        known = self.vocabulary.predicates[predicate]
        flies_again = bool(known.functional) and not self.vocabulary.is_functional(predicate, subject)
        return known.repeatable or flies_again or self.is_any(subject, (*self.several, *self.again))

    def is_any(self, type_name: str, ancestors: Iterable[str]) -> bool:
        return any(self.vocabulary.is_a(type_name, ancestor) for ancestor in ancestors)

    @property
    def of_one_value(self) -> tuple[str, ...]:
        """Predicates of which a second value may be a dispute, in the vocabulary's order."""
        known = self.vocabulary.predicates.items()
        return tuple(name for name, predicate in known if predicate.functional or self.predicate(name).numbers_of)

    @property
    def single(self) -> tuple[str, ...]:
        return tuple(name for name, status in self.statuses.items() if status.single)

    @property
    def against(self) -> tuple[str, ...]:
        """Statuses that something excludes: a claim of such a status speaks against one of another."""
        excluded = frozenset[str]().union(*(status.excludes for status in self.statuses.values()))
        return tuple(name for name in self.vocabulary.statuses if name in excluded)


@cache
def dispute_rules() -> DisputeRules:
    """The project's own rules."""
    return read(files("ontology") / "data", vocabulary())


def read(folder: Traversable, known: Vocabulary) -> DisputeRules:
    """Read the rules beside a vocabulary; raises `OntologyError` for what does not hold together."""
    tables = entries(folder, FILE)
    for name, table in tables.items():
        check_keys(name, table)
    subjects = tables.get("subjects", {})
    several, again = (names_of(subjects, key, f"{FILE}: subjects") for key in ("several", "again"))
    check_types([*several, *again], known.types, f"{FILE}: subjects")
    predicates = {name: predicate_rule(name, table, known) for name, table in tables.get("predicates", {}).items()}
    statuses = {name: status_rule(name, table, known) for name, table in tables.get("statuses", {}).items()}
    return DisputeRules(known, days_of(tables.get("time", {})), several, again, predicates, statuses)


def check_keys(name: str, table: Table) -> None:
    if name not in KEYS:
        raise OntologyError(f"{FILE}: {name} is not known; write one of {', '.join(KEYS)}")
    inner = table if name in ("time", "subjects") else [key for one in table.values() for key in tables_keys(name, one)]
    for key in inner:
        if key not in KEYS[name]:
            raise OntologyError(f"{FILE}: {name}: {key} is not known; write one of {', '.join(sorted(KEYS[name]))}")


def tables_keys(name: str, table: object) -> Iterable[str]:
    if not isinstance(table, dict):
        raise OntologyError(f"{FILE}: {name}: each entry must be a table; write [{name}.NAME] and its keys below")
    return table


def days_of(table: Table) -> int:
    days = table.get("days")
    if not isinstance(days, int) or isinstance(days, bool) or days < 0:
        raise OntologyError(f"{FILE}: time: days must be a number of days, such as 30, not {days!r}")
    return days


def predicate_rule(name: str, table: Table, known: Vocabulary) -> PredicateRule:
    place = f"{FILE}: {name}"
    predicate = known.predicates.get(name)
    counted = frozenset(names_of(table, "numbers_of", place))
    if predicate is None or not (predicate.functional or (counted and predicate.value == "quantity")):
        raise OntologyError(f"{place}: no functional predicate; see relations.toml and attributes.toml")
    rule = PredicateRule(
        names_among(table, "per", place, predicate.qualifiers),
        flag(table, "lasting", place),
        names_among(table, "within", place, [one.name for one in known.relations]),
        flag(table, "one_level", place),
        names_of(table, "parts", place),
        frozenset(names_among(table, "exclusive", place, predicate.choices)),
        names_among(table, "told_of", place, known.types),
        counted,
    )
    if predicate.value == "choice" and len(rule.exclusive) < 2:
        raise OntologyError(f"{place}: exclusive must name two choices or more")
    return rule


def status_rule(name: str, table: Table, known: Vocabulary) -> StatusRule:
    place = f"{FILE}: {name}"
    if name not in known.statuses:
        raise OntologyError(f"{place}: no such status; see statuses.toml")
    excludes, becomes = (frozenset(names_among(table, key, place, known.statuses)) for key in ("excludes", "becomes"))
    if name in excludes:
        raise OntologyError(f"{place}: excludes itself; a status and itself agree")
    spares = frozenset(names_among(table, "spares", place, known.predicates))
    return StatusRule(flag(table, "single", place), excludes, becomes, spares)


def names_among(table: Table, key: str, place: str, known: Iterable[str]) -> tuple[str, ...]:
    names = names_of(table, key, place)
    for name in names:
        if name not in known:
            raise OntologyError(f"{place}: {key}: {name} is not known; write some of {', '.join(known) or 'nothing'}")
    return names


def flag(table: Table, key: str, place: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise OntologyError(f"{place}: {key} must be true or false, not {value!r}")
    return value
