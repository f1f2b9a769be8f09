"""The component that ships: whole, small, the same on every run, and right on plain sentences."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ExtractError
from kg.extract.trained import Encoded, TrainedReader
from kg.extract.trained.component import FILES, SETTINGS, shipped
from kg.model import Story

TEXT = "Houston-based Larkspur Dynamics launched its lander Bluethroat on a Falcon 9 from Cape Canaveral on 3 March."
LIMIT = 25_000_000  # bytes


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    found = TrainedReader.load()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def encoded(reader: TrainedReader) -> Encoded:
    return reader.encode(Story("trial", TEXT), [(0, len(TEXT))])


def spans(*words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


def test_the_files_are_small() -> None:
    folder = shipped()
    assert folder is not None
    assert sum((folder / name).stat().st_size for name in FILES) <= LIMIT


def test_names_that_no_list_holds_are_found_and_typed(encoded: Encoded) -> None:
    found = {TEXT[mention.start : mention.end]: mention.type for mention in encoded.mentions() if mention.named}
    assert found["Larkspur Dynamics"] == "Company"
    assert found["Bluethroat"] == "Lander"
    assert found["Houston"] == "City"


@pytest.mark.parametrize(
    ("subject", "predicate", "target"),
    [
        ("Larkspur Dynamics", "HEADQUARTERED_IN", "Houston"),
        ("Bluethroat", "LAUNCHED_ON", "Falcon 9"),
        ("Bluethroat", "LAUNCHED_FROM", "Cape Canaveral"),
    ],
)
def test_relations_of_a_plain_sentence(encoded: Encoded, subject: str, predicate: str, target: str) -> None:
    words = ["Houston", "Larkspur Dynamics", "Bluethroat", "Falcon 9", "Cape Canaveral"]
    types = ["City", "Company", "Lander", "LaunchVehicle", "LaunchSite"]
    found = {
        (words[one.subject], one.predicate, words[one.object])
        for one in encoded.claims(spans(*words), types, [], (), 0.5).relations
    }
    assert (subject, predicate, target) in found


def test_the_date_of_a_launch(encoded: Encoded) -> None:
    best = max(encoded.claims(spans("Bluethroat"), ["Lander"], spans("3 March")).dates, key=lambda one: one.probability)
    assert best.predicate == "LAUNCH_DATE"


def test_scores_do_not_depend_on_the_hash_seed_or_on_the_process() -> None:
    script = (
        "from kg.extract.trained import TrainedReader; from kg.model import Story\n"
        f"text = {TEXT!r}\n"
        "encoded = TrainedReader.load().encode(Story('trial', text), [(0, len(text))])\n"
        "print(encoded.mentions(), encoded.vectors.sum().round(2))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}, timeout=60
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout


def test_a_stranger_before_changes_nothing(reader: TrainedReader, encoded: Encoded) -> None:
    reader.encode(Story("other", "A stranger. " * 300), [(0, 3599)])
    again = reader.encode(Story("trial", TEXT), [(0, len(TEXT))])
    assert np.array_equal(again.vectors, encoded.vectors)


def test_a_broken_component_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text("{}", encoding="utf-8")
    with pytest.raises(ExtractError, match="not whole"):
        TrainedReader.load(tmp_path)
