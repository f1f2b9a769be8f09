"""The whole way from annotated stories to a component that reads; needs the `train` extra, which no other test does."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.extract.trained import TrainedReader
from kg.extract.trained.component import FILES, LOWER, PIECES, UPPER, WEIGHTS, shipped
from kg.model import Story

pytest.importorskip("torch", reason="training needs the train extra")
pytest.importorskip("onnx", reason="training needs the train extra")
encoder = pytest.importorskip("kg.extract.training.encoder", reason="training needs the train extra")
export = pytest.importorskip("kg.extract.training.export", reason="training needs the train extra")
graph = pytest.importorskip("kg.extract.training.graph", reason="training needs the train extra")
from_files = pytest.importorskip("kg.extract.training.shipped", reason="training needs the train extra")

ROOT = Path(__file__).parents[3]
STORY = """@story {name}
@published 2027-03-04
@title [Kestrel]{{c1 Company}} loses [Plover]{{l1 Lander}}
  > l1 OPERATED_BY c1

[Kestrel]{{c1}} said [its lander]{{l1~}}, launched on 5 January, fell silent above [the Moon]{{p1 CelestialBody}}.
  > l1 OPERATED_BY c1
  > l1 LAUNCH_DATE "2027-01-05"
@end
"""


def test_a_component_is_trained_written_and_read(tmp_path: Path) -> None:
    corpus, output = tmp_path / "corpus", tmp_path / "model"
    corpus.mkdir()
    names = ("adverse-001", "adverse-008", "crew-003")  # two to learn from, one to choose by
    (corpus / "all.txt").write_text("".join(STORY.format(name=name) for name in names), encoding="utf-8")
    folders = ["--corpus", str(corpus), "--output", str(output), "--checkpoints", str(tmp_path / "checkpoints")]
    done = subprocess.run(
        [sys.executable, "-m", "kg.extract.training", *folders, "--epochs", "2", "1", "--paces", "1", "0.5"],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "epoch 2: tags" in done.stderr
    assert "LAUNCH_DATE" in done.stderr
    assert {path.name for path in output.iterdir()} == set(FILES)
    reader = TrainedReader.load(output)
    assert reader is not None
    text = "Kestrel flies."
    assert len(reader.encode(Story("trial", text), [(0, len(text))]).types([(0, 7)])) == 1


def test_what_ships_is_the_same_once_it_is_stored_again(tmp_path: Path) -> None:
    """So that training can go on from it."""
    folder = shipped()
    assert folder is not None
    parameters, pieces = from_files.parameters_of(folder)
    assert pieces == (folder / PIECES).read_text(encoding="utf-8").split("\n")
    for name, layers in ((LOWER, encoder.LOWER), (UPPER, encoder.UPPER)):
        made = graph.build(parameters, layers).SerializeToString(deterministic=True)
        assert made == gzip.decompress((folder / name).read_bytes())
    export.write_weights(parameters, tmp_path / WEIGHTS)
    with np.load(tmp_path / WEIGHTS) as written, np.load(folder / WEIGHTS) as stored:
        assert written.files == stored.files
        assert all(np.array_equal(written[name], stored[name]) for name in stored.files)
