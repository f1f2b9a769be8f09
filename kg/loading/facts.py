"""From a record to a reading: what structured data states, with the record's own lines as evidence.

No language is read. What a loader states passes the gates of any claim: the vocabulary's signatures, spans within the
text, worded values verbatim, dates in EDTF. A statement that breaks them by itself is the loader's fault, and refuses
the record; one that breaks them only because the reference names know better what the entity is (a mission for a
craft) is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.edtf import is_edtf
from kg.errors import ExtractError
from kg.model import Claim, Entity, Evidence, Mention, Named, Reading, Statement, Story
from ontology import vocabulary
from ontology.gazetteer import Entry, gazetteer

# A catalogue says what it says without doubt; what remains is that it is mistaken, or that a name is another's.
CONFIDENCE = 0.99

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an entity of a record is, as far as the record and the reference names tell."""

    type: str
    name: str
    wikidata: str = ""


def read_record(story: Story) -> Reading:
    """The reading of a record. Raises `ExtractError` where its statements break the vocabulary or their own text."""
    for statement in story.statements:
        check(statement, story.text)
    kept = [statement for statement in story.statements if is_accepted(statement, story.text)]
    entities = entities_of(story, kept)
    claims = {claim.id: claim for claim in (claim_of(story, statement, entities) for statement in kept)}
    ordered = sorted(claims.values(), key=lambda claim: (claim.evidence[0].start, claim.spans, claim.predicate))
    return Reading(story, tuple(entities.values()), tuple(ordered))


def check(statement: Statement, text: str) -> None:
    """Raise `ExtractError` for a statement that no claim can be made of."""
    known = vocabulary().predicates.get(statement.predicate)
    if known is None:
        raise wrong(statement, "is no predicate")
    subject, target = statement.subject.types[0], statement.object.types[0] if statement.object else None
    if not vocabulary().accepts(statement.predicate, subject, target):
        raise wrong(statement, f"cannot join {subject} and {target or 'a value'}")
    if not all(is_within(span, text) for span in spans_of(statement)):
        raise wrong(statement, "has words outside of the text, or none")
    if known.is_relation == (statement.value is not None):
        raise wrong(statement, "needs an object or a value, and not both")
    if statement.value is not None and not is_value(statement, text):
        raise wrong(statement, f"has the value {statement.value[:40]!r}, which is none of it")
    if statement.when is not None and not is_edtf(statement.when):
        raise wrong(statement, f"has the date {statement.when[:40]!r}, which is not EDTF")


def wrong(statement: Statement, what: str) -> ExtractError:
    return ExtractError(f"{statement.rule}: its {statement.predicate[:40]} {what}; correct the loader")


def is_within(span: Span, text: str) -> bool:
    start, end = span
    words = text[max(start, 0) : end]
    return 0 <= start < end <= len(text) and "\n" not in words and words == words.strip()


def is_value(statement: Statement, text: str) -> bool:
    known = vocabulary().predicates[statement.predicate]
    value = statement.value or ""
    if statement.span is None:
        return False
    if known.is_worded:
        return text[slice(*statement.span)] == value
    return is_edtf(value) if known.value == "date" else value in known.choices


def is_accepted(statement: Statement, text: str) -> bool:
    """Whether the vocabulary takes it for the types that the reference names give, and its two sides are two."""
    subject = identity(statement.subject, text)
    target = identity(statement.object, text) if statement.object else None
    return subject != target and vocabulary().accepts(
        statement.predicate, subject.type, target.type if target else None
    )


def identity(named: Named, text: str) -> Identity:
    name = named.name or " ".join(text[named.start : named.end].split())
    entry = known_as(name, named.types)
    if entry is not None and named.wikidata and entry.wikidata not in ("", named.wikidata):
        entry = None  # something else of that name
    if entry is None:
        return Identity(named.types[0], name, named.wikidata)
    return Identity(entry.type, entry.name, named.wikidata or entry.wikidata)


def known_as(name: str, types: Iterable[str]) -> Entry | None:
    """The one entity of that name among those of the first type, else of the next; none where there are several."""
    entries = gazetteer().find(name)
    for wanted in types:
        found = {(entry.name, entry.type): entry for entry in entries if vocabulary().is_a(entry.type, wanted)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def entities_of(story: Story, statements: Iterable[Statement]) -> dict[Identity, Entity]:
    """The entities of a record, with ids in the order in which it names them."""
    places: dict[Identity, set[Span]] = {}
    for named in sorted(named_in(statements), key=lambda named: (named.start, named.end)):
        places.setdefault(identity(named, story.text), set()).add((named.start, named.end))
    entities: dict[Identity, Entity] = {}
    for number, (who, spans) in enumerate(places.items(), 1):
        written = {" ".join(story.text[start:end].split()) for start, end in spans}
        entities[who] = Entity(
            who.wikidata or f"{story.id}#e{number}",
            who.type,
            who.name,
            tuple(sorted(written - {who.name})),
            wikidata=who.wikidata or None,
            mentions=tuple(Mention(start, end) for start, end in sorted(spans)),
        )
    return entities


def named_in(statements: Iterable[Statement]) -> Iterator[Named]:
    for statement in statements:
        yield statement.subject
        if statement.object is not None:
            yield statement.object


def claim_of(story: Story, statement: Statement, entities: dict[Identity, Entity]) -> Claim:
    subject, *others = spans_of(statement)
    claim = Claim(
        story=story.id,
        subject=entities[identity(statement.subject, story.text)],
        predicate=statement.predicate,
        object=entities[identity(statement.object, story.text)] if statement.object else None,
        value=statement.value,
        status=statement.status,
        when=statement.when,
        qualifiers=statement.qualifiers,
        confidence=CONFIDENCE,
        rule=statement.rule,
        evidence=evidence_of(story, statement),
        spans=(subject, others[0]),
    )
    return replace(claim, id=claim.key())


def spans_of(statement: Statement) -> list[Span]:
    """Subject, object or value, and what it rests on besides."""
    target = (statement.object.start, statement.object.end) if statement.object else statement.span
    subject = (statement.subject.start, statement.subject.end)
    return [subject, *([target] if target else []), *statement.beside]


def evidence_of(story: Story, statement: Statement) -> tuple[Evidence, ...]:
    """The lines that hold what is stated, in order; without the title, which any citation shows, where others do."""
    lines = {line_of(story.text, span) for span in spans_of(statement)}
    body = {(start, end) for start, end in lines if start > 0 or not story.title}
    return tuple(Evidence(start, end, story.text[start:end]) for start, end in sorted(body or lines))


def line_of(text: str, span: Span) -> Span:
    last = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if last < 0 else last
