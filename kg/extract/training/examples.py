"""Annotated stories as training examples: marked spans, the dates found in the text, and claims as pairs of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.corpus import Annotated
from kg.extract.dates.finding import find_dates
from kg.extract.trained.labels import OUTCOME, labels
from kg.model import Claim

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention at `[start, end)` of entity number `entity`."""

    start: int
    end: int
    named: bool
    type: str
    entity: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words at `[start, end)` that are a value of `predicate`."""

    start: int
    end: int
    predicate: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim of sentence number `sentence`: `target` numbers an entity, date, phrase or sentence, by the label."""

    sentence: int
    subject: int
    label: str
    target: int
    status: str


@dataclass(frozen=True, slots=True)
class Example:
    """A story to learn from. `headlines` tells which sentences are the title; `unseen` counts dates not found."""

    id: str
    text: str
    sentences: tuple[Range, ...]
    headlines: tuple[bool, ...]
    mentions: tuple[Marked, ...]
    dates: tuple[Range, ...]
    values: tuple[str, ...]
    facts: tuple[Fact, ...]
    phrases: tuple[Phrase, ...] = ()
    unseen: int = 0


def example_of(annotated: Annotated) -> Example:
    """One annotated story as an example."""
    reading = annotated.reading
    numbers = {entity.id: number for number, entity in enumerate(reading.entities)}
    mentions = sorted(
        (
            Marked(mention.start, mention.end, mention.named, entity.type, numbers[entity.id])
            for entity in reading.entities
            for mention in entity.mentions
        ),
        key=lambda mention: (mention.start, mention.end),
    )
    story = reading.story
    names = [(mention.start, mention.end) for mention in mentions if mention.named]
    dates = find_dates(story.text, story.published, excluded=names)
    title = len(story.title or "")
    ranges = tuple((date.start, date.end) for date in dates)
    values = tuple(date.edtf for date in dates)
    sentences = annotated.sentences
    said = [claim for claim in reading.claims if claim.predicate in labels().texts]
    phrases = sorted(
        {phrase_of(claim, story.text) for claim in said}, key=lambda one: (one.start, one.end, one.predicate)
    )
    found = [fact_of(claim, numbers, sentences, ranges, values) for claim in reading.claims if claim not in said]
    facts = [*found, *(text_fact(claim, numbers, sentences, phrases, story.text) for claim in said)]
    return Example(
        story.id,
        story.text,
        sentences,
        tuple(end <= title for _, end in sentences),
        tuple(mentions),
        ranges,
        values,
        tuple(fact for fact in facts if fact is not None),
        tuple(phrases),
        sum(fact is None for fact in facts),
    )


def phrase_of(claim: Claim, text: str) -> Phrase:
    """Where the words of a value stand in the claim's sentence, at the first place if they stand there twice."""
    value = claim.value or ""
    start = text.index(value, claim.evidence[0].start)
    return Phrase(start, start + len(value), claim.predicate)


def text_fact(
    claim: Claim, numbers: dict[str, int], sentences: Sequence[Range], phrases: Sequence[Phrase], text: str
) -> Fact:
    sentence = sentences.index((claim.evidence[0].start, claim.evidence[0].end))
    number = phrases.index(phrase_of(claim, text))
    return Fact(sentence, numbers[claim.subject.id], claim.predicate, number, claim.status)


def fact_of(
    claim: Claim, numbers: dict[str, int], sentences: Sequence[Range], dates: Sequence[Range], values: Sequence[str]
) -> Fact | None:
    """The claim as a pair; None for a date that is not found in the text."""
    sentence = sentences.index((claim.evidence[0].start, claim.evidence[0].end))
    subject = numbers[claim.subject.id]
    if claim.object is not None:
        return Fact(sentence, subject, claim.predicate, numbers[claim.object.id], claim.status)
    if claim.predicate == OUTCOME:
        return Fact(sentence, subject, f"{OUTCOME}={claim.value}", sentence, claim.status)
    date = date_of(claim.value or "", sentences[sentence], dates, values)
    return None if date is None else Fact(sentence, subject, claim.predicate, date, claim.status)


def date_of(value: str, sentence: Range, dates: Sequence[Range], values: Sequence[str]) -> int | None:
    """The date of a sentence that has the value; its only date even if it was resolved otherwise."""
    inside = [number for number, (start, _) in enumerate(dates) if sentence[0] <= start < sentence[1]]
    same = [number for number in inside if values[number] == value]
    if same:
        return same[0]
    return inside[0] if len(inside) == 1 else None


def names_by_type(examples: Iterable[Example]) -> dict[str, list[str]]:
    """The names that stories use, by type, sorted."""
    found: dict[str, set[str]] = {}
    for example in examples:
        for mention in example.mentions:
            if mention.named:
                found.setdefault(mention.type, set()).add(example.text[mention.start : mention.end])
    return {name: sorted(names) for name, names in sorted(found.items())}
