"""Hand-made claims, friendly and hostile, and readers of every format."""

from collections.abc import Callable

import pyoxigraph
import pytest
import rdflib

from kg.model import Claim, Entity, Evidence, Status, Story

TEXT = "Resilience, ispace's lander, fell silent. NASA said the lander may have crashed, according to Al Jazeera."
STORY = Story(
    "falls-silent",
    TEXT,
    title="Lander falls silent",
    url="https://news.example/falls-silent?a=1",
    outlet="The Example",
    published="2025-06-06",
    source="/home/somebody/stories/falls-silent.txt",
    questions=("Why did it fall silent?",),
)
ISPACE = Entity("company-ispace", "Company", "ispace", aliases=("ispace Inc.", "i-Space"))
RESILIENCE = Entity("lander-resilience", "Lander", "Resilience", wikidata="Q116284741")
MOON = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")
NASA = Entity("Q23548", "Agency", "NASA", wikidata="Q23548")
AL_JAZEERA = Entity("outlet-al-jazeera", "Outlet", "Al Jazeera")
LARGER = Entity("falls-silent#a larger: lander/é月", "Lander", "a larger lander", described=True)
FIRST = Evidence(0, 41, TEXT[0:41])
SECOND = Evidence(42, 104, TEXT[42:104])

Triples = set[tuple[str, str, str]]
Quads = set[tuple[str, str, str, str]]


def claim(identifier: str, subject: Entity, predicate: str, target: Entity | str, **more: object) -> Claim:
    holds = {"object": target} if isinstance(target, Entity) else {"value": target}
    return Claim(
        STORY.id, subject, predicate, **{"id": identifier, "evidence": (FIRST,), "rule": "hand", **holds, **more}
    )


@pytest.fixture
def claims() -> list[Claim]:
    return [
        claim("c1", RESILIENCE, "OPERATED_BY", ISPACE, confidence=0.93),
        claim(
            *("c2", RESILIENCE, "LANDED_ON", MOON),
            status=Status.POSSIBLE,
            when="2025-06-05",
            attribution=(AL_JAZEERA, NASA),
            evidence=(SECOND,),
            confidence=0.5,
        ),
        claim("c3", RESILIENCE, "LAUNCH_DATE", "2025-01"),
        claim("c4", LARGER, "LAUNCH_DATE", "../2027", status=Status.PLANNED),
        claim("c5", RESILIENCE, "OUTCOME", "failed"),
        claim("c6", ISPACE, "AMOUNT", "$450 million", qualifiers={"number": 4.5e8, "unit": "USD", "what": "round"}),
        claim("c7", ISPACE, "SAID", "we will fly again"),
        claim("c8", LARGER, "OPERATED_BY", ISPACE, superseded="2026-01-02T03:04:05Z"),
    ]


@pytest.fixture
def story() -> Story:
    return STORY


# Whatever an id or a word may carry to break out of an IRI, a literal, a comment or a line.
HOSTILE = "a> <urn:x> \"b\"'''\n\r\t\\ {}|^`%41%zz #c: é月\u2028\x00\x0b\ufffe\U0001f680 @prefix . _:b0"


def carrying(words: str) -> tuple[list[Claim], list[Story]]:
    """Claims and a story with `words` wherever words can be."""
    first = Entity(f"1{words}", "Lander", words, aliases=(f"1{words}",), wikidata=f"Q1{words}")
    second = Entity(f"2{words}", f"T{words}", words)
    story = Story(f"s{words}", words, words, f"https://x.example/{words}", words, words, words, (words,))
    more = {
        "when": words,
        "rule": words,
        "qualifiers": {words: words, "rdf:type": "x"},
        "attribution": (second,),
        "evidence": (Evidence(0, 9, words),),
    }
    claims = [
        Claim(story.id, first, f"rdf:type{words}", second, id=f"c1{words}", **more),
        Claim(story.id, first, "PURPOSE", value=words, id=f"c2{words}", **more),
        Claim(story.id, first, "LAUNCH_DATE", value=words, id=f"c3{words}", **more),
    ]
    return claims, [story]


@pytest.fixture
def hostile() -> tuple[list[Claim], list[Story]]:
    return carrying(HOSTILE)


@pytest.fixture
def tame() -> tuple[list[Claim], list[Story]]:
    return carrying("no harm")


OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


@pytest.fixture
def by_oxigraph() -> Callable[[bytes, str], set[str]]:
    """All quads of a document as lines of N-Quads, read by pyoxigraph."""

    def read(document: bytes, format: str) -> set[str]:
        return {str(quad) for quad in pyoxigraph.parse(document, format=OXIGRAPH[format])}

    return read


@pytest.fixture
def by_rdflib(by_oxigraph: Callable[[bytes, str], set[str]]) -> Callable[[bytes, str], set[str]]:
    """The same, read by rdflib."""

    def read(document: bytes, format: str) -> set[str]:
        dataset = rdflib.Dataset()
        dataset.parse(data=document, format=RDFLIB[format])
        return by_oxigraph(dataset.serialize(format="nquads").encode(), "nquads")

    return read
