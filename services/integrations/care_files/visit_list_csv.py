"""Format 2: the expanded list, one row per dated visit with its shift; the misspelt headers are the real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from services.integrations.care_files.cells import Cells
from services.integrations.care_files.decoding import decoded
from services.integrations.care_files.faults import FAULTS
from services.integrations.care_files.hours import around, minute
from services.integrations.care_files.priorities import priority_of
from services.integrations.care_files.records import Address, CareFile, FileClient, FileShift, FileVisit, Hours
from services.integrations.care_files.sweden import is_in_sweden
from services.integrations.care_files.table import NO_NAMES, Row, read_rows
from services.problem.report import Report

COLUMNS = (
    "visit_id", "recurringVisit_id", "visitGroup_id", "recurringVisit_clientName", "serviceArea_address",
    "serviceArea_lat", "serviceArea_lon", "frequency", "occurence", "startDate", "endDate", "startTime", "duration",
    "flex_beforeStart", "flex_afterStart", "minStartTime", "maxStartTime", "maxEndTime", "recurring_external",
    "external_slinga_shiftName", "shift_type", "shift_start", "shift_end", "shift_break_duration",
    "shift_break_minStart", "shift_break_maxEnd", "visit_note", "visit_type", "inset_type", "client_externalId",
    "client_addressStreet", "client_addressPostalCdode", "client_addressCity", "client_caireConact", "Prio (1-3)",
    "client_lat", "client_lon", "client_caireContact", "Prio (1-3)",
)  # fmt: skip
NEEDED = ("visit_id", "startDate", "startTime", "duration", "client_externalId")
_REPEATED = ("Prio (1-3)",)
_LONGEST_MIN = 24 * 60


def read_visit_list_csv(raw: bytes, filename: str = "fil", names: Mapping[str, str] = NO_NAMES) -> CareFile:
    """Everything the file says; `names` is what it calls a column of ours, where it calls it otherwise."""
    report, file = Report(FAULTS), CareFile()
    text = decoded(raw, filename, report)
    seen: set[str] = set()
    for row in read_rows(text, filename, NEEDED, _REPEATED, report, names) if text is not None else ():
        file.rows += 1
        if not _take(row, filename, file, seen, report):
            file.rejected.add(row.number)
            file.unread.add(row.cells.get("visit_id", "").strip())
    file.issues = report.issues()
    return file


def _take(row: Row, filename: str, file: CareFile, seen: set[str], report: Report) -> bool:
    cells = Cells(row, filename, report)
    visit, shift, client = _visit(cells), _shift(cells), _client(cells)
    if not cells.is_sound or visit is None:
        return False
    if visit.ref in seen:
        cells.refuse("FILE-016", "visit_id", visit.ref)
        return False
    seen.add(visit.ref)
    file.visits.append(visit)
    if shift is not None and file.shifts.setdefault(shift.name, shift) != shift:
        cells.remark("FILE-020", "external_slinga_shiftName")
    if file.clients.setdefault(client.ref, client).address != client.address:
        cells.remark("FILE-021", "client_addressStreet")
    if file.office is None and (office := cells.text("serviceArea_address")):
        file.office = Address(office, lat=cells.decimal("serviceArea_lat"), lon=cells.decimal("serviceArea_lon"))
    return True


def _visit(cells: Cells) -> FileVisit | None:
    start, duration = cells.needed_clock("startTime"), cells.whole("duration", 1, _LONGEST_MIN)
    day = cells.needed_day("startDate")
    last_day = cells.day("endDate") or day
    if cells.is_sound and last_day < day:
        cells.refuse("FILE-015", "endDate", last_day.isoformat())
    hours = _hours(cells, start, duration)
    ref, client = cells.name("visit_id"), cells.name("client_externalId")
    priority = priority_of(cells.whole("Prio (1-3)", 1, 99, 99))
    if not cells.is_sound:
        return None
    return FileVisit(
        ref=ref, client_ref=client, service=cells.text("inset_type") or cells.text("visit_type"), duration_min=duration,
        day=day, last_day=last_day, hours=hours, start=start, need_ref=cells.text("recurringVisit_id"),
        group_ref=cells.text("visitGroup_id"), priority=priority, slinga=cells.text("external_slinga_shiftName"),
        note=cells.text("visit_note"),
    )  # fmt: skip


def _hours(cells: Cells, start: time, duration: int) -> Hours:
    """The stated hours; where they are not stated, the wished start with its slack."""
    before, after = (cells.whole(column, 0, _LONGEST_MIN, 0) for column in ("flex_beforeStart", "flex_afterStart"))
    slack = around(start, before, after, duration)
    earliest, latest, end = (cells.clock(column) for column in ("minStartTime", "maxStartTime", "maxEndTime"))
    hours = Hours(earliest or slack.earliest, latest or slack.latest, end or slack.end)
    is_ordered = minute(hours.earliest) <= minute(hours.latest)
    if cells.is_sound and (not is_ordered or minute(hours.earliest) + duration > minute(hours.end)):
        cells.refuse("FILE-017", "maxEndTime", hours.end.strftime("%H:%M"))
    return hours


def _shift(cells: Cells) -> FileShift | None:
    name, start, end = cells.text("external_slinga_shiftName"), cells.clock("shift_start"), cells.clock("shift_end")
    pause = cells.whole("shift_break_duration", 0, _LONGEST_MIN, 0)
    first, last = cells.clock("shift_break_minStart"), cells.clock("shift_break_maxEnd")
    if not name or start is None or end is None:
        return None
    return FileShift(name, cells.text("shift_type"), start, end, pause, first, last)


def _client(cells: Cells) -> FileClient:
    lat, lon = cells.decimal("client_lat"), cells.decimal("client_lon")
    if lat is not None and lon is not None and not is_in_sweden(lat, lon):
        cells.refuse("FILE-018", "client_lat")
    columns = ("client_addressStreet", "client_addressPostalCdode", "client_addressCity")
    street, postcode, city = (cells.text(column) for column in columns)
    is_somewhere = bool(street) or lat is not None
    contact = cells.text("client_caireContact") or cells.text("client_caireConact")
    return FileClient(
        cells.text("client_externalId"), Address(street, postcode, city, lat, lon) if is_somewhere else None, contact
    )
