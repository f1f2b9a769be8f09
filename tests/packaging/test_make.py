"""What the README promises of `make` is there, and says what it does."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TARGETS = ("install", "demo", "test", "test-all", "lint", "format", "bench", "lock", "clean", "help")


def make(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run make as from a shell, whatever make runs the tests."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=30
    )


def test_help_lists_every_target() -> None:
    done = make("--no-print-directory", "help")
    assert tuple(sorted(line.split()[1] for line in done.stdout.splitlines())) == tuple(sorted(TARGETS))


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_can_be_planned(target: str) -> None:
    assert make("--dry-run", target).returncode == 0


def test_ci_runs_the_linters_and_the_command_of_the_readme() -> None:
    commands = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in commands if line.startswith("make ")] == ["make lint", "make test"]
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_missing_command_is_named_with_what_to_install() -> None:
    """Not as root, nothing is installed: one line says what to install by hand."""
    script = (
        f'id() {{ echo 1000; }}; export -f id; exec "{ROOT}/.ci/need" "Tests in a browser" chromium no-such-command'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert re.search(r"Tests in a browser need no-such-command\. .*apt-get install chromium", done.stderr)
    assert done.stderr.count("\n") == 1


def test_a_command_that_is_there_is_not_installed_again() -> None:
    done = subprocess.run(
        [ROOT / ".ci" / "need", "Tests", "package", "no-such-command", "bash"],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
