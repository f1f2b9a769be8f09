"""Windows over long stories: every piece is read once, near enough to its context."""

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.trained.windows import LIMIT, OVERLAP, TITLE, Window, windows


def bounds_of(lengths: list[int]) -> list[tuple[int, int]]:
    found, start = [], 0
    for length in lengths:
        found.append((start, start + length))
        start += length
    return found


def test_a_short_story_is_one_window() -> None:
    assert windows(bounds_of([12, 30, 25]), 12) == [Window(0, 67, 0, 67, 0)]


def test_a_long_story_has_windows_that_begin_with_its_title() -> None:
    first, second, *_ = windows(bounds_of([10] + [30] * 20), 10)
    assert (first.first, first.title) == (0, 0)
    assert second.title == 10
    assert second.first < first.own_last <= first.last


def test_windows_are_as_few_as_can_be_and_even() -> None:
    found = windows(bounds_of([10] + [12] * 40), 10)
    lengths = [window.last - window.first + window.title for window in found]
    assert len(found) == 2
    assert max(lengths) - min(lengths) <= OVERLAP


def test_nothing_makes_no_window() -> None:
    assert windows([], 0) == []
    assert windows([(0, 0)], 0) == []


@given(st.lists(st.integers(0, 700), max_size=40), st.integers(0, 100))
def test_every_piece_is_owned_by_one_window_that_holds_it(lengths: list[int], title: int) -> None:
    bounds = bounds_of(lengths)
    found = windows(bounds, min(title, bounds[0][1] if bounds else 0))
    owned = [piece for window in found for piece in range(window.own_first, window.own_last)]
    assert owned == list(range(sum(lengths)))
    for window in found:
        assert window.first <= window.own_first < window.own_last <= window.last
        assert window.last - window.first + window.title <= LIMIT
        assert window.title <= TITLE
