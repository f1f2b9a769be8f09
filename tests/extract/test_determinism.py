"""The same stories give the same bytes: under any hash seed, in any order, by one process or two."""

import os
import subprocess
import sys
from pathlib import Path

from kg.extract import Reader
from kg.model import Story

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "stories"


def extracted(seed: int, *options: str) -> bytes:
    """What `kg extract` prints for the example stories."""
    command = [sys.executable, "-m", "kg", "extract", *options, str(EXAMPLES)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout


def test_same_bytes_under_any_hash_seed_and_number_of_workers() -> None:
    first = extracted(0)
    assert first.count(b"\n") > 100
    assert extracted(1) == first
    assert extracted(4242, "--workers", "2") == first


def test_a_storys_claims_depend_on_it_alone(reader: Reader, examples: tuple[Story, ...]) -> None:
    forwards = {story.id: reader.read(story) for story in examples[:6]}
    backwards = {story.id: reader.read(story) for story in reversed(examples[:6])}
    assert forwards == backwards
