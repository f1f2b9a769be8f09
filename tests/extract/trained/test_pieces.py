"""Cutting text into the encoder's word pieces, with ranges that lead back into the text."""

import pytest

from kg.extract.trained.pieces import Tokeniser

VOCABULARY = ("[UNK]", "[CLS]", "[SEP]", "the", "moon", "##s", "land", "##er", "cafe", "6", "-", "chang", "'", "e")


@pytest.fixture
def tokeniser() -> Tokeniser:
    return Tokeniser({piece: number for number, piece in enumerate(VOCABULARY)})


def pieces_of(tokeniser: Tokeniser, text: str) -> list[str]:
    return [VOCABULARY[number] for number in tokeniser.pieces(text, [(0, len(text))]).ids]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The MOON", ["the", "moon"]),
        ("moons lander", ["moon", "##s", "land", "##er"]),
        ("Chang'e-6", ["chang", "'", "e", "-", "6"]),
        ("Café", ["cafe"]),
        ("Cafe\u0301", ["cafe"]),
        ("the zzz", ["the", "[UNK]"]),
        ("m" * 100, ["[UNK]"]),
        (" \n ", []),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(tokeniser: Tokeniser, text: str, expected: list[str]) -> None:
    assert pieces_of(tokeniser, text) == expected


def test_ranges_of_code_points_lead_to_pieces(tokeniser: Tokeniser) -> None:
    text = "the lander 🚀 the moons"
    pieces = tokeniser.pieces(text, [(0, len(text))])
    assert pieces.range(4, 10) == (1, 3)  # "lander"
    assert pieces.range(11, 12) == (3, 4)  # the rocket
    assert pieces.range(17, 22) == (5, 7)  # "moons"
    assert pieces.range(18, 20) == (5, 7)  # inside of a word: the whole word
    assert pieces.range(10, 11) == (3, 4)  # a blank: what comes after it
    assert pieces.range(22, 22) == (5, 7)  # the end: the last word


def test_sentences_bound_the_pieces_and_what_is_outside_is_left_out(tokeniser: Tokeniser) -> None:
    text = "the moon. the lander"
    pieces = tokeniser.pieces(text, [(0, 8), (8, 8), (10, 20)])
    assert pieces.bounds == ((0, 2), (2, 2), (2, 5))
    assert pieces.sentences.tolist() == [0, 0, 2, 2, 2]
    assert [word.text for word in pieces.words] == ["the", "moon", "the", "lander"]


def test_the_cache_changes_nothing(tokeniser: Tokeniser) -> None:
    assert tokeniser.word("moons") == tokeniser.word("moons") == Tokeniser(tokeniser.vocabulary).word("moons")
