"""`kg load`, `kg extract`, `kg forget`: stories in, claims out, one bad input never stopping the others."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.demo import stories_folder

Kg = Callable[..., Any]
RESILIENCE = stories_folder() / "resilience-falls-silent.html"
HOSTILE = (
    "Rogue\x1b[31m Lander [bold]x[/bold]\n\n"
    "SpaceX's <script>alert(1)</script> lander '}) DETACH DELETE n // landed on the Moon. {{ 7 * 7 }} {% include 'x' %}"
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """One story that can be read, beside inputs that cannot."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Firefly's lander Blue Ghost landed on the Moon on 2 March 2025.\n")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "stories.jsonl").write_text('{"id": "a", "text": \n')
    return folder


def test_the_last_line_counts_what_was_loaded_and_loading_again_changes_nothing(kg: Kg, own_data: Path) -> None:
    first = kg("load", RESILIENCE, "--data", own_data)
    assert first.status == 0, first.err
    assert first.out.splitlines()[-1].startswith("1 story (1 new), ")
    before = kg("export", "--data", own_data).out
    again = kg("load", RESILIENCE, "--data", own_data)
    assert again.out.splitlines()[-1].startswith("1 story (1 unchanged), ")
    assert kg("export", "--data", own_data).out == before


def test_bad_inputs_are_named_and_stop_nothing(kg: Kg, mixed: Path, own_data: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = kg("load", mixed, "no/such/file.txt", "--data", own_data, "--report", report)
    assert done.status == 1
    assert done.out.splitlines()[-1].startswith("1 story (1 new), ")
    lines = done.err.splitlines()
    assert all(line.startswith("kg: rejected ") for line in lines)
    for name in ("empty.txt", "binary.txt", "stories.jsonl", "no/such/file.txt"):
        assert any(name in line for line in lines), name
    written = json.loads(report.read_text())
    assert [story["state"] for story in written["loaded"]] == ["new"]
    assert len(written["rejected"]) == len(lines)


def test_a_dry_run_writes_nothing(kg: Kg, mixed: Path, own_data: Path) -> None:
    done = kg("load", mixed, "--dry-run", "--data", own_data, "--json")
    counted = json.loads(done.out)
    assert counted["stories"] == 1
    assert counted["claims"] > 0
    assert counted["loaded"] == []
    assert not own_data.exists()


def test_an_unknown_format_is_refused_before_anything_is_read(kg: Kg, own_data: Path) -> None:
    done = kg("load", RESILIENCE, "--as", "pdf", "--data", own_data)
    assert done.status == 2
    assert done.err.startswith("kg: pdf: no such format; use one of archive, brief, feed")


def test_an_id_can_be_given_to_one_story_and_to_one_only(kg: Kg) -> None:
    one = kg("extract", RESILIENCE, "--id", "mine")
    assert {json.loads(line)["story"] for line in one.out.splitlines()} == {"mine"}
    two = kg("extract", RESILIENCE, stories_folder() / "blue-ghost-upright.html", "--id", "mine")
    assert two.status == 1
    assert "a second story cannot have the id mine" in two.err


def test_a_story_that_takes_the_place_of_another_is_named(kg: Kg, own_data: Path, tmp_path: Path) -> None:
    for folder, text in (("a", "SpaceX is based in Texas."), ("b", "Rocket Lab is based in California.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(text + "\n")
    first = kg("load", tmp_path / "a" / "report.txt", "--data", own_data)
    assert not first.err
    second = kg("load", tmp_path / "b" / "report.txt", "--data", own_data)
    assert second.out.startswith("1 story (1 superseded), ")
    assert second.err.startswith("kg: note: report replaces what this story said before")
    beside = kg("load", tmp_path / "a" / "report.txt", "--id", "report-a", "--data", own_data)
    assert beside.out.startswith("1 story (1 new), ")
    assert not beside.err


def test_a_story_in_another_language_is_kept_without_claims_and_named(kg: Kg, own_data: Path, tmp_path: Path) -> None:
    (tmp_path / "luna.txt").write_text(
        "La NASA dijo el martes que el cohete con el módulo de aterrizaje será lanzado la próxima semana desde la base "
        "en la costa, si el viento lo permite.\n"
    )
    note = "kg: note: luna is in Spanish, and only English is read: no claims\n"
    assert kg("extract", tmp_path / "luna.txt") == (0, "", note)
    done = kg("load", tmp_path / "luna.txt", "--data", own_data, "--json")
    assert (done.status, done.err) == (0, note)
    counted = json.loads(done.out)
    assert (counted["stories"], counted["claims"]) == (1, 0)
    assert counted["foreign"] == [{"story": "luna", "language": "Spanish"}]


def test_a_story_can_be_forgotten(kg: Kg, own_data: Path) -> None:
    kg("load", RESILIENCE, "--id", "mine", "--data", own_data)
    assert kg("forget", "mine", "--data", own_data) == (0, "forgot mine\n", "")
    counts = json.loads(kg("status", "--json", "--data", own_data).out)["counts"]
    assert set(counts.values()) == {0}
    gone = kg("forget", "mine", "--data", own_data)
    assert gone.status == 1
    assert gone.err.startswith("kg: mine: no story has this id")


def test_extract_prints_claims_whose_offsets_fit_the_stories_beside(kg: Kg, tmp_path: Path) -> None:
    beside = tmp_path / "stories.jsonl"
    done = kg("extract", RESILIENCE, "--stories", beside)
    assert done.status == 0
    (story,) = (json.loads(line) for line in beside.read_text().splitlines())
    claims = [json.loads(line) for line in done.out.splitlines()]
    assert any(claim["predicate"] == "OPERATED_BY" for claim in claims)
    for claim in claims:
        for evidence in claim["evidence"]:
            assert story["text"][evidence["start"] : evidence["end"]].strip()
    again = kg("extract", beside, "--as", "stories")
    assert again.out == done.out


def test_extract_is_the_same_for_any_hash_seed_and_any_number_of_workers() -> None:
    def extracted(seed: str, workers: str) -> str:
        sources = [str(RESILIENCE), str(stories_folder() / "wire-items.jsonl")]
        command = [sys.executable, "-m", "kg", "extract", *sources, "--workers", workers]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
        return done.stdout

    first = extracted("1", "1")
    assert first.count("\n") > 20
    assert extracted("2", "2") == first


def test_a_hostile_story_reaches_the_terminal_as_text(kg: Kg, own_data: Path, tmp_path: Path) -> None:
    source = tmp_path / "\x1b]0;owned\x07[red]hostile.txt"
    source.write_text(HOSTILE)
    loaded = kg("load", source, "--id", "hostile", "--data", own_data)
    assert loaded.status == 0, loaded.err
    table = kg("query", "MATCH (s:Story) RETURN s.text, s.title, s.source", "--format", "table", "--data", own_data)
    shown = kg("ask", "What landed on the Moon?", "--data", own_data)
    for done in (loaded, table, shown):
        assert "\x1b" not in done.out + done.err
    assert "[bold]x[/bold]" in table.out
    page = tmp_path / "page.html"
    kg("ask", "What landed on the Moon?", "-o", page, "--data", own_data)
    assert "<script>alert(1)" not in page.read_text()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cluster", "local", "--workers", "2"), "give one of the two"),
        (("--cluster", "local", "--reader", "llm"), "--cluster: a language model is asked from here alone"),
    ],
)
def test_a_cluster_reads_alone(kg: Kg, own_data: Path, options: tuple[str, ...], told: str) -> None:
    done = kg("load", RESILIENCE, *options, "--data", own_data)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


def test_the_files_for_the_import_tool_need_a_folder_of_their_own(kg: Kg, own_data: Path, tmp_path: Path) -> None:
    kg("load", RESILIENCE, "--data", own_data)
    folder = tmp_path / "files"
    done = kg("export", "--format", "neo4j-import", "-o", folder, "--data", own_data)
    assert done.status == 0, done.err
    assert done.out.endswith("in it run: neo4j-admin database import full neo4j @arguments\n")
    assert {"Claim.csv", "Entity.csv", "Story.csv", "arguments"} <= {path.name for path in folder.iterdir()}
    again = kg("export", "--format", "neo4j-import", "-o", folder, "--data", own_data)
    assert (again.status, again.err) == (1, f"kg: {folder}: is not empty; name a new folder\n")
    more = tmp_path / "more"
    partial = (("--about", "Moon"), ("--at", "2024"), ("--as-known", "2024"))
    for wrong in ((), *(("-o", more, *some) for some in partial)):
        done = kg("export", "--format", "neo4j-import", *wrong, "--data", own_data)
        assert done.status == 2
        assert "name it by -o, and nothing else" in done.err
    assert not more.exists()
