"""A stand-in for a Nominatim on loopback: a real server on a real socket, with every fault a stranger may show."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

START_S = 30.0  # generous: a limit against hanging, not a measurement
HOME = {"display_name": "Storgatan 1, Solby", "lat": "59.3293", "lon": "18.0686"}


@dataclass
class AddressService:
    """What it answers next, and what it was asked."""

    url: str = ""
    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    drips: bool = False
    breaks_off: bool = False
    redirects_to: str | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def answers(self, *places: object) -> None:
        """Answer with these places from now on."""
        self.body = json.dumps(places).encode()

    async def search(self, request: Request) -> Response:
        self.asked.append(dict(request.query_params))
        self.at.append(time.monotonic())
        if self.redirects_to is not None:
            return RedirectResponse(self.redirects_to)
        await asyncio.sleep(self.wait_s)
        if self.drips or self.breaks_off:
            return StreamingResponse(self._slowly(), media_type="application/json")
        return Response(self.body, self.status, self.headers, "application/json")

    async def _slowly(self) -> AsyncIterator[bytes]:
        yield b"["
        if self.breaks_off:
            raise ConnectionResetError
        while True:
            await asyncio.sleep(0.05)
            yield b" " * 16 * 1024


@contextmanager
def address_service() -> Iterator[AddressService]:
    """The service, running while inside."""
    logging.getLogger("uvicorn.access").disabled = True  # it would write what it is asked into our tests' log
    service = AddressService()
    app = Starlette(routes=[Route("/search", service.search)])
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False, lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_S
    while not server.started:
        assert time.monotonic() < deadline, "the stand-in did not start"
        time.sleep(0.01)
    service.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield service
    finally:
        server.force_exit = server.should_exit = True
        thread.join(START_S)
