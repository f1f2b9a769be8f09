"""What a record of an item of Wikidata shows, and what it states by the properties that the vocabulary has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Named, Statement, Status
from loaders.record import Sheet, sheet
from loaders.wikidata_facts import Fact, Facts, Item
from loaders.wikidata_terms import INSTANCE_OF, Property, known, name_apart, properties
from ontology import vocabulary

CRAFT = ("Craft", "Mission")
# What a launch that is still to come makes plans of.
WITH_LAUNCH = frozenset(
    {"LAUNCH_DATE", "LANDING_DATE", "END_DATE", "LAUNCHED_ON", "LAUNCHED_FROM", "ORBITS", "CREWED_BY"}
)
LAUNCH = "P619"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record: its label, its words, and those of them that name the value."""

    label: str
    words: str
    value: str
    fact: Fact


def lay_out(item: Item, facts: Facts) -> tuple[Sheet, list[Line]]:
    lines = list(lines_of(item, facts))
    fields = [("Wikidata", item.id), *((line.label, line.words) for line in lines)]
    return sheet(words_of(item.id, facts) or item.id, fields), lines


def lines_of(item: Item, facts: Facts) -> Iterator[Line]:
    numbers: Counter[str] = Counter()
    for fact in item.facts:
        name = "Instance of" if fact.property == INSTANCE_OF else properties()[fact.property].label
        numbers[name] += 1
        value = fact.written or words_of(fact.value, facts)
        shown = fact.written or (f"{value} ({fact.value})" if value else fact.value)
        words = f"{shown}, {spoken(fact.date)}" if fact.date else shown
        yield Line(name if numbers[name] == 1 else f"{name} {numbers[name]}", words, value, fact)


def words_of(item: str, facts: Facts) -> str:
    """The label; where the source has none, the reference name of that id."""
    words = facts.label(item)[0]
    return words or (known()[item].name if item in known() else "")


def spoken(interval: str) -> str:
    """`2011/..` is "from 2011"."""
    start, _, end = interval.partition("/")
    parts = ("from", start), ("to", end)
    return " ".join(f"{word} {date}" for word, date in parts if date not in ("", ".."))


def subject_types(item: Item, facts: Facts) -> tuple[str, ...]:
    """What the item is: by the reference names, by its class, by a property that only such things have. One of a class
    that is not known and without such a property is none of ours; without any class it is what has its property first.
    """
    kind = known()[item.id].type if item.id in known() else facts.label(item.id)[1]
    stated = [properties()[fact.property] for fact in item.facts if fact.property != INSTANCE_OF]
    if not stated:
        return ()
    has_class = len(stated) < len(item.facts)
    telling = (one.subject for one in stated if one.tells or not has_class)
    kind = kind or next(telling, "")
    if not kind:
        return ()
    is_craft = any(vocabulary().is_a(kind, one) for one in CRAFT)
    return tuple(dict.fromkeys((kind, *CRAFT))) if is_craft else (kind,)


def statements_of(laid_out: Sheet, lines: list[Line], item: Item, facts: Facts) -> Iterator[Statement | None]:
    types = subject_types(item, facts)
    name = name_apart(laid_out.title, item.id, types)
    subject = Named(0, len(laid_out.title), types, name, item.id)
    launches = [line.fact.value for line in lines if line.fact.property == LAUNCH and line.fact.counts]
    is_planned = bool(item.modified) and any(is_after(launch, item.modified) for launch in launches)
    for line in lines:
        if line.fact.property != INSTANCE_OF and line.fact.counts:
            found = properties()[line.fact.property]
            status = Status.PLANNED if is_planned and found.predicate in WITH_LAUNCH else Status.ACTUAL
            status = Status.ENDED if line.fact.ended else status
            yield statement(laid_out, subject, line, found, status, facts)


def is_after(date: str, day: str) -> bool:
    """Whether it lies behind that day wholly, as far as plain dates tell: 2031 does so of 2030-12-01."""
    return date[:4].isdigit() and date > day[: len(date)]


def statement(
    laid_out: Sheet, subject: Named, line: Line, found: Property, status: Status, facts: Facts
) -> Statement | None:
    if found.is_date:
        span = laid_out.span(line.label, line.value)
        is_its = vocabulary().accepts(found.predicate, subject.types[0], None)
        if span is None or not is_its:
            return None
        return Statement(subject, found.predicate, None, line.fact.value, span, status)
    types = object_types(found, subject.types[0], line.fact.value, facts)
    name = name_apart(line.value, line.fact.value, types)
    target = laid_out.named(line.label, *types, words=line.value, name=name) if types and line.value else None
    if target is None:
        return None
    return Statement(
        subject,
        found.predicate,
        replace(target, wikidata=line.fact.value),
        status=status,
        when=line.fact.date or None,
        qualifiers={"role": found.role} if found.role else {},
    )


def object_types(found: Property, subject: str, item: str, facts: Facts) -> tuple[str, ...]:
    """What the value may be: what the property allows, narrowed to the value's own type where that is known."""
    kind = known()[item].type if item in known() else facts.label(item)[1]
    allowed = [one for one in found.objects if vocabulary().accepts(found.predicate, subject, one)]
    if not kind:
        return tuple(allowed)
    fits = any(vocabulary().is_a(kind, one) for one in found.objects)
    return (kind,) if fits and vocabulary().accepts(found.predicate, subject, kind) else ()
