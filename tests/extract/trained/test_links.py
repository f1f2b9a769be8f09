"""Candidates of the link head: what may continue what, and how alike it is written."""

import numpy as np
import pytest

from kg.extract.trained.links import (
    ACRONYM,
    DIFFERENT,
    PART,
    REACH,
    SAME,
    SAME_LAST,
    link_candidates,
    match,
    wording_of,
    words_of,
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The Company", "the company", SAME),
        ("Elon Musk", "Musk", SAME_LAST),
        ("Hakuto-R", "Hakuto-R Mission 2", PART),
        ("European Space Agency", "ESA", ACRONYM),
        ("the", "ESA", DIFFERENT),
        ("Crew-9", "Crew-10", DIFFERENT),
    ],
)
def test_how_alike_two_spans_are_written(one: str, other: str, expected: int) -> None:
    first, second = wording_of(words_of(one)), wording_of(words_of(other))
    assert match(first, second) == match(second, first) == expected


def test_candidates_are_earlier_spans_in_the_text_whatever_their_order() -> None:
    spans = np.array([[10, 12], [0, 2], [5, 6]])
    found = link_candidates(["it", "ispace", "the company"], spans, np.array([1, 0, 0]))
    assert list(zip(found.later.tolist(), found.earlier.tolist(), strict=True)) == [(0, 1), (0, 2), (2, 1)]


def test_overlapping_spans_are_no_candidates() -> None:
    assert not len(link_candidates(["a b", "b"], np.array([[0, 2], [1, 2]]), np.array([0, 0])).later)


def test_the_reach_bounds_the_candidates() -> None:
    count = REACH + 40
    spans = np.stack([np.arange(count), np.arange(count) + 1], axis=1)
    found = link_candidates(["x"] * count, spans, np.zeros(count, dtype=np.int64))
    assert np.bincount(found.later).max() == REACH
