"""Letter case and reference names beside the uncased pieces."""

import pytest

from kg.extract.trained import features
from kg.extract.trained.features import pattern
from kg.extract.trained.labels import labels
from kg.extract.trained.pieces import SEPARATOR, START, UNKNOWN, Pieces, Tokeniser
from ontology.gazetteer import gazetteer


@pytest.fixture(scope="module")
def names() -> features.Names:
    return features.index(gazetteer())


def cut(text: str) -> Pieces:
    """Every word is one piece, an unknown one."""
    return Tokeniser({UNKNOWN: 0, START: 1, SEPARATOR: 2}).pieces(text, [(0, len(text))])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("moon", features.LOWER),
        ("Moon", features.CAPITAL),
        ("A", features.LETTER),
        ("NASA", features.ACRONYM),
        ("STARLINER", features.UPPER),
        ("SpaceX", features.MIXED),
        ("iSpace", features.MIXED),
        ("2026", features.DIGITS),
        ("B1067", features.CODE),
        ("39a", features.LOWER_CODE),
        ("-", features.MARK),
        ("月", features.UNCASED),
    ],
)
def test_case_patterns(word: str, expected: int) -> None:
    assert pattern(word) == expected


def test_the_place_of_a_word_is_part_of_its_case(names: features.Names) -> None:
    text = "Moon is Moon"
    inside = features.features(text, cut(text), [False], names).cases
    title = features.features(text, cut(text), [True], names).cases
    assert len({int(inside[0]), int(inside[2]), int(title[0])}) == 3
    assert title[0] == title[2]


def test_the_longest_reference_name_marks_its_words(names: features.Names) -> None:
    text = "A Falcon 9 flew for NASA and a Japanese firm"
    found = features.features(text, cut(text), [False], names)
    kinds = [labels().types[kind - 1] if kind else "" for kind in found.kinds]
    assert kinds == ["", "LaunchVehicle", "LaunchVehicle", "", "", "Agency", "", "", "Country", ""]
    assert found.marks[5] == features.SURE
    assert found.marks[8] == features.DEMONYM
    assert found.marks[2] == found.marks[1] + 1


def test_a_name_that_is_a_plain_word_is_marked_as_one(names: features.Names) -> None:
    text = "Resilience"
    assert features.features(text, cut(text), [False], names).marks[0] in {features.WORDLIKE, features.AMBIGUOUS}
