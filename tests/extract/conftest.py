"""One reader for the whole room (it takes most of a second to load), and stories told in a sentence or two."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import loaders
from kg.extract import Reader
from kg.model import Claim, Entity, Reading, Status, Story
from ontology import vocabulary

EXAMPLES = Path(__file__).parents[2] / "examples" / "stories"
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-(2[1-9]|3\d|4[01]))?[?~%]?|\d{2,3}X{1,2}[?~%]?")

PUBLISHED = "2026-06-01"  # a Monday
Fact = tuple[str, ...]
Told = Callable[..., set[Fact]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Reads a text as a story of its own: `read(text, published=…)`."""

    def reading(text: str, *, published: str | None = PUBLISHED) -> Reading:
        return reader.read(Story("story", text, published=published))

    return reading


@pytest.fixture(scope="session")
def read_all(reader: Reader) -> Callable[..., Reading]:
    """As `read`, with every claim however improbable."""

    def reading(text: str) -> Reading:
        return reader.at_least(0.0).read(Story("story", text, published=PUBLISHED))

    return reading


@pytest.fixture(scope="session")
def told(reader: Reader) -> Told:
    """What a text says: (subject, predicate, object or value), and a fourth word for every status but `actual`."""
    return teller(reader)


@pytest.fixture(scope="session")
def drafted(reader: Reader) -> Told:
    """The same, of every claim however improbable: what the rules read, not how far they are believed."""
    return teller(reader.at_least(0.0))


def teller(reader: Reader) -> Told:
    def facts(text: str, *, published: str | None = PUBLISHED) -> set[Fact]:
        return {fact_of(claim) for claim in reader.read(Story("story", text, published=published)).claims}

    return facts


@pytest.fixture(scope="session")
def types(read: Callable[..., Reading]) -> Callable[[str], dict[str, str]]:
    """The type of each entity of a text, by name."""

    def named(text: str) -> dict[str, str]:
        return {entity.name: entity.type for entity in read(text).entities}

    return named


@pytest.fixture(scope="session")
def examples() -> tuple[Story, ...]:
    """The example stories as they are loaded."""
    return tuple(item for item in loaders.read([str(EXAMPLES)]) if isinstance(item, Story))


@pytest.fixture(scope="session")
def sound() -> Callable[[Reading], None]:
    """Asserts all that is promised of a reading, whatever its text says."""
    return assert_sound


def assert_sound(reading: Reading) -> None:
    text, claims = reading.story.text, reading.claims
    entities = {entity.id: entity for entity in reading.entities}
    assert len(entities) == len(reading.entities)
    assert len({claim.id for claim in claims}) == len(claims)
    assert [claim.evidence[0].start for claim in claims] == sorted(claim.evidence[0].start for claim in claims)
    for claim in claims:
        assert_claim(claim, text, entities)
    spoken_of = {
        entity.id for claim in claims for entity in (claim.subject, claim.object, *claim.attribution) if entity
    }
    assert [entity.name for entity in reading.entities if entity.described and entity.id not in spoken_of] == []
    for entity in reading.entities:
        assert entity.type in vocabulary().types
        assert entity.name.strip()
        assert all(0 <= mention.start < mention.end <= len(text) for mention in entity.mentions)


def assert_claim(claim: Claim, text: str, entities: Mapping[str, Entity]) -> None:
    known = vocabulary()
    assert claim.id == claim.key()
    assert claim.evidence
    for evidence in claim.evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.quote == text[evidence.start : evidence.end]
    assert claim.spans
    assert all(0 <= start < end <= len(text) for start, end in claim.spans)
    assert known.accepts(claim.predicate, claim.subject.type, claim.object.type if claim.object else None)
    assert claim.status in Status
    assert claim.rule
    assert 0 < claim.confidence <= 1
    assert claim.when is None or is_edtf(claim.when), claim.when
    for entity in (claim.subject, claim.object, *claim.attribution):
        assert entity is None or entities[entity.id] == entity
    assert_value(claim, text)


def assert_value(claim: Claim, text: str) -> None:
    predicate = vocabulary().predicates[claim.predicate]
    if predicate.is_relation:
        assert claim.value is None
        assert claim.subject != claim.object
    elif predicate.value == "choice":
        assert claim.value in predicate.choices
    elif predicate.value == "date":
        assert is_edtf(claim.value or ""), claim.value
    else:
        start, end = claim.spans[-1]
        assert claim.value == text[start:end]
    figures = {"number", "unit", "what"} if predicate.value in ("money", "quantity") else set()
    assert set(claim.qualifiers) <= {*predicate.qualifiers, "count"} | figures


def is_edtf(words: str) -> bool:
    """Whether the words are an EDTF date (level 1, and the sub-year groupings of level 2) or an interval of two."""
    return all(part in ("", "..") or DATE.fullmatch(part) for part in words.split("/", 1)) and words not in ("", "..")


def fact_of(claim: Claim) -> Fact:
    fact = (claim.subject.name, claim.predicate, claim.object.name if claim.object else claim.value or "")
    return fact if claim.status is Status.ACTUAL else (*fact, claim.status.value)
