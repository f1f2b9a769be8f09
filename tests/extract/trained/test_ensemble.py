"""Trees as they are learnt and as they ship say the same."""

import random

import numpy as np
import pytest

from kg.extract.claims.confidence import LESS_SURE, SURER, logistic, names, rows, trees_of
from kg.extract.claims.support import Support
from kg.extract.entities.mentions import Certainty, Kind

pytest.importorskip("lightgbm", reason="learning confidence needs the train extra")
pytest.importorskip("onnx", reason="learning confidence needs the train extra")
learning = pytest.importorskip("kg.extract.training.confidence", reason="learning confidence needs the train extra")
ensemble = pytest.importorskip("kg.extract.training.ensemble", reason="learning confidence needs the train extra")


def examples(count: int) -> list[object]:
    chance = random.Random(3)
    found = []
    for number in range(count):
        sure = Certainty(Kind.NAME, *(round(chance.random(), 3) for _ in range(4)))
        trained = round(chance.random(), 3)
        support = Support("OPERATED_BY", chance.choice(["", "possessive"]), trained, sure, sure)
        found.append(learning.Judged(support, chance.random() < trained * sure.mention, (str(number), "", "")))
    return found


def test_the_graph_says_what_the_trees_say() -> None:
    told = examples(2000)
    grown = learning.grow(told, {"": 0.5})
    values = rows([example.support for example in told], {"": 0.5})
    graph = trees_of(ensemble.as_graph(grown))
    assert np.abs(graph(values) - grown.predict(values)).max() < 1e-5
    assert np.abs(graph(values) - logistic(grown.predict(values, raw_score=True))).max() < 1e-5


def test_what_is_learnt_is_the_same_each_time() -> None:
    told = examples(500)
    assert ensemble.as_graph(learning.grow(told, {"": 0.5})) == ensemble.as_graph(learning.grow(told, {"": 0.5}))


def test_more_of_what_speaks_for_a_claim_never_takes_from_it() -> None:
    told = examples(2000)
    graph = trees_of(ensemble.as_graph(learning.grow(told, {"": 0.5})))
    values = rows([example.support for example in told[:200]], {"": 0.5})
    for column, name in enumerate(names()):
        more = values.copy()
        more[:, column] += 0.3
        if name in SURER:
            assert (graph(more) >= graph(values) - 1e-6).all(), name
        if name in LESS_SURE:
            assert (graph(more) <= graph(values) + 1e-6).all(), name
