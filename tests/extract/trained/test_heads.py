"""Candidate pairs and the vectors that they are read from."""

import numpy as np
import pytest

from kg.extract.trained import heads
from kg.extract.trained.labels import labels
from kg.extract.trained.operations import NumpyOperations

OPERATIONS = NumpyOperations()


def kind(name: str) -> int:
    return labels().types.index(name)


def test_span_vectors_are_first_last_and_mean() -> None:
    vectors = np.array([[1.0], [2.0], [6.0], [4.0]], dtype=np.float32)
    found = heads.span_vectors(OPERATIONS, vectors, np.array([[0, 3], [3, 4]]))
    assert found.tolist() == [[1.0, 6.0, 3.0], [4.0, 4.0, 4.0]]


def test_the_mean_of_nothing_is_nothing() -> None:
    totals = OPERATIONS.total(np.array([[1.0], [2.0]], dtype=np.float32))
    assert heads.means(OPERATIONS, totals, np.array([[1, 1], [0, 0], [2, 2]])).tolist() == [[0.0], [0.0], [0.0]]


def test_pairs_are_those_that_the_vocabulary_accepts_nearby() -> None:
    spans = np.array([[0, 1], [4, 5], [90, 91]])
    sentences = np.array([0, 1, 1 + heads.NEAR])
    types = np.array([kind("Lander"), kind("Company"), kind("Company")])
    found = heads.candidates(spans, sentences, types, labels().joined())
    joined = set(zip(found.subjects.tolist(), found.objects.tolist(), strict=True))
    assert (0, 1) in joined  # a lander is operated by a company
    assert (1, 0) not in joined  # no relation goes from a company to a lander
    assert (0, 2) not in joined  # too far
    assert {(1, 2), (2, 1)} <= joined


def test_an_endless_sentence_has_no_endless_pairs() -> None:
    count = 3 * heads.REACH
    spans = np.stack([np.arange(count), np.arange(count) + 1], axis=1)
    kinds = np.full(count, kind("Company"))
    found = heads.candidates(spans, np.zeros(count, dtype=np.int64), kinds, labels().joined())
    assert np.bincount(found.subjects).max() == heads.REACH
    assert found.objects[found.subjects == 0].tolist() == list(range(1, heads.REACH + 1))


def test_what_stands_between_and_how_far() -> None:
    found = heads.describe(np.array([0, 1]), np.array([1, 0]), np.array([[0, 2], [5, 6]]), np.array([0, 1]))
    assert found.between.tolist() == [[2, 5], [2, 5]]
    assert found.distances[0] == found.distances[1] + 1  # the same distance, the other order
    assert (found.gaps - heads.NEAR).tolist() == [1, -1]


@pytest.mark.parametrize(
    ("predicate", "subject", "target", "expected"),
    [
        ("OPERATED_BY", "Lander", "Company", True),
        ("OPERATED_BY", "Company", "Lander", False),
        ("LANDED_ON", "Lander", "CelestialBody", True),
        ("CREWED_BY", "Capsule", "Person", True),
    ],
)
def test_the_mask_is_the_vocabularys(predicate: str, subject: str, target: str, expected: bool) -> None:
    number = labels().pairs.index(predicate)
    assert labels().allowed[kind(subject), kind(target), number] == expected


def test_dates_and_outcomes_have_sides_of_their_own() -> None:
    known = labels()
    assert known.allowed[kind("Lander"), known.date, known.pairs.index("LAUNCH_DATE")]
    assert not known.allowed[kind("Person"), known.date, known.pairs.index("LAUNCH_DATE")]
    assert known.allowed[kind("Mission"), known.sentence, known.pairs.index("OUTCOME=failed")]
    assert not known.allowed[:, known.date, known.pairs.index("OUTCOME=failed")].any()
    assert not known.allowed[known.date].any()
    assert not known.allowed[known.sentence].any()
