"""One request: which answers hold something, and which failures pass by themselves."""

import errno
import http.client
import socket
import ssl
import urllib.error
from email.message import Message

import pytest

from kg.errors import LoadError
from loaders.guard import Guard, RefusedError
from loaders.request import Answer, follow, is_passing, no_answer


@pytest.mark.parametrize(
    ("cause", "passing"),
    [
        (ConnectionRefusedError(), True),
        (ConnectionResetError(), True),
        (http.client.RemoteDisconnected(), True),
        (http.client.IncompleteRead(b""), True),
        (TimeoutError(), True),
        (socket.gaierror(socket.EAI_AGAIN, "later"), True),
        (OSError(errno.EHOSTUNREACH, "no route"), True),
        (socket.gaierror(socket.EAI_NONAME, "no such name"), False),
        (ssl.SSLCertVerificationError("not its name"), False),
        (RefusedError("private"), False),
        (PermissionError(), False),
        (http.client.BadStatusLine("junk"), False),
        (UnicodeError(), False),
    ],
)
def test_failures_that_pass(cause: Exception, passing: bool) -> None:
    assert is_passing(cause) == passing


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (404, "Not Found", "answered 404 Not Found; check the address"),
        (429, "Too Many Requests", "answered 429 Too Many Requests; try again later"),
        (503, "Service Unavailable", "answered 503 Service Unavailable; try again later"),
        (404, "No\x1b[31m\n" + "x" * 60_000, f"answered 404 No [31m {'x' * 52}; check the address"),
    ],
)
def test_what_is_said_of_an_answer_that_gives_nothing(status: int, words: str, said: str) -> None:
    answer = Answer(status, words, Message())
    assert (answer.is_whole, answer.failure) == (False, said)


def moved(place: str) -> Answer:
    headers = Message()
    headers["Location"] = place
    return Answer(301, "Moved Permanently", headers)


def test_redirects_are_followed_from_where_they_stand() -> None:
    whole = Answer(200, "OK", Message(), b"Words.")
    places = {"https://a.example/news/1": moved("2"), "https://a.example/news/2": moved("//b.example/3")}
    assert follow("https://a.example/news/1", lambda url: places.get(url, whole)) == ("https://b.example/3", whole)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://a.example/caf\u00e9?q=\u6708", "https://a.example/caf%C3%A9?q=%E6%9C%88"),
        ("https://a.example/caf%C3%A9?q=%", "https://a.example/caf%C3%A9?q=%"),
        ("http://b\u00fccher.example:8080/\u00e9", "http://xn--bcher-kva.example:8080/%C3%A9"),
    ],
)
def test_letters_beyond_ascii_are_asked_for_percent_encoded(address: str, asked: str) -> None:
    whole = Answer(200, "OK", Message())
    assert follow(address, lambda url: whole) == (asked, whole)
    place = address.encode().decode("latin-1")  # as `http.client` reads the header
    start = "https://c.example/"
    assert follow(start, lambda url: moved(place) if url == start else whole) == (asked, whole)


def test_a_redirect_in_no_encoding_is_followed_byte_by_byte() -> None:
    whole = Answer(200, "OK", Message())
    start = "https://a.example/"
    assert follow(start, lambda url: moved("/caf\xe9") if url == start else whole)[0] == "https://a.example/caf%E9"


@pytest.mark.parametrize(
    "address", ["https://\u00e9" + "x" * 99 + ".example/", "https://[\u00e9/", "https://a\u2100.b/"]
)
def test_hosts_that_have_no_ascii_form(address: str) -> None:
    with pytest.raises(LoadError, match="is no valid address"):
        follow(address, lambda url: Answer(200, "OK", Message()))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UnicodeEncodeError("ascii", "\u00e9", 0, 1, "ordinal not in range"), "unicodeencodeerror"),
        (ssl.SSLError(1, "bad record"), "bad record"),
        (urllib.error.URLError("no host given"), "no host given"),
        (urllib.error.URLError(ConnectionRefusedError(111, "Connection refused")), "connection refused"),
    ],
)
def test_what_is_said_of_a_failure(error: Exception, said: str) -> None:
    assert str(no_answer(error, Guard(False), 1)).startswith(f"cannot be reached ({said})")


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://[", "http://me:secret@a.example/", "http:///x\n"])
def test_redirects_are_checked_before_they_are_asked_for(place: str) -> None:
    asked: list[str] = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return moved(place)

    with pytest.raises(LoadError):
        follow("https://a.example/1", ask)
    assert asked == ["https://a.example/1"]
