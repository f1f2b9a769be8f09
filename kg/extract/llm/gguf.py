"""A language model in a GGUF file, run in this process by llama.cpp, as `xllamacpp` brings it where that is installed.

That library, unlike llama-cpp-python, has wheels of llama.cpp for Linux, macOS and Windows on PyPI (MIT).
"""

import hashlib
import os
import secrets
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
    """A loaded model. `server` is an `xllamacpp.Server`, or whatever has its `handle_chat_completions`."""

    path: Path
    identity: str
    server: Any

    @classmethod
    def open(cls, path: Path) -> "LocalModel":
        """Load the file; seconds, and as much memory as it is large. Raises `WrongArgument`, `KgError`."""
        if not path.is_file():
            raise WrongArgument(f"{path}: no such file; --llm-model names a *.gguf file or a model of an endpoint")
        return cls(path, identity_of(path), load(path))

    @property
    def name(self) -> str:
        return self.path.stem

    def complete(self, messages: Sequence[Message]) -> Completion:
        """Answer the messages. Raises `NoAnswer` where the model refuses them, as for a story that is too long."""
        asked = {
            "messages": [dict(message) for message in messages],
            "response_format": {"type": "json_object"},
            "temperature": 0.0,
            "seed": 0,
            "max_tokens": ANSWER_TOKENS,
        }
        try:
            answer = self.server.handle_chat_completions(asked)
        except (ValueError, RuntimeError, MemoryError) as error:
            raise self.refused(str(error)) from None
        if isinstance(answer, dict) and "error" in answer:
            raise self.refused(str(answer["error"].get("message") if isinstance(answer["error"], dict) else ""))
        return completion_of(answer, messages)

    def refused(self, reason: str) -> NoAnswer:
        told = " ".join(reason.split())[:200]
        return NoAnswer(f"{self.path.name}: the model cannot answer ({told}); try a shorter story")

    def close(self) -> None:
        self.server = None  # which frees the model


def load(path: Path) -> Any:
    try:
        from xllamacpp import CommonParams, Server
    except ImportError:
        raise KgError(
            f"{path}: a GGUF model needs xllamacpp, which is not installed; run: pip install xllamacpp"
        ) from None
    settings = CommonParams()
    settings.model.path = str(path)
    settings.n_ctx, settings.n_parallel = CONTEXT_TOKENS, 1
    settings.verbosity = -1
    # more threads than cores that this process may use wait for each other without end (llama.cpp, issue 10397)
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = cores()
    # the library listens on a port of this machine too: nobody else shall use it
    settings.api_keys = [secrets.token_urlsafe(32)]
    settings.cors_origins = ""
    settings.ui = settings.endpoint_slots = settings.endpoint_props = False
    try:
        return Server(settings)
    except (ValueError, RuntimeError, OSError, MemoryError) as error:
        reason = " ".join(str(error).split())[:200]
        raise KgError(f"{path}: cannot be loaded as a GGUF model ({reason}); name another file") from None


def cores() -> int:
    """How many processors this process may use: less than there are in a container or under `taskset`."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def identity_of(path: Path) -> str:
    """What tells a model's file from another of its name: its size and a hash of its ends."""
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(END_BYTES))
        file.seek(max(0, size - END_BYTES))
        digest.update(file.read(END_BYTES))
    return f"{path.name}:{size}:{digest.hexdigest()}"
