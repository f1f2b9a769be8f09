"""`kg export --format archive` and `kg load` of it."""

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Kg

KG = (sys.executable, "-m", "kg")


def test_a_graph_is_backed_up_and_restored(kg: Kg, data: Path, own_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "backups" / "space.zip"
    done = kg("export", "--format", "archive", "-o", path, "--data", data)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{path}: {path.stat().st_size} bytes; kg load makes the same graph of it\n"

    done = kg("load", path, "--dry-run", "--data", own_data)
    assert re.match(r"3 stories \(dry run, nothing written\), \d+ claims, \d+ entities, 0 rejected, ", done.out)
    assert not own_data.exists()
    done = kg("load", path, "--data", own_data)
    assert re.match(r"3 stories \(3 new\), \d+ claims, \d+ entities, 0 rejected, ", done.out)
    for form in ("turtle", "csv"):
        exported = [kg("export", "--format", form, "--data", folder).out for folder in (data, own_data)]
        assert exported[0] == exported[1] != ""


def test_a_pipe_takes_the_archive_of_one_graph_to_another(data: Path, own_data: Path) -> None:
    made = subprocess.run([*KG, "export", "--format", "archive", "--data", data], capture_output=True, check=True)
    command = [*KG, "load", "-", "--data", own_data]
    loaded = subprocess.run(command, input=made.stdout, capture_output=True, check=True)
    assert loaded.stdout.startswith(b"3 stories (3 new), ")
    again = [*KG, "export", "--format", "archive", "--data", own_data]
    assert subprocess.run(again, capture_output=True, check=True).stdout == made.stdout


def test_what_is_no_archive_and_what_is_no_backup_is_said_in_one_line(kg: Kg, data: Path, tmp_path: Path) -> None:
    done = kg("export", "--format", "archive", "--about", "NASA", "-o", tmp_path / "x.zip", "--data", data)
    assert (done.status, done.out) == (2, "")
    assert done.err == "kg: archive: holds the whole graph as it is; leave the other options out\n"
    path = tmp_path / "x.zip"
    kg("export", "--format", "archive", "-o", path, "--data", data)
    done = kg("extract", path)
    assert (done.status, done.out) == (1, "")
    assert done.err == f"kg: rejected {path}: is the archive of a graph; restore it with kg load, without --id\n"
    path.write_bytes(path.read_bytes()[:-30])
    done = kg("load", path, "--dry-run")
    assert done.err == f"kg: rejected {path}: is no ZIP archive, or cut off; get the whole of it again\n"
