"""What comes from stories reaches a terminal as text and as nothing else."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import terminal

HOSTILE = "\x1b[2J\x1b]0;owned\x07Resil\x9b31mience\r\n\x00\u202egnp.exe [red]x[/red]"


def test_escape_sequences_and_controls_are_gone_and_markup_is_text() -> None:
    assert terminal.plain(HOSTILE) == "Resilience gnp.exe [red]x[/red]"


@pytest.mark.parametrize("text", ["Chang'e-6 лунная 月 🚀", "a  b", "50 % [1]"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert terminal.plain(text) == text


@pytest.mark.parametrize("unclosed", ["\x9d", "\x1b]", "\x1b[", "\x9b1;", "\x90title\x1bP", "\x98\x1b_ \x9f"])
def test_what_is_never_closed_costs_no_more_than_its_length(unclosed: str) -> None:
    begun = time.perf_counter()
    terminal.plain(unclosed * 100_000)
    assert time.perf_counter() - begun < 2


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = terminal.plain(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
    shown.encode()


@given(st.text())
def test_json_reads_back_the_same_and_holds_no_control(text: str) -> None:
    line = terminal.json_text({"text": text})
    assert json.loads(line) == {"text": text}
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in line)
    line.encode()


def test_a_table_shows_values_and_interprets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_table(["name", "n"], [[HOSTILE, 3], [None, ["a", "b"]], [":rocket:", {"k": 1}]])
    printed = capsys.readouterr().out
    assert "Resilience gnp.exe [red]x[/red]" in printed
    assert '["a", "b"]' in printed
    assert ":rocket:" in printed
    assert "\x1b" not in printed


def test_an_outline_shows_nested_records(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_records({"engine": "embedded", "counts": {"stories": 2}, "labels": ["Craft", "Lander"]})
    assert capsys.readouterr().out.splitlines() == [
        "engine: embedded",
        "counts",
        "  stories: 2",
        "labels: Craft, Lander",
    ]


def test_the_time_of_loading_is_what_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert terminal.time_to_note(None) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert terminal.time_to_note(None) == "1970-01-02T00:00:00+00:00"
    assert terminal.time_to_note("2026-01-31T12:00:00+00:00") == "2026-01-31T12:00:00+00:00"


def test_no_bar_is_drawn_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress("reading") as step:
        step()
    assert capsys.readouterr() == ("", "")
