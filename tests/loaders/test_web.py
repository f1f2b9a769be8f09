"""Pages from a server of this test's own, on loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, web

PARAGRAPH = "<p>The probe Tarsus woke on Sunday after nine years of silent cruise, engineers said in a statement.</p>"
HEAD = '<head><title>Probe wakes at last</title><link rel="canonical" href="{}"></head>'
PAGE = f"<html>{HEAD}<body>{PARAGRAPH * 3}</body></html>"


class Pages(BaseHTTPRequestHandler):
    """A few pages, good and bad; `released` lets a slow one go on, `asked` records what was asked for."""

    released = threading.Event()
    asked: list[str] = []  # noqa: RUF012 (one server at a time)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.strip("/").partition("?")[0]
        getattr(self, f"page_{name}", self.page_missing)()

    def answer(
        self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, length: int | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def page_story(self) -> None:
        self.answer(PAGE.format("/story/").encode())

    def page_claimant(self) -> None:
        self.answer(PAGE.format("https://somebody-else.example/their-story").encode())

    def page_plain(self) -> None:
        self.answer("The caf\u00e9 on the Moon opened.".encode("windows-1252"), "text/plain; charset=windows-1252")

    def page_lines(self) -> None:
        self.answer(b'{"id": "one", "text": "Words."}\n', "application/x-ndjson")

    def page_picture(self) -> None:
        self.answer(b"\x89PNG\r\n", "image/png")

    def page_moved(self) -> None:
        self.redirect("/story")

    def page_round(self) -> None:
        self.redirect("/round")

    def page_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def page_private(self) -> None:
        self.redirect("http://10.255.255.1/")

    def page_nowhere(self) -> None:
        self.redirect("http://[")

    def page_short(self) -> None:
        self.answer(b"<html>", length=100)

    def page_large(self) -> None:
        self.answer(b"x" * 10_000_001)

    def page_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.flush()
        self.released.wait(30)

    def page_missing(self) -> None:
        self.answer(b"", status=404)

    def log_message(self, *_: object) -> None:
        return


pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv(web.LOOPBACK, "1")
    Pages.released.clear()
    Pages.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Pages.released.set()
        server.shutdown()
        thread.join()


def reason(address: str) -> str:
    (item,) = loaders.read([address])
    assert isinstance(item, Rejected)
    return item.reason


def test_a_page_is_known_by_its_canonical_address(site: str) -> None:
    (story,) = loaders.load(f"{site}/story?utm_source=mail")
    assert isinstance(story, Story)
    assert (story.url, story.title) == (f"{site}/story", "Probe wakes at last")
    assert story.id.startswith("story-")
    assert [again.id for again in loaders.load(f"{site}/moved")] == [story.id]


def test_a_page_cannot_take_the_place_of_another_hosts_story(site: str) -> None:
    (story,) = loaders.load(f"{site}/claimant")
    assert story.url == f"{site}/claimant"


def test_other_kinds_of_answers(site: str) -> None:
    assert [story.text for story in loaders.load(f"{site}/plain")] == ["The caf\u00e9 on the Moon opened."]
    assert [story.id for story in loaders.load(f"{site}/lines")] == ["one"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("missing", "answered 404 Not Found"),
        ("picture", "known format"),
        ("round", "redirects more than 5 times"),
        ("file", "no http or https address"),
        ("short", "broke off before its end"),
        ("large", "longer than 10 MB"),
        ("private", "private network or of this machine"),
        ("nowhere", "redirects to no valid address"),
    ],
)
def test_answers_that_give_nothing(site: str, page: str, said: str) -> None:
    assert said in reason(f"{site}/{page}")


def test_a_slow_page_is_cut_off(site: str) -> None:
    with pytest.raises(LoadError, match=r"within 0\.2 s"):
        web.fetch(f"{site}/slow", seconds=0.2)


def test_this_machine_is_not_asked_unless_allowed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(web.LOOPBACK)
    assert "private network or of this machine" in reason(f"{site}/story")
    assert "private network or of this machine" in reason(site.replace("127.0.0.1", "localhost"))
    assert Pages.asked == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://reader:secret@127.0.0.1/", "carries a login"),
        ("http://127.0.0.1:port/", "no valid address"),
        ("http:///a", "no valid address"),
        ("http://127.0.0.1/a b", "no valid address"),
        ("gopher://127.0.0.1/", "no http or https address"),
        ("http://127.0.0.1:9/", "cannot be reached"),
    ],
)
def test_addresses_that_are_not_asked(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(web.LOOPBACK, "1")
    assert said in reason(address)
