"""Ports for servers of our own, where no connection of somebody else can sit when a server comes back to its own.

Context      The system gives outgoing connections ports from a range of its own (Linux from 32768, others from 49152).
             A server whose port came from that range and which was gone for a moment could find its port taken, and
             whoever knew its old address would wait in vain.
Decision     Ports below that range, drawn at random so that two who look at the same time hardly meet.
"""

from __future__ import annotations

import random
import socket

LOWEST, HIGHEST = 20_000, 32_000
_TRIES = 200


def free_port(wanted: int = 0) -> int:
    """`wanted` if it is free on the loopback address, else one that is; OSError when no port is found."""
    drawn = random.SystemRandom()
    for port in (wanted, *(drawn.randint(LOWEST, HIGHEST) for _ in range(_TRIES))):
        if port and _is_free(port):
            return port
    raise OSError("No free port on the loopback address.")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
