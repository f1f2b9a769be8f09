"""Which hosts may be connected to: what a name resolves to is checked before, and the peer after, and cut off in time.

A name is resolved once, and connected to is what was checked, so that no second answer can lead elsewhere.
"""

import http.client
import ipaddress
import socket
import urllib.request
from collections.abc import Callable
from typing import Any


class RefusedError(OSError):
    """The address leads to a host that is not to be connected to."""


class Guard:
    """Watches one connection: refuses private peers, and cuts it when its time is over."""

    def __init__(self, loopback: bool) -> None:
        self.loopback = loopback
        self.stopped = False
        self._socket: socket.socket | None = None

    def connect(self, address: tuple[str, int], *arguments: Any, **named: Any) -> socket.socket:
        """Connect to the first address of a host that answers and is allowed (as `socket.create_connection` does).

        Raises `RefusedError` where none is allowed, `TimeoutError` where the time is over.
        """
        name, port = address
        hosts = dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM))
        failure: OSError = RefusedError("private")
        for host in filter(self.is_allowed, hosts):
            try:
                connected = socket.create_connection((host, port), *arguments, **named)
            except OSError as error:
                failure = error
                continue
            self.watch(connected)
            return connected
        raise failure

    def watch(self, connected: socket.socket) -> None:
        self._socket = connected.dup()  # TLS takes the connection over, and leaves this one to cut it by
        if not self.is_allowed(connected.getpeername()[0]):
            connected.close()
            raise RefusedError("private")
        if self.stopped:  # before there was anything to cut
            connected.close()
            raise TimeoutError

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


def opener(guard: Guard) -> urllib.request.OpenerDirector:
    """An opener of http and https only, without proxies or redirects, whose connections the guard sees first."""

    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        handler_of(urllib.request.HTTPHandler, "http_open", http.client.HTTPConnection, guard.connect),
        handler_of(urllib.request.HTTPSHandler, "https_open", http.client.HTTPSConnection, guard.connect),
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
