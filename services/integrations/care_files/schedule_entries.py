"""Format 3: planned visits with their carer as JSON; they become the manual plan of their days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.integrations.care_files.cells import Cells
from services.integrations.care_files.decoding import decoded
from services.integrations.care_files.faults import FAULTS
from services.integrations.care_files.json_text import parsed
from services.integrations.care_files.records import CareFile, FileClient, FilePlanned
from services.integrations.care_files.table import NO_NAMES, Row
from services.problem.report import Report

KEY = "scheduleEntries"
FIELDS = ("date", "groupId", "clientId", "employeeId", "startTime", "endTime", "category")


def read_schedule_entries(
    raw: bytes, zone: ZoneInfo, filename: str = "fil", names: Mapping[str, str] = NO_NAMES
) -> CareFile:
    """Everything the file says; times are wall-clock times of `zone`, `names` what it calls our keys otherwise."""
    report, file = Report(FAULTS), CareFile()
    text = decoded(raw, filename, report)
    told = parsed(text, filename, report) if text is not None else None
    key = names.get(KEY, KEY)
    entries = told.get(key) if isinstance(told, dict) else None
    if told is not None and not isinstance(entries, list):
        report.add("FILE-019", filename, KEY, key=key)
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        file.rows += 1
        planned = _planned(_cells(entry, number, filename, report, names), zone)
        if planned is None:
            file.rejected.add(number)
            file.unread.add("")
        else:
            file.planned.append(planned)
            file.clients.setdefault(planned.client_ref, FileClient(planned.client_ref))
    file.issues = report.issues()
    return file


def _cells(entry: object, number: int, filename: str, report: Report, names: Mapping[str, str]) -> Cells:
    """The entry as cells of a row: what is not text is as good as not there."""
    told = entry if isinstance(entry, dict) else {}
    found = {name: told.get(names.get(name, name)) for name in FIELDS}
    return Cells(
        Row(number, {name: value.strip() for name, value in found.items() if isinstance(value, str)}), filename, report
    )


def _planned(cells: Cells, zone: ZoneInfo) -> FilePlanned | None:
    day, client, carer = cells.needed_day("date"), cells.name("clientId"), cells.name("employeeId")
    start, end = cells.needed_clock("startTime"), cells.needed_clock("endTime")
    if cells.is_sound and end <= start:
        cells.refuse("FILE-015", "endTime", end.strftime("%H:%M"))
    if not cells.is_sound:
        return None
    # The file has no ids of its own: who, whom and when is the natural key.
    return FilePlanned(
        ref=f"{day.isoformat()}:{client}:{carer}:{start.strftime('%H%M')}", day=day, client_ref=client, carer_ref=carer,
        start=_moment(day, start, zone), end=_moment(day, end, zone), service=cells.text("category"),
        group_ref=cells.text("groupId"),
    )  # fmt: skip


def _moment(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, zone)
