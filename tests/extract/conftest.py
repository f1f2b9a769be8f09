"""One reader for the whole room (it takes most of a second to load), and stories told in a sentence or two."""

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.model import Claim, Reading, Status, Story

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
def told(read: Callable[..., Reading]) -> Told:
    """What a text says: (subject, predicate, object or value), and a fourth word for every status but `actual`."""

    def facts(text: str, *, published: str | None = PUBLISHED) -> set[Fact]:
        return {fact_of(claim) for claim in read(text, published=published).claims}

    return facts


@pytest.fixture(scope="session")
def types(read: Callable[..., Reading]) -> Callable[[str], dict[str, str]]:
    """The type of each entity of a text, by name."""

    def named(text: str) -> dict[str, str]:
        return {entity.name: entity.type for entity in read(text).entities}

    return named


def fact_of(claim: Claim) -> Fact:
    fact = (claim.subject.name, claim.predicate, claim.object.name if claim.object else claim.value or "")
    return fact if claim.status is Status.ACTUAL else (*fact, claim.status.value)
