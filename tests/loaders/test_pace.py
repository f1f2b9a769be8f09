"""No host is asked more often than it likes."""

from typing import Any

import pytest

from kg.errors import LoadError
from loaders.pace import Pace


def test_a_host_is_asked_once_in_its_seconds(clock: Any) -> None:
    pace = Pace(clock.now, clock.sleep)
    begun = []
    for _ in range(3):
        pace.wait("a.example", 1.0)
        begun.append(clock.time)
    assert begun == [1000.0, 1001.0, 1002.0]


def test_what_has_passed_anyway_is_not_waited_for(clock: Any) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.wait("a.example", 1.0)
    clock.time += 0.75
    pace.wait("a.example", 1.0)
    clock.time += 5.0
    pace.wait("a.example", 1.0)
    assert clock.slept == [0.25]


def test_hosts_do_not_wait_for_each_other(clock: Any) -> None:
    pace = Pace(clock.now, clock.sleep)
    for host in ("a.example", "b.example", "c.example"):
        pace.wait(host, 30.0)
    assert clock.slept == []


def test_a_host_is_left_alone_for_as_long_as_it_asks(clock: Any) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.wait("a.example", 1.0)
    pace.hold("a.example", 60.0)
    pace.hold("a.example", 5.0)
    pace.wait("a.example", 1.0)
    assert clock.slept == [60.0]


def test_a_host_that_asks_for_more_than_a_minute_is_left_out(clock: Any) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.hold("a.example", 3600.0)
    with pytest.raises(LoadError, match=r"left out: its host asks to be left alone for 3600 s; try again later"):
        pace.wait("a.example", 1.0)
    assert clock.slept == []
    clock.time += 3600.0
    pace.wait("a.example", 1.0)
