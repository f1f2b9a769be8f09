"""A model in a GGUF file: real files of a tiny model, run by the real llama.cpp.

Its threads and those of the reader's own libraries may wait for each other in one process, which no user's is: these
tests run in one of their own (`ALONE`).
"""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, WrongArgument
from kg.extract.llm import ModelReader, Settings
from kg.extract.llm.completion import NoAnswer
from kg.extract.llm.gguf import LocalModel
from kg.extract.llm.prompt import example
from kg.model import Reading, Story
from tests.extract.llm.gguf_files import write_model

ALONE = "KG_TEST_ALONE"
alone = pytest.mark.skipif(os.environ.get(ALONE) != "1", reason="runs within test_all_in_a_process_of_their_own")


@pytest.mark.skipif(os.environ.get(ALONE) == "1", reason="runs the others")
def test_all_in_a_process_of_their_own() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", __file__]
    done = subprocess.run(command, env={**os.environ, ALONE: "1"}, capture_output=True, text=True, timeout=150)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout or done.stdout.count(".") > 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_model(tmp_path / "Tiny-1B.Q4.gguf", json.dumps(example()["answer"]))


@alone
def test_a_story_is_read_by_the_file(path: Path, story: Story, tmp_path: Path, sound: Any) -> None:
    reader = ModelReader.open(Settings(str(path), tmp_path / "cache"))
    reading: Reading = reader.read(story)
    sound(reading)
    assert {claim.rule for claim in reading.claims} == {"llm:Tiny-1B.Q4"}
    assert reader.account.tokens_in > len(story.text)  # each byte is a token
    assert reader.account.tokens_out == 2
    reader.close()


@alone
def test_a_story_that_is_too_long_for_the_model_is_said_to_be(path: Path, tmp_path: Path) -> None:
    reader = ModelReader.open(Settings(str(path), tmp_path / "cache"))
    with pytest.raises(NoAnswer, match=r"Tiny-1B.Q4.gguf: the model cannot answer \(request \(\d+ tokens\) exceeds"):
        reader.read(Story("long", "Words and words. " * 2000))


@alone
def test_what_answers_in_another_form_gives_no_reading(story: Story, tmp_path: Path) -> None:
    path = write_model(tmp_path / "babbler.gguf", '{"answer": "I cannot say"}')
    reader = ModelReader.open(Settings(str(path), tmp_path / "cache"))
    with pytest.raises(
        NoAnswer, match="babbler: the language model answered twice with no lists of entities and claims"
    ):
        reader.read(story)


@alone
def test_nobody_else_can_use_the_model(path: Path) -> None:
    """The library listens on the loopback address besides."""
    model = LocalModel.open(path)
    asked = urllib.request.Request(
        f"{model.server.listening_address}/v1/chat/completions",
        data=json.dumps({"messages": [{"role": "user", "content": "Hello"}]}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(asked, timeout=20)
    model.close()


@alone
def test_another_file_of_the_same_name_is_another_model(path: Path) -> None:
    first = LocalModel.open(path).identity
    assert LocalModel.open(path).identity == first
    write_model(path, "{}")
    assert LocalModel.open(path).identity != first


@alone
def test_what_is_no_model_is_refused(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"text")
    with pytest.raises(KgError, match="cannot be loaded as a GGUF model"):
        LocalModel.open(path)
    with pytest.raises(WrongArgument, match="no such file"):
        LocalModel.open(tmp_path / "none.gguf")


@alone
def test_a_missing_library_is_one_line_that_says_how_to_get_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(KgError, match=r"run: pip install xllamacpp$"):
        LocalModel.open(path)
