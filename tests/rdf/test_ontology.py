"""The vocabulary as OWL, and the JSON-LD context."""

import json

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace, URIRef

from kg import rdf
from ontology import vocabulary

KG = Namespace("urn:space-kg:ontology#")
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def owl() -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.ontology(), format="turtle")


def test_every_type_is_a_class_below_its_parent(owl: rdflib.Graph) -> None:
    for name, entity_type in vocabulary().types.items():
        assert (KG[name], RDF.type, OWL.Class) in owl
        parents = {KG[parent] for parent in entity_type.line[-2:-1]}
        assert set(owl.objects(KG[name], RDFS.subClassOf)) == parents


def test_relations_are_object_properties_and_attributes_datatype_properties(owl: rdflib.Graph) -> None:
    for predicate in vocabulary().predicates.values():
        kind = OWL.ObjectProperty if predicate.is_relation else OWL.DatatypeProperty
        assert (KG[predicate.name], RDF.type, kind) in owl
        domains = {str(each).rpartition("#")[2] for each in owl.objects(KG[predicate.name], SCHEMA.domainIncludes)}
        assert domains == {name for signature in predicate.signatures for name in signature.subjects}
    assert (KG.PARTNERS_WITH, RDF.type, OWL.SymmetricProperty) in owl


def test_alignments_say_how_close_they_are(owl: rdflib.Graph) -> None:
    assert (KG.Person, OWL.equivalentClass, SCHEMA.Person) in owl
    assert (KG.Place, SKOS.broadMatch, SCHEMA.Place) in owl
    assert (KG.Place, OWL.equivalentClass, SCHEMA.Place) not in owl
    assert (KG.Company, SKOS.relatedMatch, SCHEMA.Corporation) in owl
    operator = URIRef("http://www.wikidata.org/prop/direct/P137")
    assert (KG.OPERATED_BY, OWL.equivalentProperty, operator) in owl


def test_a_reasoner_concludes_nothing_from_a_mistake(owl: rdflib.Graph) -> None:
    assert not list(owl.triples((None, RDFS.domain, None)))
    assert not list(owl.triples((None, RDFS.range, None)))
    assert not list(owl.subjects(RDF.type, OWL.FunctionalProperty))


def test_statuses_are_concepts(owl: rdflib.Graph) -> None:
    concepts = {str(each).rpartition("#")[2] for each in owl.subjects(RDF.type, SKOS.Concept)}
    assert concepts == set(vocabulary().statuses)


def test_every_term_of_an_export_is_defined(owl: rdflib.Graph, claims: list, story: object) -> None:
    data = rdflib.Graph().parse(data=rdf.export(claims, [story], format="turtle"), format="turtle")
    used = {term for triple in data for term in triple if str(term).startswith(str(KG))}
    assert {term for term in used if (term, RDF.type, None) not in owl} == set()


def test_json_ld_has_one_context() -> None:
    document = json.loads(rdf.ontology(format="jsonld"))
    assert document["@context"]["kg"] == str(KG)
    assert document["@context"]["kg:OPERATED_BY"] == {"@type": "@id"}
