"""A model in a GGUF file: with a fake of the library, and (`long`) a real tiny file by the real llama.cpp."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from kg.errors import KgError, WrongArgument
from kg.extract.llm import ModelReader, Settings
from kg.extract.llm.completion import NoAnswer
from kg.extract.llm.gguf import LocalModel, cores
from kg.extract.llm.prompt import example
from kg.model import Reading, Story

REAL = """
import json, sys
from pathlib import Path
from kg.extract.llm.gguf import LocalModel
model = LocalModel.open(Path(sys.argv[1]))
print(model.complete([{"role": "user", "content": "Hello"}]).text, flush=True)
"""


class Server:
    """What the library would start: answers the prompt's example, and refuses a story that is too long."""

    def __init__(self, settings: Any) -> None:
        if Path(settings.model.path).read_bytes()[:4] != b"GGUF":
            raise RuntimeError("Failed to init server, please check the input params.")
        assert settings.api_keys, "the library listens on a port: nobody else shall use it"
        assert settings.cpuparams.n_threads == settings.cpuparams_batch.n_threads == cores()
        self.asked: list[dict[str, Any]] = []

    def handle_chat_completions(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(asked)
        if len(asked["messages"][-1]["content"]) > 5000:
            return {"error": {"code": 400, "message": "request (30000 tokens) exceeds the available context size"}}
        message = {"content": json.dumps(example()["answer"])}
        return {"choices": [{"message": message}], "usage": {"prompt_tokens": 50, "completion_tokens": 20}}


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("xllamacpp")
    module.Server = Server  # type: ignore[attr-defined]
    module.CommonParams = lambda: SimpleNamespace(  # type: ignore[attr-defined]
        model=SimpleNamespace(), cpuparams=SimpleNamespace(), cpuparams_batch=SimpleNamespace()
    )
    monkeypatch.setitem(sys.modules, "xllamacpp", module)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "Tiny-1B.Q4.gguf"
    file.write_bytes(b"GGUF" + bytes(100))
    return file


@pytest.mark.usefixtures("library")
def test_a_story_is_read_by_the_file(path: Path, story: Story, tmp_path: Path, sound: Any) -> None:
    reader = ModelReader.open(Settings(str(path), tmp_path / "cache"))
    reading: Reading = reader.read(story)
    sound(reading)
    assert {claim.rule for claim in reading.claims} == {"llm:Tiny-1B.Q4"}
    assert (reader.account.tokens_in, reader.account.tokens_out) == (50, 20)
    model = reader.model
    assert isinstance(model, LocalModel)
    (asked,) = model.server.asked
    assert (asked["temperature"], asked["seed"], asked["response_format"]) == (0.0, 0, {"type": "json_object"})
    reader.close()
    assert model.server is None


@pytest.mark.usefixtures("library")
def test_a_story_that_is_too_long_for_the_model_is_said_to_be(path: Path, tmp_path: Path) -> None:
    reader = ModelReader.open(Settings(str(path), tmp_path / "cache"))
    with pytest.raises(NoAnswer, match=r"Tiny-1B.Q4.gguf: the model cannot answer \(request \(30000 tokens"):
        reader.read(Story("long", "Words and words. " * 1000))


@pytest.mark.usefixtures("library")
def test_another_file_of_the_same_name_is_another_model(path: Path) -> None:
    first = LocalModel.open(path).identity
    assert LocalModel.open(path).identity == first
    path.write_bytes(b"GGUF" + bytes(99) + b"x")
    assert LocalModel.open(path).identity != first


@pytest.mark.usefixtures("library")
def test_what_is_no_model_is_refused(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"text")
    with pytest.raises(KgError, match="cannot be loaded as a GGUF model"):
        LocalModel.open(path)
    with pytest.raises(WrongArgument, match="no such file"):
        LocalModel.open(tmp_path / "none.gguf")


def test_a_missing_library_is_one_line_that_says_how_to_get_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(KgError, match=r"run: pip install xllamacpp$"):
        LocalModel.open(path)


@pytest.mark.long
def test_a_real_file_answers_by_the_real_library(tmp_path: Path) -> None:
    """In a process of its own: its threads and those of other tests may wait for each other."""
    from tests.extract.llm.gguf_files import write_model

    model = write_model(tmp_path / "tiny.gguf", '{"entities": [], "claims": []}')
    done = subprocess.run(
        [sys.executable, "-c", REAL, str(model)], capture_output=True, text=True, timeout=120, check=False
    )
    assert json.loads(done.stdout) == {"entities": [], "claims": []}, done.stderr[-2000:]
