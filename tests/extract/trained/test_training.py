"""The whole way from annotated stories to a component that reads; needs the `train` extra, which no other test does."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.evaluate.corpus import read
from kg.extract.trained import TrainedReader
from kg.extract.trained.component import FILES, LOWER, PIECES, UPPER, WEIGHTS, shipped
from kg.extract.trained.features import index
from kg.extract.trained.pieces import Tokeniser
from kg.model import Story
from ontology.gazetteer import gazetteer

pytest.importorskip("torch", reason="training needs the train extra")
pytest.importorskip("onnx", reason="training needs the train extra")
encoder = pytest.importorskip("kg.extract.training.encoder", reason="training needs the train extra")
export = pytest.importorskip("kg.extract.training.export", reason="training needs the train extra")
graph = pytest.importorskip("kg.extract.training.graph", reason="training needs the train extra")
from_files = pytest.importorskip("kg.extract.training.shipped", reason="training needs the train extra")
network = pytest.importorskip("kg.extract.training.network", reason="training needs the train extra")
side_by_side = pytest.importorskip("kg.extract.training.side_by_side", reason="training needs the train extra")
trainer = pytest.importorskip("kg.extract.training.trainer", reason="training needs the train extra")
examples = pytest.importorskip("kg.extract.training.examples", reason="training needs the train extra")

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

WAIT = "[Kestrel]{c1} waited for %d more weeks at a quiet launch site by the sea.\n"
LONG = (  # of several windows
    "@story two\n@published 2027-03-04\n@title [Kestrel]{c1 Company} waits\n\n"
    + "".join(WAIT % number for number in range(2, 42))
    + "@end\n"
)


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


def test_stories_learnt_side_by_side_lose_what_each_loses_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An accelerator fills windows up to one length and takes the stories of a batch together."""
    folder = shipped()
    assert folder is not None
    parameters, pieces = from_files.parameters_of(folder)
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    preparer = trainer.Preparer(Tokeniser(vocabulary), index(gazetteer()))
    (tmp_path / "all.txt").write_text(STORY.format(name="one") + LONG, encoding="utf-8")
    tasks = [
        network.Task(preparer.prepare(examples.example_of(annotated)), own_types=True, own_spans=True)
        for annotated in read(tmp_path)
    ]
    # not in eight bits: a difference in the last place would move whole steps there
    still = network.Network.of(parameters, vocabulary, 0.0)
    alone = [still.losses(task) for task in tasks]
    monkeypatch.setattr(network, "run_windows", side_by_side.run_together)
    together = still.losses_of(tasks)
    for one, other in zip(alone, together, strict=True):
        found = [(float(value), float(same)) for value, same in zip(*map(trainer.columns, (one, other)), strict=True)]
        assert all(value == pytest.approx(same, abs=1e-3) for value, same in found)
        assert any(value > 0 for value, _ in found)
