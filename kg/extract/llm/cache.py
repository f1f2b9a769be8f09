"""Answers kept on disk, so that reading the same story again costs nothing and gives the same claims.

One file an answer, named by a hash of the model, the prompt and the story's text. What is read from here is trusted no
more than what comes from the model: it passes the same gates.
"""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KgError, ReadingStopped
from kg.extract.llm.answer import is_answer
from kg.extract.llm.completion import Message

# Part of each key: a change of what is kept makes old answers strangers.
FORM = 1


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """Answers, as parsed JSON objects, in a folder. An answer that repeats the `secret` is not kept."""

    folder: Path
    secret: str = field(default="", repr=False)

    @classmethod
    def open(cls, folder: Path, *, secret: str = "") -> "AnswerCache":
        """Raises `KgError` where the folder cannot be written: an answer that is paid for must not get lost."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise KgError(f"{folder}: cannot be written: {error.strerror}; name another --llm-cache") from None
        return cls(folder, secret)

    def find(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key; None where there is none, or none that can be read."""
        try:
            kept = json.loads(self.path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return kept if is_answer(kept) else None

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Write an answer whole or not at all. Raises `ReadingStopped` where the disk refuses it."""
        path = self.path(key)
        if self.secret and self.secret in json.dumps(answer, ensure_ascii=False):
            return
        try:
            path.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", delete=False) as file:
                json.dump(answer, file, sort_keys=True)
            Path(file.name).replace(path)
        except OSError as error:
            raise ReadingStopped(
                f"{path}: cannot be written: {error.strerror}; free the disk or name another --llm-cache"
            ) from None

    def path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"


def key_of(model: str, messages: Sequence[Message]) -> str:
    """The key of an answer; the messages hold both the prompt and the story's text."""
    material = json.dumps([FORM, model, [dict(sorted(message.items())) for message in messages]])
    return hashlib.sha256(material.encode()).hexdigest()
