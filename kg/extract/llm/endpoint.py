"""A language model behind an OpenAI-compatible endpoint (`POST …/chat/completions`), such as vLLM, llama.cpp or Ollama.

What an endpoint sends is bounded in time and size, and it is never quoted without the key struck out.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, ReadingStopped
from kg.extract.llm.backoff import MOST_SECONDS, PASSING, TRIES, wait_seconds
from kg.extract.llm.completion import ANSWER_TOKENS, Completion, Message, NoAnswer, completion_of
from kg.extract.llm.settings import COMPLETIONS, KEY, Settings

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 10.0
# A model that is too slow for a story once will hardly be faster.
SILENT_TRIES = 2
ANSWER_BYTES = 4_000_000
MOST_SAID = 200
# What not every server takes: left out for good once it refuses one by name.
OPTIONAL: dict[str, Any] = {
    "response_format": {"type": "json_object"},
    "temperature": 0,
    "seed": 0,
    "max_tokens": ANSWER_TOKENS,
}
NO_USE_TO_GO_ON = {
    401: f"refuses the key; set {KEY} to a valid one",
    402: "wants to be paid; top up the account",
    403: f"refuses access; check {KEY} and the model's name",
    404: "knows no such address or model; check --llm-url and --llm-model",
}
pause = time.sleep


class Again(Exception):
    """An attempt that failed in a way that may pass.

    `of_story` says that another story may fare better, `tries` how often to try at most, `retry_after` what the server
    asks for.
    """

    def __init__(self, reason: str, *, of_story: bool, tries: int = TRIES, retry_after: str | None = None) -> None:
        super().__init__(reason)
        self.of_story, self.tries, self.retry_after = of_story, tries, retry_after


@dataclass(slots=True)
class Endpoint:
    """One model at one address, over one connection that is kept open."""

    settings: Settings
    client: "httpx.Client"
    refused: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, settings: Settings) -> "Endpoint":
        """Nothing is sent before the first story. Raises `KgError` where httpx is not installed."""
        httpx = import_httpx()
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        timeout = httpx.Timeout(settings.seconds, connect=min(CONNECT_SECONDS, settings.seconds))
        return cls(settings, httpx.Client(headers=headers, timeout=timeout, follow_redirects=False))

    @property
    def name(self) -> str:
        return self.settings.model

    @property
    def identity(self) -> str:
        return self.settings.model

    @property
    def address(self) -> str:
        url = self.settings.url
        return url if url.endswith(COMPLETIONS) else url + COMPLETIONS

    def close(self) -> None:
        self.client.close()

    def complete(self, messages: Sequence[Message]) -> Completion:
        """Answer the messages; what may pass is tried again, five times in all, and a silent endpoint twice.

        Raises `NoAnswer` where it is the story that fails, and `ReadingStopped` where every story would.
        """
        for attempt in range(TRIES):
            try:
                return completion_of(self.ask(messages), messages)
            except Again as failed:
                seconds = wait_seconds(attempt, failed.retry_after)
                if attempt + 1 >= failed.tries or seconds > MOST_SECONDS:
                    raise self.given_up(failed, attempt + 1, seconds) from None
            pause(seconds)
        raise AssertionError("unreachable")

    def given_up(self, failed: Again, tries: int, seconds: float) -> KgError:
        tried = f"tried {tries} times" if tries > 1 else "tried once"
        if seconds > MOST_SECONDS:
            tried = f"it asks for a wait of {seconds:.0f} s"
        if failed.of_story:
            return NoAnswer(f"{self.settings.url}: the language model {failed} ({tried}); try again later")
        return ReadingStopped(
            f"{self.settings.url}: the language model {failed} ({tried}); check that it runs, or correct --llm-url"
        )

    def ask(self, messages: Sequence[Message]) -> Any:
        """One request and its answer as JSON; asks anew without an optional parameter that the server refuses."""
        while True:
            status, body, retry_after = self.post(self.payload(messages))
            if status == 200:
                return json_of(body)
            said = self.words_of(body)
            named = next((name for name in OPTIONAL if name in said and name not in self.refused), None)
            if status not in (400, 422) or named is None:
                raise self.refusal(status, said, retry_after)
            self.refused.add(named)

    def payload(self, messages: Sequence[Message]) -> dict[str, Any]:
        optional = {name: value for name, value in OPTIONAL.items() if name not in self.refused}
        return {"model": self.settings.model, "messages": [dict(message) for message in messages], **optional}

    def post(self, payload: dict[str, Any]) -> tuple[int, bytes, str | None]:
        """Status, body and Retry-After of an answer, all of which must come within the time set. Raises `Again`."""
        httpx = import_httpx()
        until = time.monotonic() + self.settings.seconds
        late = f"did not answer within {self.settings.seconds:g} s"
        try:
            with self.client.stream("POST", self.address, content=json.dumps(payload)) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > ANSWER_BYTES:
                        raise NoAnswer(
                            f"{self.settings.url}: the language model's answer has no end; shorten the story"
                        )
                    if time.monotonic() > until:
                        raise Again(late, of_story=True, tries=SILENT_TRIES)
                return response.status_code, bytes(body), response.headers.get("Retry-After")
        except (httpx.ConnectTimeout, httpx.ConnectError):
            raise Again("cannot be connected to", of_story=False) from None
        except httpx.TimeoutException:
            raise Again(late, of_story=True, tries=SILENT_TRIES) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Again(f"broke off its answer ({type(error).__name__})", of_story=True) from None

    def refusal(self, status: int, said: str, retry_after: str | None) -> Exception:
        if status in PASSING:
            return Again(f"answered {status}", of_story=status != 429, retry_after=retry_after)
        where = f"{self.settings.url}: the language model's endpoint"
        if status in NO_USE_TO_GO_ON or 300 <= status < 400:
            why = NO_USE_TO_GO_ON.get(status, "redirects; name the final address")
            return ReadingStopped(f"{where} {why} ({status})")
        told = f": {said[:MOST_SAID]}" if said else ""
        return NoAnswer(f"{where} refused the story ({status}{told}); see its log")

    def words_of(self, body: bytes) -> str:
        """What a refusal says, on one line, with the key struck out: a server may send back what it was sent."""
        try:
            told = json.loads(body)
            told = told.get("error", told)
            said = str(told.get("message", told) if isinstance(told, dict) else told)
        except (ValueError, AttributeError, RecursionError):
            said = body.decode("utf-8", "replace")
        shown = "".join(letter for letter in said if letter.isprintable())
        return shown.replace(self.settings.key, "***") if self.settings.key else shown


def json_of(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def import_httpx() -> ModuleType:
    try:
        import httpx
    except ImportError:
        raise KgError("--reader llm needs httpx, which is not installed; run: pip install httpx") from None
    return httpx
