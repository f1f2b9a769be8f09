"""A fake endpoint on a free port of this machine: it answers what a test tells it, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pytest

from kg.cli.main import run
from kg.extract.llm import ModelReader, Settings, endpoint
from kg.extract.llm.prompt import example
from kg.model import Story

KEY = "sk-very-secret-key-0123456789"
MODEL = "tiny-model"
MOST_BLANKS = 200


class Reply(NamedTuple):
    """One answer of the fake endpoint, as it goes over the wire."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = {}


def completion(text: str, tokens_in: int = 1000, tokens_out: int = 200) -> Reply:
    """A chat completion that says this text."""
    body = {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": tokens_in, "completion_tokens": tokens_out},
    }
    return Reply(json.dumps(body).encode())


def answer(entities: list[Any], claims: list[Any]) -> Reply:
    return completion(json.dumps({"entities": entities, "claims": claims}))


def failure(status: int, message: str = "", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, named)


@dataclass
class Endpoint:
    """`script` holds the replies to come; the last one is given again and again.

    None: silence until the test ends. A reply of status 0: blanks, one after the other, for some seconds.
    """

    url: str
    script: list[Reply | None]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def next_reply(self) -> Reply | None:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class Replies:
    """What a test tells the endpoint to answer."""

    completion = staticmethod(completion)
    answer = staticmethod(answer)
    failure = staticmethod(failure)


@pytest.fixture
def replies() -> type[Replies]:
    return Replies


def written(stream: BinaryIO, piece: bytes) -> bool:
    try:
        stream.write(piece)
    except OSError:  # whoever asked has gone away
        return False
    return True


@pytest.fixture
def fake() -> Iterator[Endpoint]:
    """A running endpoint that reads the example story as the prompt's example does, until told otherwise."""
    state = Endpoint("", [completion(json.dumps(example()["answer"]))])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            state.headers.append(dict(self.headers) | {"path": self.path})
            reply = state.next_reply()
            if reply is None:
                state.released.wait(30)
                return
            if reply.status == 0:
                self.send_response(200)
                self.end_headers()
                for _ in range(MOST_BLANKS):
                    if state.released.wait(0.02) or not written(self.wfile, b" "):
                        break
                return
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        state.url = f"http://127.0.0.1:{server.server_port}/v1"
        yield state
        state.released.set()
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between attempts, which no test sits through; and an environment that names no model or proxy."""
    for name in ("URL", "MODEL", "KEY", "PRICE", "CACHE"):
        monkeypatch.delenv(f"KG_LLM_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    waited: list[float] = []
    monkeypatch.setattr(endpoint, "pause", waited.append)
    return waited


@pytest.fixture
def settings(fake: Endpoint, tmp_path: Path) -> Settings:
    return Settings(MODEL, tmp_path / "cache", fake.url, KEY, seconds=20)


@pytest.fixture
def reader(settings: Settings) -> Iterator[ModelReader]:
    opened = ModelReader.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def story() -> Story:
    """The story of the prompt's own example."""
    return Story("wren", example()["text"], published=example()["published"])


@pytest.fixture
def file(tmp_path: Path, story: Story) -> Path:
    """The example story as a JSON Lines file."""
    path = tmp_path / "stories.jsonl"
    path.write_text(json.dumps({"id": story.id, "text": story.text, "published": story.published}) + "\n")
    return path


class Done(NamedTuple):
    status: int
    out: str
    err: str


Kg = Callable[..., Done]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], fake: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    """Run `kg COMMAND --reader llm …` against the fake endpoint, with a key and a cache of the test's own."""
    monkeypatch.setenv("KG_LLM_KEY", KEY)
    monkeypatch.setenv("KG_LLM_CACHE", str(tmp_path / "cache"))

    def command(name: str, *arguments: str | Path) -> Done:
        capsys.readouterr()
        given = [name, "--reader", "llm", "--llm-url", fake.url, "--llm-model", MODEL, *map(str, arguments)]
        status = run(given)
        return Done(status, *capsys.readouterr())

    return command
