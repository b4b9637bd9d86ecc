"""The care system on a real socket; what it holds is what the test gives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.standins.faulty import Fault, spoilt
from tests.standins.serving import served

ZONE = ZoneInfo("Europe/Stockholm")
KEY = "Bearer alfa-nyckel"
Task = dict[str, Any]


@dataclass
class CareSystem:
    """`tasks` by day; faults are used up one per call; `repeats_pages`: every question is answered with all days;
    `csv` is answered instead of tasks."""

    tasks: dict[date, list[Task]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    repeats_pages: bool = False
    is_wrapped: bool = False
    csv: bytes | None = None
    slow_s: float = 2.0
    url: str = ""
    calls: list[str] = field(default_factory=list)
    given: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def answer(self, request: Request) -> Response:
        """`GetTaskMetricsExtended`."""
        asked = request.query_params
        self.calls.append(f"{asked.get('from')}–{asked.get('to')}")
        if (refused := await self._refused(request)) is not None:
            return refused
        if self.csv is not None:
            return Response(self.csv, media_type="text/csv")
        first, last = date.fromisoformat(asked["from"]), date.fromisoformat(asked["to"])
        days = [day for day in sorted(self.tasks) if self.repeats_pages or first <= day <= last]
        told = [{"Date": day.isoformat(), "GroupData": [_group(day, self.tasks[day])]} for day in days]
        return JSONResponse({"value": told} if self.is_wrapped else told)

    async def take(self, request: Request) -> Response:
        """Planned entries; the same key twice is one."""
        body = await request.json()
        if (refused := await self._refused(request)) is not None:
            return refused
        self.given[request.headers["idempotency-key"]] = body
        return JSONResponse({"accepted": len(body["scheduleEntries"])}, 201)

    async def _refused(self, request: Request) -> Response | None:
        if request.headers.get("authorization") != KEY:
            return JSONResponse({"message": "no"}, 401)
        return await spoilt(self.faults.pop(0), self.slow_s) if self.faults else None


def a_task(
    number: int, day: date, client: str, carer: str, start_min: int, length_min: int = 30, done_min: int | None = None
) -> Task:  # fmt: skip
    """One task as it is known to look."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(minutes=start_min)
    end = start + timedelta(minutes=length_min)
    step = {"Id": 1, "Name": "Dusch", "PlannedTime": length_min, "DoneTime": done_min or 0, "Order": 1}
    return {
        "TaskID": number, "ClientPersonalId": client, "ResourcePersonalId": carer, "PlannedStart": start.isoformat(),
        "PlannedEnd": end.isoformat(), "PlannedMinutes": length_min, "VisitType": "NORMAL",
        "VisitTypeFlatRateMinutes": length_min, "TaskSteps": [step], "Unknown": "kept as it came",
    }  # fmt: skip


def _group(day: date, tasks: list[Task]) -> dict[str, Any]:
    return {"GroupId": 17, "LastUpdate": f"{day.isoformat()}T23:10:00+01:00", "Data": tasks}


@contextmanager
def a_care_system() -> Iterator[CareSystem]:
    """Running while inside."""
    system = CareSystem()
    routes = [
        Route("/api/BusinessIntelligence/GetTaskMetricsExtended", system.answer),
        Route("/api/Schedule/Entries", system.take, methods=["POST"]),
    ]
    with served(Starlette(routes=routes)) as url:
        system.url = url
        yield system
