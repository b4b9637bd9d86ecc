"""A server comes back to the port it had, and no connection of somebody else can have taken it meanwhile."""

from __future__ import annotations

import socket

import pytest

from data.ports import HIGHEST, LOWEST, free_port

FIRST_OUTGOING = 32_768  # of Linux as it is shipped; others begin at 49,152


def test_the_port_a_server_had_is_its_own_again() -> None:
    had = free_port()
    assert free_port(had) == had


def test_a_port_somebody_listens_on_is_not_given() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as listening:
        taken = listening.getsockname()[1]
        assert LOWEST <= free_port(taken) <= HIGHEST
        assert free_port(taken) != taken


def test_the_ports_lie_below_those_the_system_gives_to_outgoing_connections() -> None:
    assert FIRST_OUTGOING > HIGHEST


def test_without_any_free_port_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: tuple[str, int]) -> None:
        raise OSError("taken")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(OSError, match="No free port"):
        free_port()
