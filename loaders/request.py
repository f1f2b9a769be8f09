"""One request and its answer: bounded in time and size, to http and https addresses of public hosts, by redirects."""

import errno
import http.client
import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kg.errors import LoadError
from loaders.characters import one_line
from loaders.guard import Guard, RefusedError, opener

LOOPBACK = "KG_ALLOW_LOOPBACK"
CONNECT_SECONDS = 10.0
REDIRECTS = 5
REDIRECTING = frozenset({301, 302, 303, 307, 308})
PRODUCT = "space-kg"
AGENT = f"{PRODUCT} (knowledge graph of space news; reads single pages on request)"
NON_ASCII = re.compile(r"[^\x00-\x7f]+")
UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; of an error or a redirect the body is empty."""

    status: int
    words: str
    headers: Message
    body: bytes = b""

    @property
    def is_whole(self) -> bool:
        """Whether it holds what was asked for."""
        return 200 <= self.status < 300

    @property
    def place(self) -> str | None:
        """Where it redirects to, relative to the address asked for."""
        return self.headers.get("Location") if self.status in REDIRECTING else None

    @property
    def failure(self) -> str:
        """Why an answer that is not whole gives nothing, and what to do."""
        later = self.status == 429 or self.status >= 500
        return (
            f"answered {self.status} {one_line(self.words)[:60]}; {'try again later' if later else 'check the address'}"
        )


class NoAnswerError(LoadError):
    """No answer came, or not all of it: `passing` where asking again may help, `refused` where the host is private."""

    def __init__(self, reason: str, *, passing: bool = False, refused: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing
        self.refused = refused


def check_address(url: str) -> None:
    """Raise `LoadError` for what is no http or https address that may be asked for."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise LoadError("is no valid address; correct it") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise LoadError("is (or redirects to) no http or https address; save the page and name the file")
    if not parts.hostname or not url.isprintable() or " " in url:
        raise LoadError("is no valid address; correct it")
    if "@" in parts.netloc:
        raise LoadError("carries a login; leave it out of the address")


def follow(address: str, ask: Callable[[str], Answer]) -> tuple[str, Answer]:
    """The final address and its answer, after at most 5 redirects, each of which is checked before it is asked for.

    What is asked for is ASCII, whatever letters the addresses hold. Raises `LoadError` for an address that may not be
    asked for, and for more redirects.
    """
    check_address(address)
    url = to_uri(address)
    for _ in range(REDIRECTS + 1):
        check_address(url)
        answer = ask(url)
        if answer.place is None:
            return url, answer
        url = joined(url, answer.place)
    raise LoadError(f"redirects more than {REDIRECTS} times; name the final address")


def joined(url: str, place: str) -> str:
    """Where a redirect leads to; raises `LoadError` for no valid address.

    `http.client` reads headers as Latin-1, where servers write UTF-8, or any other bytes.
    """
    try:
        if all(character <= "\xff" for character in place):
            place = place.encode("latin-1").decode("utf-8", "surrogateescape")
        return to_uri(urljoin(url, place))
    except (ValueError, LoadError):
        raise LoadError("redirects to no valid address; name the final address") from None


def to_uri(address: str) -> str:
    """An address with letters beyond ASCII as it is asked for (RFC 3987, 3.1): its host in IDNA, the rest in UTF-8,
    percent-encoded. Raises `LoadError` for a host that has no such form."""
    if address.isascii():
        return address
    try:
        scheme, location, *rest = urlsplit(address)
        host, colon, port = location.partition(":")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        raise LoadError("is no valid address; correct it") from None
    return urlunsplit((scheme, f"{host}{colon}{port}", *(NON_ASCII.sub(percent_encoded, part) for part in rest)))


def percent_encoded(letters: re.Match[str]) -> str:
    return quote(letters[0], errors="surrogateescape")


def get(url: str, *, loopback: bool, seconds: float, limit: int, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask once for a checked address, within `seconds` in all, and read at most `limit` + 1 bytes.

    Raises `NoAnswerError`. The private addresses that a name may lead to are never sent anything; `loopback` allows
    those of this machine.
    """
    guard = Guard(loopback)
    timer = threading.Timer(seconds, guard.stop)
    timer.daemon = True
    timer.start()
    sent = {"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})}
    request = urllib.request.Request(url, headers=sent)  # noqa: S310 (checked before)
    try:
        with opener(guard).open(request, timeout=CONNECT_SECONDS) as response:
            body = response.read(limit + 1)
            missing = response.length if len(body) <= limit else 0
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.reason, error.headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise no_answer(error, guard, seconds) from None
    finally:
        timer.cancel()
        guard.release()
    if guard.stopped or missing:
        reason = f"broke off before its end (it must come within {seconds:g} s); try again"
        raise NoAnswerError(reason, passing=not guard.stopped)
    return Answer(response.status, response.reason, response.headers, body)


def no_answer(error: Exception, guard: Guard, seconds: float) -> NoAnswerError:
    # other errors have a `reason` too, which is no cause but words
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, RefusedError):
        where = f"an address of a private network or of this machine (for the latter, set {LOOPBACK}=1)"
        return NoAnswerError(f"is {where}", refused=True)
    passing = not guard.stopped and is_passing(cause)
    if guard.stopped or isinstance(cause, TimeoutError):
        reason = f"did not answer in time (it must come within {seconds:g} s); try again"
        return NoAnswerError(reason, passing=passing)
    if isinstance(cause, http.client.IncompleteRead):
        return NoAnswerError("broke off before its end; try again", passing=passing)
    words = cause.strerror if isinstance(cause, OSError) and cause.strerror else name_of(cause)
    return NoAnswerError(f"cannot be reached ({words.lower()}); check the address and the network", passing=passing)


def name_of(cause: BaseException | str) -> str:
    return one_line(cause)[:60] if isinstance(cause, str) else type(cause).__name__


def is_passing(cause: object) -> bool:
    """Whether it is a failure of the connection, not of the address or of the host's certificate."""
    if isinstance(cause, socket.gaierror):
        return cause.errno == socket.EAI_AGAIN
    if isinstance(cause, (ConnectionError, TimeoutError, http.client.IncompleteRead)):
        return True
    return isinstance(cause, OSError) and cause.errno in UNREACHABLE
