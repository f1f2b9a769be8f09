"""The seam to a language model: messages go in, a text and its cost in tokens come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kg.errors import ExtractError

Message = Mapping[str, str]
# The longest answer asked for, in tokens: about a hundred claims.
ANSWER_TOKENS = 8192
# Letters of English a token, where an endpoint does not count.
LETTERS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered. `tokens_in` and `tokens_out` are its own counts, or, with `estimated`, by length."""

    text: str
    tokens_in: int
    tokens_out: int
    estimated: bool = False


class NoAnswer(ExtractError):
    """The model gave no answer on this story; another story may fare better."""


class LanguageModel(Protocol):
    """Whatever completes a chat. `name` goes into the rule of claims, `identity` into the key of the cache."""

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str: ...

    def complete(self, messages: Sequence[Message]) -> Completion:
        """Answer the messages. Raises `NoAnswer`, and `ReadingStopped` where no story can be answered."""
        ...

    def close(self) -> None:
        """Give connections and memory back."""
        ...


def completion_of(answer: Any, messages: Sequence[Message]) -> Completion:
    """The text and tokens of a chat completion in OpenAI's form. Raises `NoAnswer` for any other form."""
    try:
        text = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        text = None
    if not isinstance(text, str):
        raise NoAnswer("the language model's endpoint answered in a form that is no chat completion; check its address")
    usage = answer.get("usage")
    counts = [count_of(usage, name) for name in ("prompt_tokens", "completion_tokens")]
    if counts[0] is None or counts[1] is None:
        return Completion(text, tokens_of("".join(one["content"] for one in messages)), tokens_of(text), True)
    return Completion(text, counts[0], counts[1])


def count_of(usage: Any, name: str) -> int | None:
    count = usage.get(name) if isinstance(usage, dict) else None
    return count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None


def tokens_of(text: str) -> int:
    return -(-len(text) // LETTERS_A_TOKEN)
