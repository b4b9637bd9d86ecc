"""Asks an ASGI app over no network at all, keeping cookies like a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import httpx
from starlette.types import ASGIApp


class BrowserWithoutWindow:
    """Sends single requests to `app` and keeps the cookies a test gives it."""

    def __init__(self, app: ASGIApp, base_url: str = "http://localhost") -> None:
        self._app = app
        self._base_url = base_url
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, None, {}))

    def post(
        self, path: str, data: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, data, headers or {}))

    async def _ask(
        self, method: str, path: str, data: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> httpx.Response:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**headers, **({"cookie": jar} if jar else {})}
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url=self._base_url) as client:
            return await client.request(method, path, data=data, headers=sent)
