"""`--at` and `--as-known` of the commands that answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Kg = Callable[..., Any]
CLAIMS = "MATCH (c:Claim) RETURN c.loaded AS loaded LIMIT 1"
LOADED = "2026-01-31T12:00:00+00:00"
ASKED = {
    "query": ("query", CLAIMS),
    "ask": ("ask", "Who operates Blue Ghost?"),
    "show": ("show", "Blue Ghost"),
    "export": ("export",),
}


@pytest.mark.parametrize("command", ASKED)
def test_the_day_of_loading_knows_all(kg: Kg, data: Path, command: str) -> None:
    now = kg(*ASKED[command], "--data", data)
    assert now.status == 0
    assert kg(*ASKED[command], "--as-known", "2026-01-31", "--data", data) == now
    assert kg(*ASKED[command], "--as-known", LOADED, "--data", data) == now


def test_the_day_before_knows_nothing_and_says_so(kg: Kg, data: Path) -> None:
    before = ("--as-known", "2026-01-30", "--data", data)
    assert kg(*ASKED["query"], *before) == (1, "", "kg: no rows\n")
    asked = kg(*ASKED["ask"], *before)
    assert (asked.status, asked.out.count("\n")) == (1, 1)
    assert "nothing" in asked.out
    shown = kg(*ASKED["show"], *before)
    assert (shown.status, shown.out, shown.err.count("\n")) == (1, "", 1)
    assert "as known 2026-01-30" in shown.err
    exported = kg(*ASKED["export"], "--format", "csv", *before)
    assert (exported.status, exported.out.count("\n")) == (0, 1)


def test_a_date_of_what_is_claimed(kg: Kg, data: Path) -> None:
    landed = "MATCH (l:Lander {name: 'Blue Ghost'})-[:LANDED_ON]->(m) RETURN m.name AS name"
    assert '{"name": "Moon"}' in kg("query", landed, "--data", data).out
    assert kg("query", landed, "--at", "2025-03-01", "--data", data) == (1, "", "kg: no rows\n")
    assert kg("ask", "Who operates Blue Ghost?", "--at", "2025-03-01", "--data", data).status == 1
    assert "Blue Ghost,LANDED_ON" not in kg("export", "--format", "csv", "--at", "2025-03-01", "--data", data).out
    assert "Blue Ghost,LANDED_ON" in kg("export", "--format", "csv", "--at", "2025-03-02", "--data", data).out
    assert "LANDED_ON" not in kg("show", "Blue Ghost", "--at", "2025-03-01", "--data", data).out
    assert "LANDED_ON" in kg("show", "Blue Ghost", "--at", "2025-03-02", "--data", data).out


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize(
    ("clock", "value"), [("--at", "yesterday"), ("--as-known", "2026"), ("--as-known", "2026-01-31T12:00")]
)
def test_what_is_no_date_is_one_line_and_status_2(kg: Kg, data: Path, command: str, clock: str, value: str) -> None:
    done = kg(*ASKED[command], clock, value, "--data", data)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"kg: {value}: no d")


@pytest.mark.parametrize("command", ASKED)
def test_help_tells_of_both_clocks(kg: Kg, command: str) -> None:
    told = kg(command, "--help").out
    assert "--at DATE" in told
    assert "--as-known TIME" in told
