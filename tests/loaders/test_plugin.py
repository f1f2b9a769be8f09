"""A format of another package, as `examples/mbox_format` shows it: installed beside the project, not into it."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "mbox_format"
SAMPLE = EXAMPLE / "releases.mbox"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package in it, as an installer would put it: its module and its metadata."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(EXAMPLE, folder / "source")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheels")]
    subprocess.run(build, cwd=folder / "source", check=True, capture_output=True)
    (wheel,) = (folder / "wheels").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def kg(site: Path | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J", "KG_", "PYTHON"))}
    environment = kept | ({"PYTHONPATH": str(site)} if site else {})
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_without_the_package_the_format_is_unknown() -> None:
    done = kg(None, "load", "--dry-run", str(SAMPLE))
    assert done.returncode == 1
    assert "is in no known format" in done.stderr


def test_the_sample_is_extracted(site: Path, tmp_path: Path) -> None:
    done = kg(site, "extract", str(SAMPLE), "--stories", str(tmp_path / "stories.jsonl"))
    stories = [json.loads(line) for line in (tmp_path / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["outlet"], one["published"], one["title"]) for one in stories] == [
        ("Sternula Press Office", "2031-06-05", "Sternula launches Ternsat-4 on a Falcon 9"),
        ("Larus Works", "2031-06-06", "Larus Works builds the lander Fulmar\N{NON-BREAKING HYPHEN}3"),
    ]
    assert stories[0]["text"].endswith("\n\nFrom its orbit the satellite will track ships in the Arctic.")
    assert "of Århus is building" in stories[1]["text"]
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    said = {(one["subject"]["name"], one["predicate"], one.get("object", {}).get("name")) for one in claims}
    assert ("Ternsat-4", "LAUNCHED_ON", "Falcon 9") in said


def test_the_sample_is_loaded_and_what_is_no_text_is_said_in_one_line(site: Path) -> None:
    done = kg(site, "load", "--dry-run", str(SAMPLE))
    assert done.returncode == 1
    assert "2 stories" in done.stdout + done.stderr
    assert f"{SAMPLE}: message 3: has no plain text" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Dear all,\n", "is no mailbox"),
        (b"From a\nSubject: b\n\n" + b"word " * 300_000, "message 1: is longer than 1,000,000 bytes"),
        (b"From a\nDate: soon\nContent-Type: text/plain; charset=none\n\nText\n", "message 1: cannot be read"),
        (b"From a\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 5000, "message 1: "),
    ],
)
def test_broken_mailboxes(site: Path, tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "inbox.mbox").write_bytes(data)
    done = kg(site, "extract", str(tmp_path / "inbox.mbox"))
    (line,) = done.stderr.splitlines()
    assert f"inbox.mbox: {reason}" in line
    assert "report it" not in line


def test_a_package_whose_loader_cannot_be_imported_leaves_the_other_formats_alone(site: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(site, tmp_path / "site")
    (broken / "space_kg_mbox.py").write_text("import a_library_that_is_not_there\n", encoding="utf-8")
    (tmp_path / "story.txt").write_text("The tug Lark left Earth.\n", encoding="utf-8")
    assert kg(broken, "load", "--dry-run", str(tmp_path / "story.txt")).returncode == 0
    for arguments in (["--as", "mbox"], []):
        done = kg(broken, "load", "--dry-run", *arguments, str(SAMPLE))
        (line,) = done.stderr.splitlines()
        assert "mbox: its loader space_kg_mbox:MboxLoader does not work (ModuleNotFoundError" in line
