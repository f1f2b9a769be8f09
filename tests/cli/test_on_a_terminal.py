"""On a terminal: a table, a progress bar, and stories that cannot take it over."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

STYLES = re.compile(r"\x1b\[[0-9;]*m")
TITLE = "Blue Ghost \x1b[2J\x1b]0;owned\x07 [red]lands[/red] \x9b5A"


def on_a_terminal(*arguments: str | Path, output: IO[bytes] | None = None) -> str:
    """What `kg` writes to a terminal of 100 columns: stderr, and stdout where it is not led to `output`."""
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J", "KG_", "NO_COLOR"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        stdin=follower,
        stdout=follower if output is None else output,
        stderr=follower,
        env=environment | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"},
    )
    os.close(follower)
    written = bytearray()
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not piece:
            break
        written += piece
    process.wait(timeout=60)
    os.close(leader)
    return written.decode()


def test_rows_are_a_table_on_a_terminal(data: Path) -> None:
    shown = STYLES.sub("", on_a_terminal("query", "MATCH (s:Story) RETURN s.id AS story", "--data", data))
    assert "─" in shown
    assert "{" not in shown
    assert "blue-ghost-upright" in shown


def test_a_bar_shows_how_far_loading_is_and_goes_away(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("NASA picked Firefly Aerospace for the flight.\n")
    shown = on_a_terminal("load", "--dry-run", story)
    assert "reading" in shown
    assert "\x1b[" in shown
    assert STYLES.sub("", shown).splitlines()[-1].endswith("seconds")


def test_claims_go_into_a_file_while_the_terminal_shows_a_bar(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("NASA picked Firefly Aerospace for the flight. Firefly Aerospace is based in Texas.\n")
    with (tmp_path / "claims.jsonl").open("wb") as file:
        assert "reading" in on_a_terminal("extract", story, output=file)
    lines = (tmp_path / "claims.jsonl").read_text().splitlines()
    assert {json.loads(line)["subject"]["name"] for line in lines} >= {"Firefly Aerospace"}


def test_claims_on_a_terminal_are_whole_lines_and_no_bar(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("NASA picked Firefly Aerospace for the flight. Firefly Aerospace is based in Texas.\n")
    lines = on_a_terminal("extract", story).splitlines()
    assert lines
    assert all(json.loads(line)["story"] for line in lines)


def test_a_story_cannot_take_the_terminal_over(own_data: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(f"{TITLE}\n\nFirefly Aerospace's lander Blue Ghost landed on the Moon on 2 March 2025.\n")
    on_a_terminal("load", story, "--data", own_data)
    for command in (
        ("query", "MATCH (s:Story) RETURN s.title, s.text"),
        ("query", "MATCH (s:Story) RETURN s.title, s.text", "--format", "csv"),
        ("query", "MATCH (s:Story) RETURN s.title, s.text", "--json"),
        ("ask", "What landed on the Moon?"),
        ("show", "Blue Ghost"),
        ("export",),
    ):
        shown = on_a_terminal(*command, "--data", own_data)
        assert "Blue Ghost" in shown, command
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]", shown), command
        assert "\x1b" not in STYLES.sub("", shown), command
