"""Writing the graph: blocks of triples in a fixed order, streamed through the serializer of the format."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedWriter, RawIOBase
from operator import attrgetter
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import RdfError
from kg.model import Claim, Entity, Story
from kg.rdf import QUADS, formats
from kg.rdf.jsonld import write_jsonld
from kg.rdf.table import write_table
from kg.rdf.triples import Describer
from ontology import owl
from ontology.context import Names
from ontology.vocabulary import vocabulary

SERIALIZERS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}
PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG)
DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Settings:
    """What to write, and how; see `kg.rdf.write`."""

    format: str
    base: str
    with_texts: bool
    with_ontology: bool
    with_superseded: bool
    copies: Collection[tuple[str, str]] = ()


def run(
    stream: BinaryIO, claims: Iterable[Claim], stories: Iterable[Story], entities: Iterable[Entity], settings: Settings
) -> None:
    if settings.format not in formats():
        raise RdfError(f"format {settings.format!r}: not one of {', '.join(formats())}")
    names = Names(settings.base)
    chosen = [claim for claim in claims if settings.with_superseded or claim.superseded is None]
    chosen.sort(key=attrgetter("story", "id"))
    if settings.format == "csv":
        write_table(stream, chosen, stories)
        return
    quads = all_quads(chosen, stories, entities, Describer(names, vocabulary()), settings)
    if settings.format == "jsonld":
        write_jsonld(stream, quads, names, vocabulary())
    elif settings.format in QUADS:
        write_prefixed(stream, quads, SERIALIZERS[settings.format], names)
    else:
        write_prefixed(stream, (quad.triple for quad in quads), SERIALIZERS[settings.format], names)


def write_prefixed(stream: BinaryIO, data: Iterable[Quad] | Iterable[Triple], format: RdfFormat, names: Names) -> None:
    """Serialize with the prefixes in order: the serializer's own is that of a hash table."""
    prefixes = names.prefixes()
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items()).encode()
    if format not in PREFIXED:
        header = b""
    stream.write(header + b"\n" if header else b"")
    with BufferedWriter(SkippingWriter(stream, len(header))) as rest:
        serialize(data, rest, format, prefixes=prefixes)


class SkippingWriter(RawIOBase):
    """A binary stream that leaves out the first `skip` bytes written to it."""

    def __init__(self, stream: BinaryIO, skip: int) -> None:
        super().__init__()
        self._stream = stream
        self._skip = skip

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        written = bytes(data)
        size = len(written)
        self._stream.write(written[self._skip :])
        self._skip = max(0, self._skip - size)
        return size


def all_quads(
    claims: list[Claim],
    stories: Iterable[Story],
    entities: Iterable[Entity],
    describer: Describer,
    settings: Settings,
) -> Iterator[Quad]:
    """Ontology, entities with their facts, stories, claims; what a claim says in its own graph or as a statement."""
    if settings.with_ontology:
        yield from in_default(ontology_triples(describer.names))
    yield from in_default(entity_triples(claims, entities, describer))
    for story in sorted(known_stories(claims, stories).values(), key=attrgetter("id")):
        yield from in_default(describer.story(story, settings.with_texts))
    yield from in_default(triple for pair in sorted(settings.copies) for triple in describer.copies(*pair))
    yield from claim_quads(claims, describer, settings.format in QUADS)


def claim_quads(claims: list[Claim], describer: Describer, with_graphs: bool) -> Iterator[Quad]:
    written: set[Triple] = set()
    story = ""
    for claim in claims:
        if claim.story != story:
            # Quotes are shared by claims of one story only, so what was written of another need not be remembered.
            story, written = claim.story, set()
        if not with_graphs:
            yield from in_default(describer.statement(claim))
        for triple in describer.claim(claim):
            if triple not in written:
                written.add(triple)
                yield Quad(triple.subject, triple.predicate, triple.object, DEFAULT)
        if with_graphs and (fact := describer.fact(claim)):
            graph = NamedNode(describer.names.claim(claim.id))
            yield Quad(fact.subject, fact.predicate, fact.object, graph)


def entity_triples(claims: list[Claim], entities: Iterable[Entity], describer: Describer) -> Iterator[Triple]:
    facts: dict[str, set[Triple]] = {}
    for claim in claims:
        if describer.is_asserted(claim) and (fact := describer.fact(claim)):
            facts.setdefault(claim.subject.id, set()).add(fact)
    known = known_entities(claims, entities)
    for identifier in sorted(known):
        yield from describer.entity(known[identifier])
        yield from sorted(facts.get(identifier, ()), key=str)


def known_entities(claims: Iterable[Claim], entities: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by id: those given, then those of claims; the fullest form where an id comes with several."""
    known: dict[str, Entity] = {}
    for claim in claims:
        for entity in (claim.subject, claim.object, *claim.attribution):
            if entity is not None and (entity.id not in known or fullness(entity) > fullness(known[entity.id])):
                known[entity.id] = entity
    return known | {entity.id: entity for entity in entities}


def fullness(entity: Entity) -> tuple[int, int, str, str]:
    return len(entity.aliases), len(entity.name), entity.name, entity.type


def known_stories(claims: Iterable[Claim], stories: Iterable[Story]) -> dict[str, Story]:
    """Stories by id; a story that claims name and nobody gave stands with its id alone."""
    known = {claim.story: Story(claim.story, "") for claim in claims}
    return known | {story.id: story for story in stories}


def ontology_triples(names: Names) -> Iterator[Triple]:
    for subject, predicate, value in owl.triples(names, vocabulary()):
        node = NamedNode(value) if isinstance(value, str) else Literal(value[0], language=value[1])
        yield Triple(NamedNode(subject), NamedNode(predicate), node)


def in_default(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, DEFAULT) for triple in triples)
