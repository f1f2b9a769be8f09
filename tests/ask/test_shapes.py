"""The shape of a value's words decides the sentence that holds them."""

import pytest

from kg.ask.shapes import clean, context, shape
from kg.model import Claim, Entity, Evidence, Status

LANDER = Entity("l", "Lander", "Heron")


def claim(predicate: str, value: str, quote: str = "", status: Status = Status.ACTUAL) -> Claim:
    return Claim("s", LANDER, predicate, value=value, status=status, evidence=(Evidence(0, len(quote), quote),))


SHAPES = [
    ("PURPOSE", "collect lunar dust", "It aims to collect lunar dust.", "infinitive"),
    ("PURPOSE", "gathering soil", "A device for gathering soil.", "gerund"),
    ("PURPOSE", "a step towards a base", "It was intended to be a step towards a base.", "being"),
    ("PURPOSE", "a test of the escape system", "TV-D1, a test of the escape system.", "noun"),
    ("MILESTONE", "filed for bankruptcy", "It filed for bankruptcy.", "finite"),
    ("MILESTONE", "files for bankruptcy", "It files for bankruptcy.", "finite"),
    ("CAUSE", "a hydraulic problem", "Because of a hydraulic problem.", "noun"),
    ("CAUSE", "the altimeter was slow", "Since the altimeter was slow.", "clause"),
    ("CAUSE", "a stuck valve in the tank", "Because of a stuck valve in the tank.", "noun"),
    ("CAUSE", "a valve stuck", "Since a valve stuck.", "clause"),
    ("CAUSE", "second stage fails to ignite", "second stage fails to ignite", "quoted"),
    ("DISTINCTION", "the first rover", "the first rover", "noun"),
    ("DISTINCTION", "higher than any crew", "higher than any crew", "quoted"),
    ("SAID", "We will fly", '"We will fly," she said.', "direct"),
    ("SAID", "the firm will fly again soon", "She said the firm will fly again soon.", "clause"),
    ("SAID", "a town on the Moon by 2040", "She spoke of a town on the Moon by 2040.", "quoted"),
    ("MEASURE", "two metres tall", "It is two metres tall.", "adjective"),
]


@pytest.mark.parametrize(("predicate", "value", "quote", "expected"), SHAPES)
def test_shapes(predicate: str, value: str, quote: str, expected: str) -> None:
    assert shape(claim(predicate, value, quote)) == expected


def test_a_consequence_is_told_in_its_own_clause() -> None:
    quote = "The chief said lessons would be learned, but more losses could endanger later contracts."
    possible = claim("CONSEQUENCE", "endanger later contracts", quote, Status.POSSIBLE)
    assert context(possible, "Heron") == "more losses could endanger later contracts"


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("clears the way for others", "a launch that clears the way for others"),
        ("leave no crew", "It could leave no crew."),
        ("dashing hopes", "It crashed, dashing hopes."),
        ("lose its licence", "The company could lose its licence."),
    ],
)
def test_a_clause_that_cannot_stand_alone_is_no_context(value: str, quote: str) -> None:
    assert context(claim("CONSEQUENCE", value, quote), "Heron") is None


def test_words_of_stories_cannot_break_out_of_their_quotes() -> None:
    assert clean("a\x1b[31m  b,") == "a [31m b"
    assert clean('the "odd" words') == "the ‘odd’ words"
