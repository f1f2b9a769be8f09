"""The words of a clause or noun phrase: verbatim, without what merely hangs on its end."""

import pytest

from kg.extract import Reader
from kg.extract.circumstances.wording import clause_words, noun_words, predicate_words
from kg.extract.text.parsing import parse
from kg.model import Story


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("It will collect lunar soil samples.", "collect", "collect lunar soil samples"),
        ("It will map the far side, which is rugged.", "map", "map the far side"),
        ("It will map the far side, including craters.", "map", "map the far side"),
    ],
)
def test_clause_words(text: str, verb: str, expected: str, reader: Reader) -> None:
    document = parse(Story("s", text), reader.parser)
    token = next(token for token in document.tokens if token.text == verb)
    assert document.text(*clause_words(document, token)) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The capsule was flown to Beijing.", "flown", "was flown to Beijing"),
        ("The rocket completed a test and flew home.", "completed", "completed a test"),
    ],
)
def test_predicate_words(text: str, verb: str, expected: str, reader: Reader) -> None:
    document = parse(Story("s", text), reader.parser)
    token = next(token for token in document.tokens if token.text == verb)
    assert document.text(*predicate_words(document, token)) == expected


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("It is the first lander to touch down.", "lander", "the first lander to touch down"),
        ("It is the largest rocket, which flew in May.", "rocket", "the largest rocket"),
        ("It is the first rover on the Moon.", "rover", "the first rover on the Moon"),
    ],
)
def test_noun_words(text: str, noun: str, expected: str, reader: Reader) -> None:
    document = parse(Story("s", text), reader.parser)
    token = next(token for token in document.tokens if token.text == noun)
    assert document.text(*noun_words(document, token)) == expected
