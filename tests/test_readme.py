"""Every command and every program in the README is run, in their order, as a reader would run them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg import store

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for language, text in BLOCKS if language == "bash" for line in text.splitlines()]
PROGRAMS = [text for language, text in BLOCKS if language == "python"]


class Place:
    """A folder as a reader has it: the examples at hand, `kg` on the path, a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "home"
        shutil.copytree(ROOT / "examples", folder / "examples")
        binaries = Path(sys.executable).parent
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J", "KG_", "PYTHON"))}
        self.environment: Mapping[str, str] = kept | {
            "KG_HOME": str(self.data),
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = Place(tmp_path_factory.mktemp("readme"))
    yield made
    store.stop(made.data)


def test_all_code_is_of_a_kind_that_is_run() -> None:
    assert {language for language, _ in BLOCKS} == {"bash", "python"}
    assert {line.split()[0] for line in COMMANDS} == {"make", "kg"}


def test_every_make_command_is_a_target() -> None:
    """`make test` is what runs this; each target is planned, not run."""
    for command in (line for line in COMMANDS if line.startswith("make ")):
        subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, check=True, capture_output=True, timeout=30)


def test_the_commands_run_in_their_order(place: Place) -> None:
    for command in (line for line in COMMANDS if line.startswith("kg ")):
        printed = place.run("bash", "-c", command)
        if command.startswith("kg ask"):
            assert "[1]" in printed, f"{command}: {printed}"
    made = {path.name for path in place.folder.iterdir() if path.is_file()}
    assert {"answer.html", "resilience.html", "stories.jsonl", "claims.jsonl", "space.ttl", "nasa.csv"} <= made


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_programs_run(place: Place, program: str) -> None:
    printed = place.run(sys.executable, "-c", program)
    assert "stories," in printed
    assert (place.folder / "space.ttl").stat().st_size > 1000


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_is_told_of() -> None:
    from kg.cli.application import application

    named = {command.callback.__name__ for command in application.registered_commands if command.callback}
    assert {name for name in named if f"kg {name}" not in README and f"make {name}" not in README} == set()
