"""A published plan given back to the care system, day by day or as a file; a day that fails waits in the list."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.solutions import SolutionRow
from data.repositories.syncs import LetterRow, SyncRow
from data.vocabulary import LetterKind, PlanKind
from data.work import Context, ReadingWork
from services.ecare import refusals
from services.errors import CareError, Conflict, NotAllowed
from services.planning.stored import plan_from_json
from services.words import Text

if TYPE_CHECKING:
    from services.integrations.ecare import CareClient

Entry = dict[str, str]


def planned_days(work: ReadingWork, plan_id: UUID) -> dict[date, list[Entry]]:
    """What of a published plan the care system knows, day by day, in the shape of schedule entries."""
    row, own = work.solutions.find(plan_id), work.organizations.own()
    if row is None or own is None or row.summary.kind is not PlanKind.PUBLISHED:
        raise refusals.NOT_PUBLISHED
    zone = ZoneInfo(own.timezone)
    around = timedelta(days=1)
    visits = {
        str(visit.id): visit
        for visit in work.visits.between(row.summary.first_day - around, row.summary.last_day + around)
        if visit.external_ref
    }
    clients = {each.id: each.external_ref for each in work.people.clients()}
    carers = {str(each.id): each.external_ref for each in work.people.employees()}
    found: dict[date, list[Entry]] = defaultdict(list)
    for visit_id, carer_id, start_s in _stops(row):
        visit, carer = visits.get(visit_id), carers.get(carer_id)
        client = clients.get(visit.client_id) if visit is not None else None
        if visit is None or carer is None or client is None:
            continue
        start = datetime.fromtimestamp(start_s, UTC).astimezone(zone)
        end = (start.astimezone(UTC) + timedelta(seconds=visit.duration_s)).astimezone(zone)
        found[start.date()].append({
            "date": start.date().isoformat(), "taskId": visit.external_ref or "", "clientId": client,
            "employeeId": carer, "startTime": f"{start:%H:%M}", "endTime": f"{end:%H:%M}", "category": visit.title,
        })  # fmt: skip
    if not found:
        raise refusals.NOTHING_TO_GIVE
    return {day: sorted(found[day], key=lambda entry: (entry["startTime"], entry["taskId"])) for day in sorted(found)}


def give_days(database: Database, context: Context, sync: SyncRow, client: CareClient) -> None:
    """Send every day of the exchange; those that fail wait in the list, and only a refused key ends it early."""
    from services.integrations.ecare import day_document

    assert sync.plan_id is not None  # a push is asked for with its plan
    with database.reading(context) as work:
        days = {
            day: entries
            for day, entries in planned_days(work, sync.plan_id).items()
            if sync.first_day is None or sync.last_day is None or sync.first_day <= day <= sync.last_day
        }
    given: list[str] = []
    letters: list[LetterRow] = []
    refused: CareError | None = None
    for day, entries in days.items():
        ref = f"{sync.plan_id}:{day.isoformat()}"
        try:
            if refused is not None:
                raise refused
            client.give(day_document(entries), ref)
            given.append(ref)
        except CareError as fault:
            refused = fault if isinstance(fault, (NotAllowed, Conflict)) else None
            letters.append(LetterRow(LetterKind.DAY, ref, fault.code, _words(fault), day))
    with database.writing(context) as work:
        work.syncs.settle_letters(LetterKind.DAY, given)
        work.syncs.write_letters(sync.id, letters)
        if refused is None:
            work.syncs.settle(sync.id, {"given": len(given), "waiting": len(letters)})
    if refused is not None:
        raise refused


def as_file(days: dict[date, list[Entry]]) -> bytes:
    """All days in one document."""
    from services.integrations.ecare import day_document

    entries = [entry for day in days.values() for entry in day]
    return json.dumps(day_document(entries), ensure_ascii=False, indent=1).encode()


def _stops(row: SolutionRow) -> list[tuple[str, str, int]]:
    """Visit, carer and start of every stop."""
    carer_of: dict[str, Any] = {shift["id"]: shift["carer_id"] for shift in row.input_data["shifts"]}
    plan = plan_from_json(row.output_solution or {})
    return [(stop.id, carer_of[shift], stop.start_s) for shift, stop in plan.visit_stops() if shift in carer_of]


def _words(fault: CareError) -> dict[str, str]:
    from services.integrations.outbound import InDoubt

    cause: Text = refusals.DOUBT.fill(cause=fault.cause) if isinstance(fault, InDoubt) else fault.cause
    return {"sv": cause.sv, "en": cause.en}
