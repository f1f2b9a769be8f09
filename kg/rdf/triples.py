"""Entities, stories and claims as RDF triples (PROV-O, SKOS, schema.org); one function a thing, sorted within."""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.model import Claim, Entity, Evidence, Story
from kg.rdf.literals import XSD, decimal, moment, number, text
from ontology.context import Names
from ontology.vocabulary import Vocabulary

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+", re.ASCII)
WIKIDATA = re.compile(r"Q[1-9][0-9]*")


class Describer:
    """Makes triples under one base and vocabulary; keeps the IRIs that it has made, as most come again and again."""

    def __init__(self, names: Names, known: Vocabulary) -> None:
        self.names = names
        self.known = known
        self._terms: dict[str, NamedNode] = {}

    def term(self, name: str) -> NamedNode:
        node = self._terms.get(name)
        if node is None:
            node = self._terms[name] = NamedNode(self.names.term(name))
        return node

    def own(self, name: str) -> NamedNode:
        """A term named by a claim: never read as `prefix:name`."""
        return NamedNode(self.names.own(name))

    def entity(self, entity: Entity) -> Iterator[Triple]:
        """Type with its whole line, so that a lander is found among craft without a reasoner; names."""
        node = NamedNode(self.names.entity(entity.id))
        for name in self.line(entity.type):
            yield Triple(node, self.term("rdf:type"), self.own(name))
        yield Triple(node, self.term("mostSpecificType"), self.own(entity.type))
        yield Triple(node, self.term("identifier"), text(entity.id))
        yield Triple(node, self.term("rdfs:label"), text(entity.name))
        for alias in sorted(set(entity.aliases) - {entity.name}):
            yield Triple(node, self.term("skos:altLabel"), text(alias))
        if entity.described:
            yield Triple(node, self.term("described"), Literal("true", datatype=XSD["boolean"]))
        if entity.wikidata and WIKIDATA.fullmatch(entity.wikidata):
            yield Triple(node, self.term("owl:sameAs"), self.term(f"wd:{entity.wikidata}"))

    def line(self, type_name: str) -> tuple[str, ...]:
        known = self.known.types.get(type_name)
        return known.line if known else (next(iter(self.known.types)), type_name)

    def story(self, story: Story, with_text: bool) -> Iterator[Triple]:
        """A news article. What the user named as its source is left out: it may be a path of their machine."""
        node = NamedNode(self.names.story(story.id))
        yield Triple(node, self.term("rdf:type"), self.term("schema:NewsArticle"))
        yield Triple(node, self.term("rdf:type"), self.term("prov:Entity"))
        yield Triple(node, self.term("identifier"), text(story.id))
        if story.title:
            yield Triple(node, self.term("schema:headline"), text(story.title))
        if story.outlet:
            yield Triple(node, self.term("outlet"), text(story.outlet))
        if story.published:
            yield Triple(node, self.term("schema:datePublished"), moment(story.published))
        if story.url and (address := web_address(story.url)):
            yield Triple(node, self.term("schema:url"), address)
        for question in sorted(set(story.questions)):
            yield Triple(node, self.term("question"), text(question))
        if with_text and story.text:
            yield Triple(node, self.term("schema:articleBody"), text(story.text))

    def copies(self, one: str, other: str) -> Iterator[Triple]:
        """Two stories of one text. prov:alternateOf is symmetric and does not say which came first, for nobody knows.

        It is stated both ways, so that it is found from either end without a reasoner.
        """
        for this, that in ((one, other), (other, one)):
            node = NamedNode(self.names.story(this))
            yield Triple(node, self.term("prov:alternateOf"), NamedNode(self.names.story(that)))

    def fact(self, claim: Claim) -> Triple | None:
        """What the claim says, as one triple; None for a claim without object and value."""
        subject = NamedNode(self.names.entity(claim.subject.id))
        if claim.object is not None:
            return Triple(subject, self.own(claim.predicate), NamedNode(self.names.entity(claim.object.id)))
        if claim.value is None:
            return None
        predicate = self.known.predicates.get(claim.predicate)
        is_date = predicate is not None and predicate.value == "date"
        return Triple(subject, self.own(claim.predicate), moment(claim.value) if is_date else text(claim.value))

    def is_asserted(self, claim: Claim) -> bool:
        """Whether the claim stands as a plain triple: actual, not superseded, and not of those kept on claims only."""
        predicate = self.known.predicates.get(claim.predicate)
        return (
            self.known.statuses[claim.status.value].asserted
            and claim.superseded is None
            and (predicate is None or predicate.is_relation or predicate.kept)
        )

    def statement(self, claim: Claim) -> Iterator[Triple]:
        """The claim's content as a reified statement, for formats without named graphs."""
        node = NamedNode(self.names.claim(claim.id))
        yield Triple(node, self.term("rdf:type"), self.term("rdf:Statement"))
        if fact := self.fact(claim):
            yield Triple(node, self.term("rdf:subject"), fact.subject)
            yield Triple(node, self.term("rdf:predicate"), fact.predicate)
            yield Triple(node, self.term("rdf:object"), fact.object)

    def claim(self, claim: Claim) -> Iterator[Triple]:
        """All about a claim but its content: status, date, confidence, rule, qualifiers, attribution, evidence."""
        node = NamedNode(self.names.claim(claim.id))
        yield Triple(node, self.term("rdf:type"), self.term("Claim"))
        yield Triple(node, self.term("identifier"), text(claim.id))
        yield Triple(node, self.term("status"), NamedNode(self.names.status(claim.status.value)))
        if claim.when:
            yield Triple(node, self.term("when"), moment(claim.when))
        yield Triple(node, self.term("confidence"), decimal(claim.confidence))
        if claim.rule:
            yield Triple(node, self.term("rule"), text(claim.rule))
        for name, value in sorted(claim.qualifiers.items()):
            yield Triple(node, self.own(name), text(value) if isinstance(value, str) else number(value))
        if claim.superseded:
            at = Literal(claim.superseded.replace("Z", "+00:00"), datatype=XSD["dateTime"])
            yield Triple(node, self.term("prov:invalidatedAtTime"), at)
        story = NamedNode(self.names.story(claim.story))
        yield Triple(node, self.term("prov:hadPrimarySource"), story)
        for position, who in enumerate(claim.attribution, 1):
            yield from self.attribution(claim, node, position, who)
        for evidence in sorted(set(claim.evidence), key=lambda each: (each.start, each.end)):
            yield from self.evidence(node, story, evidence)

    def attribution(self, claim: Claim, node: NamedNode, position: int, who: Entity) -> Iterator[Triple]:
        link = NamedNode(f"{self.names.claim(claim.id)}/attribution/{position}")
        agent = NamedNode(self.names.entity(who.id))
        yield Triple(node, self.term("prov:wasAttributedTo"), agent)
        yield Triple(node, self.term("prov:qualifiedAttribution"), link)
        yield Triple(link, self.term("rdf:type"), self.term("prov:Attribution"))
        yield Triple(link, self.term("prov:agent"), agent)
        yield Triple(link, self.term("position"), Literal(str(position), datatype=XSD["positiveInteger"]))

    def evidence(self, node: NamedNode, story: NamedNode, evidence: Evidence) -> Iterator[Triple]:
        """A quote, named by its place in the story's text (RFC 5147: `#char=start,end`), so shared by its claims."""
        quote = NamedNode(f"{story.value}#char={evidence.start},{evidence.end}")
        yield Triple(node, self.term("prov:wasDerivedFrom"), quote)
        yield Triple(quote, self.term("rdf:type"), self.term("Quote"))
        yield Triple(quote, self.term("prov:wasQuotedFrom"), story)
        yield Triple(quote, self.term("start"), Literal(str(evidence.start), datatype=XSD["nonNegativeInteger"]))
        yield Triple(quote, self.term("end"), Literal(str(evidence.end), datatype=XSD["nonNegativeInteger"]))
        if evidence.quote:
            yield Triple(quote, self.term("prov:value"), text(evidence.quote))


def web_address(url: str) -> NamedNode | None:
    """The address as an IRI if it is http or https and well-formed."""
    if not WEB.fullmatch(url):
        return None
    try:
        return NamedNode(url)
    except ValueError:
        return None
