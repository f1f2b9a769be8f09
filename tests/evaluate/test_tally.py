"""Precision, recall, F1 and their intervals."""

import pytest

from kg.evaluate.tally import Tally, hits, interval, share, total


def test_precision_recall_and_f1() -> None:
    tally = hits(3, predicted=4, gold=6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, pytest.approx(0.6))
    assert Tally().f1 == 0
    assert share(1, 4).precision == 0.25


def test_stories_add_up() -> None:
    summed = total([{"facts": hits(1, 2, 2)}, {"facts": hits(2, 2, 2), "text": hits(0, 1, 1)}])
    assert summed == {"facts": hits(3, 4, 4), "text": hits(0, 1, 1)}


def test_the_interval_holds_the_score_and_is_the_same_on_every_run() -> None:
    stories = [{"facts": hits(right, 10, 10)} for right in (2, 5, 6, 7, 8, 8, 9, 10)]
    low, high = interval(stories, "facts")
    assert low < total(stories)["facts"].f1 < high
    assert interval(stories, "facts") == (low, high)
    assert interval([stories[0]] * 8, "facts") == pytest.approx((0.2, 0.2))
