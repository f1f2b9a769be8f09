"""A web of this test's own, on a free port of loopback, and a clock that nobody waits for."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import stamina

from loaders import web
from loaders.conditional import Memory
from loaders.request import LOOPBACK


@dataclass
class Clock:
    """Time that passes only by sleeping."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@dataclass(frozen=True)
class Said:
    """One answer; with `cut` the connection ends before the body does, with `late` it comes when the test is over."""

    body: bytes
    status: int
    headers: dict[str, str]
    cut: bool = False
    late: bool = False


@dataclass
class Site:
    """A server that gives to each path the answers that it was told, one after the other, the last one for ever."""

    address: str
    clock: Clock
    answers: dict[str, list[Said]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def says(
        self,
        path: str,
        body: str | bytes = "",
        status: int = 200,
        headers: dict[str, str] | None = None,
        cut: bool = False,
        late: bool = False,
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": "text/plain; charset=utf-8"} | (headers or {})
        self.answers.setdefault(path, []).append(Said(data, status, named, cut, late))

    def next(self, path: str) -> Said:
        told = self.answers.get(path, [Said(b"", 404, {})])
        return told.pop(0) if len(told) > 1 else told[0]

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    @property
    def times(self) -> list[float]:
        """The seconds of each request, from the first one on."""
        return [time - self.asked[0][2] for _, _, time in self.asked]

    def sent(self, path: str) -> dict[str, str]:
        """The headers of the last request for a path."""
        return next(headers for asked, headers, _ in reversed(self.asked) if asked == path)

    def web(self, memory: Memory | None = None) -> web.Web:
        """A new run."""
        return web.Web(loopback=True, memory=memory, clock=self.clock.now, sleep=self.clock.sleep)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def unhurried(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is fetched by its address is asked for in a run of its own, by a clock that nobody waits for."""
    run = {loopback: web.Web(loopback=loopback, clock=clock.now, sleep=clock.sleep) for loopback in (False, True)}
    monkeypatch.setattr(web, "this_run", run.__getitem__)
    with stamina.set_testing(True, attempts=99, cap=True):
        yield


@pytest.fixture
def site(clock: Clock, unhurried: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv(LOOPBACK, "1")
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        made = Site(f"http://127.0.0.1:{server.server_port}", clock)
        server.RequestHandlerClass = handler(made)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.over.set()
        server.shutdown()
        thread.join()


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers), site.clock.now()))
            said = site.next(self.path)
            if said.late:
                site.over.wait(30)
                return
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.status != 304:
                self.send_header("Content-Length", str(len(said.body) + said.cut))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *_: object) -> None:
            return

    return Handler
