"""The vocabulary as OWL: classes, properties and statuses with their alignments, as triples in a fixed order.

Signatures are given as `schema:domainIncludes` and `schema:rangeIncludes`, not `rdfs:domain`: a reasoner would conclude
from a domain that a mistyped subject *is* a craft, where SHACL shapes say that the claim is wrong. For the same reason
nothing is an `owl:FunctionalProperty`: two launch dates are a dispute between stories, not one date.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.context import Names
from ontology.vocabulary import Alignment, EntityType, Predicate, Vocabulary

Triple = tuple[str, str, str | tuple[str, str]]  # IRIs of subject and predicate; an IRI, or text and its language
KINDS = {"class": "owl:Class", "object": "owl:ObjectProperty", "data": "owl:DatatypeProperty"}
# A term that covers more is a parent in SKOS only: nobody has checked that every instance fits the other's definition.
MATCHES = {"exact": "skos:exactMatch", "broader": "skos:broadMatch", "related": "skos:relatedMatch"}


@cache
def terms() -> Mapping[str, Mapping[str, Any]]:
    """The terms beside types and predicates (`data/terms.toml`)."""
    return tomllib.loads((files("ontology") / "data" / "terms.toml").read_text(encoding="utf-8"))


def triples(names: Names, known: Vocabulary) -> Iterator[Triple]:
    """The whole ontology; alike run after run, without blank nodes."""
    ontology = f"{names.base}ontology"
    yield ontology, names.term("rdf:type"), names.term("owl:Ontology")
    for entity_type in known.types.values():
        yield from class_triples(entity_type, names)
    for predicate in known.predicates.values():
        yield from property_triples(predicate, names)
    for name, term in terms().items():
        yield from term_triples(name, term, names)
    yield from status_triples(known, names)


def class_triples(entity_type: EntityType, names: Names) -> Iterator[Triple]:
    iri = names.term(entity_type.name)
    yield iri, names.term("rdf:type"), names.term("owl:Class")
    yield from described(iri, entity_type.name, entity_type.comment, names)
    if len(entity_type.line) > 1:
        yield iri, names.term("rdfs:subClassOf"), names.term(entity_type.line[-2])
    yield from aligned(iri, entity_type.aligned, "owl:equivalentClass", names)


def property_triples(predicate: Predicate, names: Names) -> Iterator[Triple]:
    iri = names.term(predicate.name)
    yield iri, names.term("rdf:type"), names.term(KINDS["object" if predicate.is_relation else "data"])
    if predicate.symmetric:
        yield iri, names.term("rdf:type"), names.term("owl:SymmetricProperty")
    yield from described(iri, predicate.name, predicate.comment, names)
    for name in sorted({name for signature in predicate.signatures for name in signature.subjects}):
        yield iri, names.term("schema:domainIncludes"), names.term(name)
    for name in sorted({name for signature in predicate.signatures for name in signature.objects}):
        yield iri, names.term("schema:rangeIncludes"), names.term(name)
    yield from aligned(iri, predicate.aligned, "owl:equivalentProperty", names)


def term_triples(name: str, term: Mapping[str, Any], names: Names) -> Iterator[Triple]:
    iri = names.term(name)
    yield iri, names.term("rdf:type"), names.term(KINDS[term["kind"]])
    yield from described(iri, name, term["comment"], names)
    for parent in term.get("parents", []):
        yield iri, names.term("rdfs:subClassOf"), names.term(parent)
    for domain in term.get("domain", []):
        yield iri, names.term("schema:domainIncludes"), names.term(domain)
    for value in term.get("range", []):
        yield iri, names.term("schema:rangeIncludes"), names.term(value)


def status_triples(known: Vocabulary, names: Names) -> Iterator[Triple]:
    scheme = f"{names.base}status"
    yield scheme, names.term("rdf:type"), names.term("skos:ConceptScheme")
    for status in known.statuses.values():
        iri = names.status(status.name)
        yield iri, names.term("rdf:type"), names.term("skos:Concept")
        yield iri, names.term("skos:inScheme"), scheme
        yield iri, names.term("skos:prefLabel"), (status.name, "en")
        yield iri, names.term("skos:definition"), (status.comment, "en")


def described(iri: str, name: str, comment: str, names: Names) -> Iterator[Triple]:
    yield iri, names.term("rdfs:label"), (name.replace("_", " ").lower() if name.isupper() else name, "en")
    yield iri, names.term("rdfs:comment"), (comment, "en")
    yield iri, names.term("rdfs:isDefinedBy"), f"{names.base}ontology"


def aligned(iri: str, alignments: tuple[Alignment, ...], equivalent: str, names: Names) -> Iterator[Triple]:
    for alignment in alignments:
        other = names.term(alignment.term)
        if alignment.inverse:
            # SKOS has no inverse match: an exact one is an owl:inverseOf, any other only related.
            yield iri, names.term("owl:inverseOf" if alignment.match == "exact" else MATCHES["related"]), other
            continue
        yield iri, names.term(MATCHES[alignment.match]), other
        if alignment.match == "exact":
            yield iri, names.term(equivalent), other
