"""Counting without end in memory that has one."""

from contextlib import closing

import pytest

from kg.loading import counting
from kg.loading.counting import Distinct, Foreign, Outcomes
from kg.store import Loaded


def test_a_name_counts_once_whatever_its_characters() -> None:
    with closing(Distinct()) as names:
        names.add(["NASA", "ispace", "NASA"])
        names.add(["NASA", "月", "half a character \ud800"])
        assert len(names) == 4


def test_all_stories_are_counted_and_the_first_of_each_state_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "NAMED", 2)
    outcomes = Outcomes()
    for number in range(5):
        outcomes.add(Loaded(f"s{number}", "new", 1, 1))
    outcomes.add(Loaded("late", "superseded", 1, 1))
    assert outcomes.states == {"new": 5, "superseded": 1}
    assert [one.story for one in outcomes.named] == ["s0", "s1", "late"]


def test_all_stories_in_other_languages_are_counted_and_the_first_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "FOREIGN", 2)
    foreign = Foreign()
    for number in range(5):
        foreign.add(f"s{number}", "Spanish")
    assert (foreign.number, foreign.named) == (5, [("s0", "Spanish"), ("s1", "Spanish")])
