"""Another system, calling the API over no network at all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import httpx
from starlette.applications import Starlette

from data.vocabulary import ApiScope, Role
from pages.shell.api import api_mount
from services.access import Actor
from services.api_keys import KeyWish
from services.bootstrap import Services
from tests.integration.conftest import Tenant

FASTEST = 6000
APP = Starlette(routes=[api_mount()])


@dataclass
class Machine:
    """Holds one key; `key` None calls without any."""

    key: str | None
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: object) -> httpx.Response:
        return self.ask("GET", path, query, headers=headers)

    def post(self, path: str, *, headers: Mapping[str, str] | None = None, content: bytes | None = None,
             body: object = None, **query: object) -> httpx.Response:  # fmt: skip
        return self.ask("POST", path, query, headers=headers, content=content, json=body)

    def ask(
        self, method: str, path: str, query: Mapping[str, object] = MappingProxyType({}),
        *, headers: Mapping[str, str] | None = None, **sent: Any,
    ) -> httpx.Response:  # fmt: skip
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(APP)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost/api/v1") as client:
                own = {} if self.key is None else {"Authorization": f"Bearer {self.key}"}
                params = {name.rstrip("_"): str(value) for name, value in query.items()} or None
                return await client.request(
                    method, path, params=params, headers={**own, **self.headers, **(headers or {})}, **sent
                )

        return asyncio.run(call())


def machine(services: Services, tenant: Tenant, *scopes: ApiScope, rate: int = FASTEST) -> Machine:
    """A machine of an organisation with a key of these scopes; all of them without any."""
    admin = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    return Machine(services.api_keys.make(admin, KeyWish("test", scopes or tuple(ApiScope), rate_per_min=rate)).whole)


class OverNoNetwork(httpx.BaseTransport):
    """Carries the calls of an ordinary client straight to the routes."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def carry() -> httpx.Response:
            answer = await httpx.ASGITransport(APP).handle_async_request(request)
            return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

        return asyncio.run(carry())
