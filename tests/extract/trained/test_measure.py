"""Entities of the trained part alone, its figures, thresholds and calibration."""

import numpy as np
import pytest

from kg.extract.trained import LinkScore, MentionScore
from kg.extract.training.clusters import cluster, join
from kg.extract.training.figures import best_thresholds, count, statuses
from kg.extract.training.measure import Count, Told, aligned, bcubed
from kg.extract.training.platt import platt


def mention(start: int, named: bool, **types: float) -> MentionScore:
    return MentionScore(start, start + 1, named, max(types, key=lambda name: types[name]), types, 1.0)


def test_each_span_joins_the_one_that_it_most_probably_continues() -> None:
    links = [
        LinkScore(1.0, {}),
        LinkScore(0.3, {0: 0.7}),
        LinkScore(0.6, {0: 0.2, 1: 0.2}),
        LinkScore(0.1, {1: 0.5, 2: 0.4}),
    ]
    assert join(links) == [0, 0, 2, 0]


def test_names_together_settle_the_type_of_an_entity() -> None:
    mentions = [
        mention(0, True, Lander=0.6, Company=0.4),
        mention(5, True, Lander=0.1, Company=0.9),
        mention(9, False, Lander=1.0, Company=0.0),
    ]
    links = [LinkScore(1.0, {}), LinkScore(0.1, {0: 0.9}), LinkScore(0.1, {1: 0.9})]
    assert cluster(mentions, links).types == ("Company", "Company", "Company")


def test_a_cluster_is_the_entity_that_it_shares_most_mentions_with() -> None:
    gold = {(0, 1): 7, (2, 3): 7, (4, 5): 8}
    assert aligned([(0, 1), (2, 3), (4, 5), (6, 7)], [0, 0, 0, 3], gold) == [7, 7, 7, -4]


def test_precision_and_recall() -> None:
    total = Count()
    total.add("abcd", "bcx")
    assert (total.precision, total.f1) == (0.5, pytest.approx(4 / 7))
    assert total.recall == pytest.approx(2 / 3)


def test_bcubed_of_one_wrong_join() -> None:
    assert bcubed([0, 0, 0], [1, 1, 2]) == [(2 / 3, 1.0), (2 / 3, 1.0), (1 / 3, 1.0)]


def test_facts_are_counted_at_their_labels_threshold() -> None:
    story = Told(
        gold={(1, "LED_BY", 2): {"actual"}, (1, "OWNED_BY", 3): {"planned"}},
        found={
            (1, "LED_BY", 2): (0.4, "actual"),
            (1, "OWNED_BY", 3): (0.4, "actual"),
            (2, "LED_BY", 1): (0.3, "actual"),
        },
        unseen=0,
    )
    names = ["LED_BY", "OWNED_BY"]
    low, mixed = count([story], {"": 0.3}, names), count([story], {"": 0.5, "LED_BY": 0.4}, names)
    assert (low.right, low.wrong, low.missed) == (2, 1, 0)
    assert (mixed.right, mixed.wrong, mixed.missed) == (1, 0, 1)
    assert statuses([story], 0.3) == 0.5


def test_a_label_with_many_facts_has_its_own_threshold() -> None:
    def story(number: int) -> Told:
        sure, doubtful = (0, "LED_BY", number), (0, "OWNED_BY", number)
        noise = {(1, "LED_BY", number): (0.8, "actual")}
        return Told(
            {sure: {"actual"}, doubtful: {"actual"}}, {sure: (0.85, "actual"), doubtful: (0.2, "actual"), **noise}, 0
        )

    found = best_thresholds([story(number) for number in range(200)])
    assert found["LED_BY"] > 0.8
    assert found["OWNED_BY"] < 0.3
    assert found["ACQUIRED"] == found[""]  # never seen


def test_calibration_finds_how_much_too_sure_scores_are() -> None:
    random = np.random.default_rng(5)
    scores = random.normal(0, 3, 4000)
    right = random.random(4000) < 1 / (1 + np.exp(-(0.5 * scores - 0.4)))
    told = [
        Told(
            {(n, "LED_BY", n): {"actual"}} if right[n] else {},
            {(n, "LED_BY", n): (float(1 / (1 + np.exp(-score))), "")},
            0,
        )
        for n, score in enumerate(scores)
    ]
    found = platt(told)
    assert found.scale == pytest.approx(0.5, abs=0.06)
    assert found.shift == pytest.approx(-0.4, abs=0.12)


def test_calibration_does_not_run_away_where_scores_are_extreme() -> None:
    def story(number: int, probability: float, right: bool) -> Told:
        fact = (number, "LED_BY", number)
        return Told({fact: {"actual"}} if right else {}, {fact: (probability, "")}, 0)

    sure = [story(number, 0.999, number % 10 < 7) for number in range(400)]
    doubtful = [story(number, 0.05, number % 20 == 0) for number in range(4000)]
    found = platt(sure + doubtful)
    high, low = (1 / (1 + np.exp(-(found.scale * np.log(p / (1 - p)) + found.shift))) for p in (0.999, 0.05))
    assert high == pytest.approx(0.7, abs=0.01)
    assert low == pytest.approx(0.05, abs=0.01)
