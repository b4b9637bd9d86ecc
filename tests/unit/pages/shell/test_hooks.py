"""The address other systems call: small bodies only, and a refused caller learns nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import httpx
import pytest
from starlette.applications import Starlette

from pages.shell.hooks import hook_routes
from services import bootstrap
from services.timefold.hooks import LARGEST_BYTES, Heard, Hooks
from tests.fakes import FakeDoor, services_for, settings_for

PATH = f"/hooks/timefold/{uuid4()}/{uuid4()}"


@dataclass
class FakeHooks:
    """Answers with `heard`, and remembers who called."""

    heard: Heard = Heard.TAKEN
    calls: list[tuple[UUID, UUID, bytes, Mapping[str, str]]] = field(default_factory=list)

    def receive(self, organization_id: UUID, connection_id: UUID, body: bytes, headers: Mapping[str, str]) -> Heard:
        self.calls.append((organization_id, connection_id, body, headers))
        return self.heard


@pytest.fixture
def hooks(tmp_path: Path) -> Iterator[FakeHooks]:
    made = FakeHooks()
    bootstrap.set_current(replace(services_for(settings_for(tmp_path), FakeDoor()), hooks=cast("Hooks", made)))
    yield made
    bootstrap.set_current(None)


def post(path: str, body: bytes, headers: Mapping[str, str] | None = None) -> int:
    async def ask() -> int:
        transport = httpx.ASGITransport(Starlette(routes=hook_routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return (await client.post(path, content=body, headers=headers)).status_code

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("heard", "status"), [(Heard.TAKEN, 200), (Heard.AGAIN, 200), (Heard.REFUSED, 404), (Heard.UNREADABLE, 400)]
)
def test_a_call_is_answered_by_what_became_of_it(hooks: FakeHooks, heard: Heard, status: int) -> None:
    hooks.heard = heard
    assert post(PATH, b"{}", {"X-Signature": "abc"}) == status
    (call,) = hooks.calls
    assert call[2] == b"{}"
    assert call[3]["x-signature"] == "abc"


def test_a_large_body_and_an_address_that_is_none_reach_nobody(hooks: FakeHooks) -> None:
    assert post(PATH, b"x" * (LARGEST_BYTES + 1)) == 413
    assert post("/hooks/timefold/x/y", b"{}") == 404
    assert hooks.calls == []


def test_before_the_start_the_caller_is_asked_to_come_again() -> None:
    bootstrap.set_current(None)
    assert post(PATH, b"{}") == 503
