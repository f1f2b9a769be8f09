"""One page from the web: http and https only, public hosts only, bounded in time, size and redirects."""

import http.client
import io
import ipaddress
import os
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.errors import LoadError
from loaders.source import DOCUMENT_BYTES, Source, too_long

LOOPBACK = "KG_ALLOW_LOOPBACK"
CONNECT_SECONDS = 10.0
TOTAL_SECONDS = 30.0
REDIRECTS = 5
AGENT = "space-kg (knowledge graph of space news; reads single pages on request)"


def fetch(address: str, *, loopback: bool | None = None, seconds: float = TOTAL_SECONDS) -> Source:
    """Fetch one page, following at most 5 redirects; raises `LoadError` for anything but a 200 with a body in bounds.

    `loopback` allows hosts of this machine (`KG_ALLOW_LOOPBACK=1` where it is None); other private addresses are never
    connected to, whatever a name or a redirect leads to: the peer is checked after connecting, before anything is sent.
    """
    allowed = os.environ.get(LOOPBACK) == "1" if loopback is None else loopback
    url = address
    for _ in range(REDIRECTS + 1):
        check_address(url)
        answer = ask(url, allowed, seconds)
        if isinstance(answer, str):
            url = urljoin(url, answer)
            continue
        body, headers = answer
        return Source(
            address,
            partial(io.BytesIO, body),
            url=url,
            media_type=headers.get_content_type() if headers.get("Content-Type") else "",
            charset=headers.get_content_charset("") or "",
        )
    raise LoadError(f"redirects more than {REDIRECTS} times; name the final address")


def check_address(url: str) -> None:
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


def ask(url: str, loopback: bool, seconds: float) -> str | tuple[bytes, http.client.HTTPMessage]:
    """The place that an answer redirects to, or its body and headers."""
    guard = Guard(loopback)
    timer = threading.Timer(seconds, guard.stop)
    timer.daemon = True
    timer.start()
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})  # noqa: S310 (checked before)
    try:
        with opener(guard).open(request, timeout=CONNECT_SECONDS) as response:
            body = response.read(DOCUMENT_BYTES + 1)
            missing = response.length if len(body) <= DOCUMENT_BYTES else 0
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (301, 302, 303, 307, 308) and (place := error.headers.get("Location")):
                return place
            raise LoadError(f"answered {error.code} {error.reason}; check the address") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise LoadError(guard.reason(error, seconds)) from None
    finally:
        timer.cancel()
        guard.release()
    if guard.stopped or missing:
        raise LoadError(f"broke off before its end (a page must come within {seconds:g} s); try again")
    if len(body) > DOCUMENT_BYTES:
        raise LoadError(too_long())
    return body, response.headers


class RefusedError(OSError):
    """The address leads to a host that is not to be connected to."""


class Guard:
    """Watches one connection: refuses private peers, and cuts it when its time is over."""

    def __init__(self, loopback: bool) -> None:
        self.loopback = loopback
        self.stopped = False
        self._socket: socket.socket | None = None

    def watch(self, connected: socket.socket) -> None:
        self._socket = connected.dup()  # TLS takes the connection over, and leaves this one to cut it by
        if not self.is_allowed(connected.getpeername()[0]):
            connected.close()
            raise RefusedError("private")

    def is_allowed(self, host: str) -> bool:
        address = ipaddress.ip_address(host.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        return (mapped.is_global and not mapped.is_multicast) or (self.loopback and mapped.is_loopback)

    def release(self) -> None:
        if self._socket is not None:
            self._socket.close()

    def stop(self) -> None:
        self.stopped = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def reason(self, error: Exception, seconds: float) -> str:
        cause = getattr(error, "reason", error)
        if isinstance(cause, RefusedError):
            return f"is an address of a private network or of this machine (for the latter, set {LOOPBACK}=1)"
        if self.stopped or isinstance(cause, TimeoutError):
            return f"did not answer in time (a page must come within {seconds:g} s); try again"
        if isinstance(cause, http.client.IncompleteRead):
            return "broke off before its end; try again"
        words = cause.strerror if isinstance(cause, OSError) and cause.strerror else type(cause).__name__
        return f"cannot be reached ({words.lower()}); check the address and the network"


def opener(guard: Guard) -> urllib.request.OpenerDirector:
    """An opener of http and https only, without proxies or redirects, whose connections the guard sees first."""

    def connect(address: tuple[str, int], *arguments: Any, **named: Any) -> socket.socket:
        connected = socket.create_connection(address, *arguments, **named)
        guard.watch(connected)
        return connected

    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        handler_of(urllib.request.HTTPHandler, "http_open", http.client.HTTPConnection, connect),
        handler_of(urllib.request.HTTPSHandler, "https_open", http.client.HTTPSConnection, connect),
    ):
        director.add_handler(handler)
    return director


def handler_of(
    base: type[urllib.request.BaseHandler],
    method: str,
    kind: type[http.client.HTTPConnection],
    connect: Callable[..., socket.socket],
) -> urllib.request.BaseHandler:
    def connection(host: str, **named: Any) -> http.client.HTTPConnection:
        made = kind(host, **named)
        made._create_connection = connect  # type: ignore[attr-defined]  # the one seam that http.client has for this
        return made

    handler = base()
    setattr(handler, method, lambda request: handler.do_open(connection, request))  # type: ignore[attr-defined]  # of AbstractHTTPHandler
    return handler
