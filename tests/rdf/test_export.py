"""What the export says."""

from collections.abc import Callable

import pytest
import rdflib
from rdflib import RDF, RDFS, Literal, Namespace, URIRef
from rdflib.namespace import OWL, PROV, SKOS

from kg import rdf
from kg.errors import RdfError
from kg.model import Claim, Entity, Story

# rdflib's own readers use names that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
KG = Namespace("urn:space-kg:ontology#")
ENTITY = Namespace("urn:space-kg:entity/")
CLAIM = Namespace("urn:space-kg:claim/")
STATUS = Namespace("urn:space-kg:status#")
SCHEMA = Namespace("https://schema.org/")
STORY = URIRef("urn:space-kg:story/falls-silent")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
RESILIENCE = ENTITY["lander-resilience"]
ISPACE = ENTITY["company-ispace"]
MOON = ENTITY["Q405"]


@pytest.fixture
def graph(claims: list[Claim], story: Story) -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.export(claims, [story], format="turtle"), format="turtle")


@pytest.fixture
def dataset(claims: list[Claim], story: Story) -> rdflib.Dataset:
    read = rdflib.Dataset()
    read.parse(data=rdf.export(claims, [story], format="trig"), format="trig")
    return read


def test_an_entity_has_its_line_of_types_names_and_wikidata(graph: rdflib.Graph) -> None:
    assert set(graph.objects(RESILIENCE, RDF.type)) == {KG.Entity, KG.Craft, KG.Lander}
    assert graph.value(RESILIENCE, KG.mostSpecificType) == KG.Lander
    assert graph.value(RESILIENCE, RDFS.label) == Literal("Resilience")
    assert graph.value(RESILIENCE, OWL.sameAs) == URIRef("http://www.wikidata.org/entity/Q116284741")
    assert set(graph.objects(ISPACE, SKOS.altLabel)) == {Literal("ispace Inc."), Literal("i-Space")}


def test_plain_triples_are_for_actual_claims_alone(graph: rdflib.Graph, dataset: rdflib.Dataset) -> None:
    for read in (graph, dataset.default_graph):
        assert (RESILIENCE, KG.OPERATED_BY, ISPACE) in read
        assert (RESILIENCE, KG.LAUNCH_DATE, Literal("2025-01", datatype=XSD.gYearMonth)) in read
        assert (RESILIENCE, KG.OUTCOME, Literal("failed")) in read
        assert (RESILIENCE, KG.LANDED_ON, MOON) not in read
        # Words said stay on their claims.
        assert (ISPACE, KG.SAID, None) not in read


def test_formats_with_triples_have_a_statement_a_claim(graph: rdflib.Graph) -> None:
    assert set(graph.objects(CLAIM.c2, RDF.type)) == {KG.Claim, RDF.Statement}
    assert graph.value(CLAIM.c2, RDF.subject) == RESILIENCE
    assert graph.value(CLAIM.c2, RDF.predicate) == KG.LANDED_ON
    assert graph.value(CLAIM.c2, RDF.object) == MOON


def test_formats_with_quads_have_a_graph_a_claim(dataset: rdflib.Dataset) -> None:
    assert set(dataset.graph(CLAIM.c2)) == {(RESILIENCE, KG.LANDED_ON, MOON)}
    assert (CLAIM.c2, RDF.type, RDF.Statement) not in dataset.default_graph
    assert dataset.default_graph.value(CLAIM.c2, KG.status) == STATUS.possible


def test_a_claim_has_its_status_date_confidence_and_rule(graph: rdflib.Graph) -> None:
    assert graph.value(CLAIM.c2, KG.status) == STATUS.possible
    assert graph.value(CLAIM.c2, KG.when) == Literal("2025-06-05", datatype=XSD.date)
    assert graph.value(CLAIM.c2, KG.confidence) == Literal("0.5", datatype=XSD.decimal)
    assert graph.value(CLAIM.c2, KG.rule) == Literal("hand")
    assert graph.value(CLAIM.c6, KG.number) == Literal(4.5e8)
    assert graph.value(CLAIM.c6, KG.unit) == Literal("USD")


def test_attribution_keeps_its_order(graph: rdflib.Graph) -> None:
    chain = {
        int(graph.value(link, KG.position)): graph.value(link, PROV.agent)
        for link in graph.objects(CLAIM.c2, PROV.qualifiedAttribution)
    }
    assert chain == {1: ENTITY["outlet-al-jazeera"], 2: ENTITY["Q23548"]}
    assert set(graph.objects(CLAIM.c2, PROV.wasAttributedTo)) == set(chain.values())


def test_evidence_quotes_the_story_by_offsets(graph: rdflib.Graph, story: Story) -> None:
    (quote,) = graph.objects(CLAIM.c2, PROV.wasDerivedFrom)
    assert quote == URIRef(f"{STORY}#char=42,104")
    start, end = int(graph.value(quote, KG.start)), int(graph.value(quote, KG.end))
    assert str(graph.value(quote, PROV.value)) == story.text[start:end]
    assert graph.value(quote, PROV.wasQuotedFrom) == STORY


def test_a_story_has_its_data_but_neither_text_nor_path(graph: rdflib.Graph, claims: list[Claim], story: Story) -> None:
    assert (STORY, RDF.type, SCHEMA.NewsArticle) in graph
    assert graph.value(STORY, SCHEMA.headline) == Literal("Lander falls silent")
    assert graph.value(STORY, SCHEMA.url) == URIRef("https://news.example/falls-silent?a=1")
    assert graph.value(STORY, SCHEMA.datePublished) == Literal("2025-06-06", datatype=XSD.date)
    assert graph.value(STORY, SCHEMA.articleBody) is None
    for format in rdf.formats():
        assert b"/home/" not in rdf.export(claims, [story], format=format, with_texts=True)
    with_texts = rdf.export(claims, [story], format="turtle", with_texts=True)
    read = rdflib.Graph().parse(data=with_texts, format="turtle")
    assert str(read.value(STORY, SCHEMA.articleBody)) == story.text


def test_superseded_claims_are_left_out_or_marked(claims: list[Claim], story: Story, graph: rdflib.Graph) -> None:
    assert (CLAIM.c8, None, None) not in graph
    read = rdflib.Graph().parse(data=rdf.export(claims, [story], format="turtle", with_superseded=True))
    (at,) = read.objects(CLAIM.c8, PROV.invalidatedAtTime)
    assert at == Literal("2026-01-02T03:04:05+00:00", datatype=XSD.dateTime)
    subject = read.value(CLAIM.c8, RDF.subject)
    assert (subject, KG.OPERATED_BY, ISPACE) not in read


@pytest.mark.parametrize(
    ("edtf", "datatype"),
    [
        ("2025-06-05", XSD.date),
        ("2025-02-30", EDTF),
        ("2025-06", XSD.gYearMonth),
        ("2025", XSD.gYear),
        ("2027-21", EDTF),
        ("2027-33", EDTF),
        ("../2027", EDTF),
        ("2026-08-10/..", EDTF),
        ("2025~", EDTF),
        ("2025-06-05T19:17:00Z", EDTF),
    ],
)
def test_dates_have_the_type_that_fits(claims: list[Claim], edtf: str, datatype: URIRef) -> None:
    from dataclasses import replace

    dated = replace(claims[2], value=edtf)
    read = rdflib.Graph().parse(data=rdf.export([dated], [], format="turtle"), format="turtle")
    assert read.value(RESILIENCE, KG.LAUNCH_DATE) == Literal(edtf, datatype=datatype, normalize=False)


def test_different_ids_have_different_addresses() -> None:
    from ontology.context import Names

    awkward = ("a b", "a%20b", "a+b", "a#b", "a:b", "a/b", "é", "e\u0301", "A", "a", "月", "")
    addresses = {Names().entity(each) for each in awkward}
    assert len(addresses) == len(awkward)
    assert Names().entity("a#b c") == "urn:space-kg:entity/a%23b%20c"


@pytest.mark.parametrize(
    "base", ["", "space", "https://kg.example", "https://kg.example/#", "urn:x y:", "urn:<x>:", "a:\n/"]
)
def test_a_base_that_makes_no_addresses_is_refused(claims: list[Claim], base: str) -> None:
    with pytest.raises(RdfError, match="not an absolute IRI"):
        rdf.export(claims, [], format="turtle", base=base)


def test_another_base_changes_every_address(claims: list[Claim], story: Story) -> None:
    document = rdf.export(claims, [story], format="nquads", base="https://kg.example/", with_ontology=True)
    assert b"urn:space-kg" not in document
    assert b"<https://kg.example/entity/lander-resilience>" in document


def test_prefixes_stand_in_order(claims: list[Claim]) -> None:
    for format in ("turtle", "trig"):
        header, _, _ = rdf.export(claims, [], format=format).partition(b"\n\n")
        assert header.splitlines() == sorted(header.splitlines())
        assert header.count(b"@prefix ") == len(header.splitlines()) > 10


def test_an_unknown_format_is_refused(claims: list[Claim]) -> None:
    with pytest.raises(RdfError, match=r"format 'pdf': not one of turtle, ntriples, trig"):
        rdf.export(claims, [], format="pdf")


def test_entities_without_claims_can_be_added() -> None:
    probe = Entity("probe", "Orbiter", "Probe")
    read = rdflib.Graph().parse(data=rdf.export([], [], format="turtle", entities=[probe]), format="turtle")
    assert (ENTITY.probe, RDF.type, KG.Orbiter) in read


def test_no_blank_nodes(claims: list[Claim], story: Story, by_oxigraph: Callable[[bytes, str], set[str]]) -> None:
    document = rdf.export(claims, [story], format="nquads", with_ontology=True)
    assert not any("_:" in line.split('"')[0] for line in by_oxigraph(document, "nquads"))


def test_copies_are_alternates_of_each_other(claims: list[Claim], story: Story) -> None:
    stories = [story, Story("other", story.text)]
    plain = rdf.export(claims, stories, format="ntriples").decode().splitlines()
    linked = rdf.export(claims, stories, format="ntriples", copies=[(story.id, "other")]).decode().splitlines()
    ends = f"<{STORY}>", "<urn:space-kg:story/other>"
    assert {*linked} - {*plain} == {f"{one} <{PROV.alternateOf}> {other} ." for one, other in (ends, ends[::-1])}
