"""A model in a GGUF file, with a fake in the place of llama-cpp-python."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.errors import KgError, WrongArgument
from kg.extract.llm import ModelReader, Settings
from kg.extract.llm.completion import NoAnswer
from kg.extract.llm.gguf import LocalModel
from kg.extract.llm.prompt import example
from kg.model import Reading, Story


class Llama:
    """What the library would load: answers the prompt's example, and refuses a story that is too long."""

    def __init__(self, model_path: str, n_ctx: int, seed: int, verbose: bool) -> None:
        if Path(model_path).read_bytes()[:4] != b"GGUF":
            raise ValueError(f"Failed to load model from file: {model_path}")
        self.asked: list[dict[str, Any]] = []
        self.closed = False

    def create_chat_completion(self, **asked: Any) -> dict[str, Any]:
        self.asked.append(asked)
        if len(asked["messages"][-1]["content"]) > 5000:
            raise ValueError("Requested tokens (30000) exceed context window of 24576")
        message = {"content": json.dumps(example()["answer"])}
        return {"choices": [{"message": message}], "usage": {"prompt_tokens": 50, "completion_tokens": 20}}

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("llama_cpp")
    module.Llama = Llama  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "llama_cpp", module)


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
    (asked,) = model.llama.asked
    assert (asked["temperature"], asked["seed"], asked["response_format"]) == (0.0, 0, {"type": "json_object"})
    reader.close()
    assert model.llama.closed


@pytest.mark.usefixtures("library")
def test_a_story_that_is_too_long_for_the_model_is_said_to_be(path: Path, tmp_path: Path) -> None:
    reader = ModelReader.open(Settings(str(path), tmp_path / "cache"))
    with pytest.raises(NoAnswer, match=r"Tiny-1B.Q4.gguf: the model cannot answer \(Requested tokens"):
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
    monkeypatch.setitem(sys.modules, "llama_cpp", None)
    with pytest.raises(KgError, match=r"run: pip install llama-cpp-python$"):
        LocalModel.open(path)
