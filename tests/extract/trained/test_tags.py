"""Tags of words to mentions."""

from itertools import pairwise

import numpy as np

from kg.extract.trained.labels import TAGS
from kg.extract.trained.tags import best_tags, spans_of_tags


def logarithms(*favourites: str) -> np.ndarray:
    """Each word's favourite tag at .8, the others at .05."""
    rows = [[0.8 if tag == favourite else 0.05 for tag in TAGS] for favourite in favourites]
    return np.log(np.array(rows))


def mentions(*favourites: str, starts: tuple[int, ...] = (0,)) -> list[tuple[int, int, bool]]:
    return spans_of_tags(best_tags(logarithms(*favourites), starts))


def test_names_and_descriptions() -> None:
    found = mentions("B-name", "I-name", "O", "B-description", "I-description", "B-name")
    assert found == [(0, 2, True), (3, 5, False), (5, 6, True)]


def test_an_inner_tag_never_follows_another_kind_or_nothing() -> None:
    found = best_tags(logarithms("O", "I-name", "I-name", "B-description", "I-name", "I-description"), (0,))
    names = [TAGS[tag] for tag in found]
    for before, here in pairwise(["O", *names]):
        assert not here.startswith("I-") or before[2:] == here[2:]
    assert names[2:4] == ["I-name", "B-description"]


def test_no_mention_crosses_a_sentence() -> None:
    found = mentions("B-name", "I-name", "I-name", starts=(0, 1))
    assert all(not (first < 1 < last) for first, last, _ in found)


def test_no_words_no_tags() -> None:
    assert spans_of_tags(best_tags(np.zeros((0, len(TAGS))), ())) == []
