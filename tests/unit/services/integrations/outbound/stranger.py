"""A stranger on loopback who answers with exactly the bytes he is told to, as slowly as he is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Stranger:
    """Each connection is answered with `parts`, `pause_s` apart, then closed."""

    parts: Sequence[bytes] = (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",)
    pause_s: float = 0.0
    port: int = 0
    heard: list[bytes] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, listening: socket.socket) -> None:
        while not self._ended.is_set():
            with suppress(OSError):
                caller, _ = listening.accept()
                with caller:
                    caller.settimeout(5)
                    self.heard.append(caller.recv(65536))
                    for part in self.parts:
                        caller.sendall(part)
                        if self._ended.wait(self.pause_s):
                            break

    def end(self) -> None:
        self._ended.set()
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            pass


@contextmanager
def a_stranger(*parts: bytes, pause_s: float = 0.0) -> Iterator[Stranger]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stranger = Stranger(parts or Stranger.parts, pause_s, listening.getsockname()[1])
        thread = threading.Thread(target=stranger.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield stranger
        finally:
            stranger.end()
            thread.join(10)
