"""A language model in a GGUF file, run in this process by `llama-cpp-python` where that is installed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError, WrongArgument
from kg.extract.llm.completion import ANSWER_TOKENS, Completion, Message, NoAnswer, completion_of

# Room for the prompt (about 6,000 tokens), a long story and its answer.
CONTEXT_TOKENS = 24_576
# As much of a file's both ends as tells models apart without reading gigabytes.
END_BYTES = 1_048_576


@dataclass(slots=True)
class LocalModel:
    """A loaded model. `llama` is a `llama_cpp.Llama`, or whatever has its `create_chat_completion`."""

    path: Path
    identity: str
    llama: Any

    @classmethod
    def open(cls, path: Path) -> "LocalModel":
        """Load the file; seconds, and as much memory as it is large. Raises `WrongArgument`, `KgError`."""
        if not path.is_file():
            raise WrongArgument(f"{path}: no such file; --llm-model names a *.gguf file or a model of an endpoint")
        return cls(path, identity_of(path), load_llama(path))

    @property
    def name(self) -> str:
        return self.path.stem

    def complete(self, messages: Sequence[Message]) -> Completion:
        """Answer the messages. Raises `NoAnswer` where the model refuses them, as for a story that is too long."""
        try:
            answer = self.llama.create_chat_completion(
                messages=[dict(message) for message in messages],
                response_format={"type": "json_object"},
                temperature=0.0,
                seed=0,
                max_tokens=ANSWER_TOKENS,
            )
        except (ValueError, RuntimeError, MemoryError) as error:
            reason = " ".join(str(error).split())[:200]
            raise NoAnswer(f"{self.path.name}: the model cannot answer ({reason}); try a shorter story") from None
        return completion_of(answer, messages)

    def close(self) -> None:
        close = getattr(self.llama, "close", None)
        if close is not None:
            close()


def load_llama(path: Path) -> Any:
    try:
        from llama_cpp import Llama
    except ImportError:
        raise KgError(
            f"{path}: a GGUF model needs llama-cpp-python, which is not installed; run: pip install llama-cpp-python"
        ) from None
    try:
        return Llama(model_path=str(path), n_ctx=CONTEXT_TOKENS, seed=0, verbose=False)
    except (ValueError, RuntimeError, OSError, MemoryError) as error:
        reason = " ".join(str(error).split())[:200]
        raise KgError(f"{path}: cannot be loaded as a GGUF model ({reason}); name another file") from None


def identity_of(path: Path) -> str:
    """What tells a model's file from another of its name: its size and a hash of its ends."""
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(END_BYTES))
        file.seek(max(0, size - END_BYTES))
        digest.update(file.read(END_BYTES))
    return f"{path.name}:{size}:{digest.hexdigest()}"
