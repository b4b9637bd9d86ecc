"""The documented paths over one tenant; every answer may be spoilt by a switch."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.standins.timefold.contract import PATCH, REQUEST, faults_of
from tests.standins.timefold.patches import patched
from tests.standins.timefold.switches import Fault
from tests.standins.timefold.tenant import Dataset, Tenant

BASE = "/api/models/field-service-routing"
Answer = Callable[[Request], Awaitable[Response]]


def application(tenant: Tenant) -> Starlette:
    """The server's routes."""
    plans = f"{BASE}/v1/route-plans"
    one = plans + "/{id}"
    books = _Books(tenant)
    table: list[tuple[str, str, str, Answer]] = [
        ("POST", plans, "plans", books.submit), ("GET", plans, "plans", books.listed),
        ("GET", one, "plan", books.envelope), ("DELETE", one, "plan", books.end),
        ("GET", f"{one}/metadata", "metadata", books.metadata), ("GET", f"{one}/events", "events", books.events),
        ("GET", f"{one}/score-analysis", "score-analysis", books.analysis),
        ("GET", f"{one}/validation-result", "validation-result", books.validation),
        ("GET", f"{one}/model-request", "model-request", books.request),
        ("POST", f"{one}/from-patch", "from-patch", books.from_patch),
    ]  # fmt: skip
    return Starlette(routes=[
        Route(path, _guarded(tenant, f"{method} {name}", answer), methods=[method])
        for method, path, name, answer in table
    ])  # fmt: skip


def _guarded(tenant: Tenant, what: str, answer: Answer) -> Answer:
    """The key first, then the fault that is switched on, then the answer."""

    async def guarded(request: Request) -> Response:
        tenant.calls.append((what, request.path_params.get("id", "")))
        if request.headers.get("x-api-key") != tenant.key:
            return Response(status_code=401)
        fault = tenant.switches.next_fault(what)
        if fault is None:
            return await answer(request)
        if fault is Fault.LOST:
            await answer(request)
        return await _spoilt(tenant, fault)

    return guarded


async def _spoilt(tenant: Tenant, fault: Fault) -> Response:
    if fault is Fault.SLOW:
        await asyncio.sleep(tenant.switches.slow_s)
        return Response(status_code=504)
    if fault is Fault.MALFORMED:
        return Response(b'{"id": "x", "solverStatus": ', 200, media_type="application/json")
    if fault in {Fault.CUT_OFF, Fault.LOST}:
        return StreamingResponse(_broken(), headers={"Content-Length": "4096"})
    wait = tenant.switches.retry_after
    headers = {"Retry-After": wait} if fault is Fault.BUSY and wait is not None else {}
    return _error(int(fault.value), "99999", headers)


async def _broken() -> AsyncIterator[bytes]:
    yield b'{"id": '
    raise ConnectionResetError


class _Books:
    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant

    async def submit(self, request: Request) -> Response:
        document = await _json(request)
        faults = faults_of(document, REQUEST)
        if faults:
            return _error(400, "TIMEFOLD-20002", details=faults)
        return self._taken(request, document, None)

    async def from_patch(self, request: Request) -> Response:
        parent = self._dataset(request)
        document = await _json(request)
        if parent is None or not self.tenant.switches.has_patches:
            return _error(404 if parent is None else 403, "TIMEFOLD-10001")
        faults = faults_of(document, PATCH)
        if not faults:
            try:
                model = patched(parent.request["modelInput"], document["patch"])
            except (KeyError, IndexError, StopIteration) as fault:
                faults = [f"path: {type(fault).__name__}"]
            else:
                whole = {"modelInput": model, "config": document.get("config", {})}
                faults = faults_of(whole, REQUEST)
        if faults:
            return _error(400, "TIMEFOLD-20001", details=faults)
        return self._taken(request, whole, parent.id)

    def _taken(self, request: Request, document: Any, parent_id: str | None) -> Response:
        tags = request.query_params.getlist("tags")
        dataset = self.tenant.take(document, tags, parent_id=parent_id)
        told = dataset.id if self.tenant.switches.answers_bare_ids else dataset.metadata()
        return JSONResponse(told, 202)

    async def listed(self, request: Request) -> Response:
        page, size = int(request.query_params.get("page", "0")), int(request.query_params.get("size", "100"))
        newest_first = list(self.tenant.datasets.values())[::-1]
        return JSONResponse([each.metadata() for each in newest_first[page * size : (page + 1) * size]])

    async def metadata(self, request: Request) -> Response:
        dataset = self._dataset(request)
        return JSONResponse(dataset.metadata()) if dataset else _error(404, "TIMEFOLD-10001")

    async def envelope(self, request: Request) -> Response:
        dataset = self._dataset(request)
        return JSONResponse(self._told(dataset)) if dataset else _error(404, "TIMEFOLD-10001")

    async def end(self, request: Request) -> Response:
        dataset = self._dataset(request)
        if dataset is None:
            return _error(404, "TIMEFOLD-10001")
        dataset.is_ended.set()
        return JSONResponse(dataset.envelope())

    async def analysis(self, request: Request) -> Response:
        dataset = self._dataset(request)
        sheet = dataset.sheet if dataset else None
        if sheet is None:
            return _error(404, "TIMEFOLD-10001")
        level = {"HARD": "hard", "MEDIUM": "medium", "SOFT": "soft"}
        rows = [
            {"name": row.constraint.title.en, "weight": f"{row.weight}{level[row.constraint.level]}",
             "score": f"-{row.cost}{level[row.constraint.level]}", "matchCount": len(row.matches), "matches": []}
            for row in sheet.rows
        ]  # fmt: skip
        return JSONResponse({"score": str(sheet.score), "constraints": rows})

    async def validation(self, request: Request) -> Response:
        dataset = self._dataset(request)
        return JSONResponse({"status": "ERRORS", "issues": dataset.issues if dataset else []})

    async def request(self, request: Request) -> Response:
        dataset = self._dataset(request)
        return JSONResponse(dataset.request) if dataset else _error(404, "TIMEFOLD-10001")

    async def events(self, request: Request) -> Response:
        dataset = self._dataset(request)
        if dataset is None or not self.tenant.switches.has_events:
            return _error(404, "TIMEFOLD-10001")
        if dataset.is_final:
            return Response(status_code=410)
        return StreamingResponse(_frames(dataset), media_type="text/event-stream")

    def _told(self, dataset: Dataset) -> Any:
        envelope = dataset.envelope()
        if self.tenant.switches.spoils_plan and envelope["modelOutput"]:
            envelope["modelOutput"]["vehicles"][0]["id"] = "somebody else"
        return envelope

    def _dataset(self, request: Request) -> Dataset | None:
        return self.tenant.datasets.get(request.path_params["id"])


async def _frames(dataset: Dataset) -> AsyncIterator[bytes]:
    told = None
    while True:
        now = dataset.metadata()
        if now != told:
            told = now
            yield f"data: {json.dumps(now)}\n\n".encode()
        if now["solverStatus"] in {"SOLVING_COMPLETED", "SOLVING_INCOMPLETE", "SOLVING_FAILED", "DATASET_INVALID"}:
            return
        await asyncio.sleep(0.05)


async def _json(request: Request) -> Any:
    body = await request.body()
    return json.loads(gzip.decompress(body) if request.headers.get("content-encoding") == "gzip" else body)


def _error(status: int, code: str, headers: dict[str, str] | None = None, details: Any = "") -> Response:
    return JSONResponse({"id": "e1", "code": code, "message": "no", "details": details}, status, headers)
