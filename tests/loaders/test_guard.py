"""Hosts that are never connected to, and connections whose time is over."""

import socket

import pytest

from loaders.guard import Guard, RefusedError


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0", "::ffff:10.0.0.1"]
)
def test_private_hosts(host: str) -> None:
    assert not Guard(loopback=False).is_allowed(host)
    assert Guard(loopback=True).is_allowed(host) == (host == "::1")


def test_public_hosts() -> None:
    assert Guard(loopback=False).is_allowed("93.184.216.34")


def resolved(monkeypatch: pytest.MonkeyPatch, *hosts: str) -> list[str]:
    """Names stand for these hosts; gives those that are connected to."""
    connected: list[str] = []

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in hosts]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    return connected


def test_a_name_of_private_hosts_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = resolved(monkeypatch, "10.0.0.1", "127.0.0.1", "169.254.169.254")
    with pytest.raises(RefusedError):
        Guard(loopback=False).connect(("inside.example", 80))
    assert connected == []


def test_of_the_hosts_of_a_name_only_the_public_ones_are_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = resolved(monkeypatch, "10.0.0.1", "93.184.216.34", "93.184.216.34", "2606:2800:220:1::1")
    with pytest.raises(ConnectionRefusedError):
        Guard(loopback=False).connect(("both.example", 80))
    assert connected == ["93.184.216.34", "2606:2800:220:1::1"]


def test_a_peer_that_turns_out_private_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        guard = Guard(loopback=False)
        peer = socket.create_connection(server.getsockname())
        with pytest.raises(RefusedError):
            guard.watch(peer)
        guard.release()
        assert peer.fileno() == -1


def test_a_connection_that_comes_after_its_time_is_cut() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        guard = Guard(loopback=True)
        guard.stop()
        late = socket.create_connection(server.getsockname())
        with pytest.raises(TimeoutError):
            guard.watch(late)
        guard.release()
        assert late.fileno() == -1


def test_a_connection_is_cut_when_its_time_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        guard = Guard(loopback=True)
        with socket.create_connection(server.getsockname()) as connected:
            guard.watch(connected)
            guard.stop()
            assert connected.recv(1) == b""
        guard.release()
