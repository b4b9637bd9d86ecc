"""The API when things go wrong or at once: faults of ours, a lost database, the same write twice, a slow answer."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import httpx

from data.connect import Database
from data.vault import KeyRing
from services import bootstrap
from services.api import Lists
from services.api_keys import ApiKeys
from services.bootstrap import Services
from tests.integration.conftest import MASTER_KEY
from tests.integration.pages.machine import APP, Machine
from tests.integration.services.care import MONDAY, Care


@contextmanager
def served_by(services: Services, **others: Any) -> Iterator[None]:
    """The same services but for those named."""
    bootstrap.set_current(replace(services, **others))
    try:
        yield
    finally:
        bootstrap.set_current(services)


async def ask(key: str | None, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(APP, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/api/v1") as client:
        return await client.get(path, headers={"Authorization": f"Bearer {key}"})


def test_a_fault_of_ours_has_a_number_to_quote_and_says_nothing_of_itself(services: Services, every: Machine) -> None:
    def fall(_: object) -> None:
        raise LookupError("Karl Kvist, Storgatan 1")

    with served_by(services, lists=cast("Lists", SimpleNamespace(districts=fall))):
        answer = asyncio.run(ask(every.key, "/districts"))
    assert (answer.status_code, answer.json()["code"]) == (500, "API-006")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Kvist" not in answer.text


def test_while_the_database_is_away_the_caller_is_told_to_come_back(services: Services, every: Machine) -> None:
    away = Database("postgresql+psycopg://caire_login:x@127.0.0.1:1/nothing", KeyRing.of(MASTER_KEY), pool_size=1)
    with served_by(services, api_keys=ApiKeys(away)):
        answer = every.get("/districts")
    assert (answer.status_code, answer.json()["code"]) == (503, "KEY-006")


def test_the_same_write_at_the_same_moment_is_done_once(every: Machine, care: Care) -> None:
    day = MONDAY.isoformat()

    def start(_: int) -> httpx.Response:
        body = {"first_day": day, "last_day": day}
        return every.post("/runs", body=body, headers={"Idempotency-Key": "at-once"})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(start, range(8)))
    told = Counter(answer.json().get("code", "started") for answer in answers)
    assert told.keys() <= {"started", "API-014"}
    (run,) = {answer.json()["id"] for answer in answers if answer.status_code == 202}
    every.post(f"/runs/{run}/stop")


def test_a_slow_answer_holds_up_nobody_else(services: Services, every: Machine) -> None:
    may_end = threading.Event()

    def wait(_: object) -> dict[str, object]:
        assert may_end.wait(30)
        return {}

    async def both() -> tuple[httpx.Response, httpx.Response]:
        slow = asyncio.create_task(ask(every.key, "/districts"))
        quick = await ask(every.key, "/openapi.json")
        assert not slow.done()
        may_end.set()
        return await slow, quick

    with served_by(services, lists=cast("Lists", SimpleNamespace(districts=wait))):
        assert [answer.status_code for answer in asyncio.run(both())] == [200, 200]
