"""Format 1: one row per recurring visit, with the route it belongs to today."""

from __future__ import annotations

from collections.abc import Mapping

from services.integrations.care_files.cells import Cells
from services.integrations.care_files.decoding import decoded
from services.integrations.care_files.faults import FAULTS
from services.integrations.care_files.hours import around
from services.integrations.care_files.priorities import priority_of
from services.integrations.care_files.records import Address, CareFile, FileClient, FileNeed
from services.integrations.care_files.table import NO_NAMES, Row, read_rows
from services.problem.report import Report

COLUMNS = (
    "Slinga", "Kontor", "Börjar", "Starttid", "Längd", "Återkommande", "movablevisitid", "visitid", "Dubbelid",
    "Besökstyp", "Insatser", "Beskrivning", "Kundnr", "Gata", "Postnr", "Ort", "FastOMS", "Slutar", "Min före",
    "Min efter", "Prio (1-3)", "Vilande besök", "Notering",
)  # fmt: skip
NEEDED = tuple(name for name in COLUMNS if name not in {"movablevisitid", "Beskrivning", "Notering", "Vilande besök"})
_LONGEST_MIN = 24 * 60


def read_slinga_csv(raw: bytes, filename: str = "fil", names: Mapping[str, str] = NO_NAMES) -> CareFile:
    """Everything the file says; `names` is what it calls a column of ours, where it calls it otherwise."""
    report, file = Report(FAULTS), CareFile()
    text = decoded(raw, filename, report)
    seen: set[str] = set()
    for row in read_rows(text, filename, NEEDED, (), report, names) if text is not None else ():
        file.rows += 1
        if not _take(row, filename, file, seen, report):
            file.rejected.add(row.number)
    file.issues = report.issues()
    return file


def _take(row: Row, filename: str, file: CareFile, seen: set[str], report: Report) -> bool:
    cells = Cells(row, filename, report)
    need = _need(cells)
    if need is None:
        return False
    if need.ref in seen:
        cells.refuse("FILE-016", "visitid", need.ref)
        return False
    seen.add(need.ref)
    if need.is_dormant:
        cells.remark("FILE-022", "Vilande besök")
    file.needs.append(need)
    client = _client(cells)
    known = file.clients.setdefault(client.ref, client)
    if known.address != client.address:
        cells.remark("FILE-021", "Gata")
    if file.office is None and (office := cells.text("Kontor")):
        file.office = Address(office)
    return True


def _need(cells: Cells) -> FileNeed | None:
    start, duration = cells.needed_clock("Starttid"), cells.whole("Längd", 1, _LONGEST_MIN)
    before, after = (cells.whole(column, 0, _LONGEST_MIN, 0) for column in ("Min före", "Min efter"))
    begins, ends = cells.needed_day("Börjar"), cells.day("Slutar")
    rule = cells.rule("Återkommande")
    if cells.is_sound and ends is not None and ends < begins:
        cells.refuse("FILE-015", "Slutar", ends.isoformat())
    ref, client = cells.name("visitid"), cells.name("Kundnr")
    priority = priority_of(cells.whole("Prio (1-3)", 1, 99, 99))
    if not cells.is_sound or rule is None:
        return None
    return FileNeed(
        ref=ref, client_ref=client, service=cells.text("Insatser") or cells.text("Besökstyp"), duration_min=duration,
        start=start, hours=around(start, before, after, duration), rule=rule, begins=begins, ends=ends,
        priority=priority, group_ref=cells.text("Dubbelid"), slinga=cells.text("Slinga"),
        is_dormant=bool(cells.text("Vilande besök")), note=_note(cells),
    )  # fmt: skip


def _client(cells: Cells) -> FileClient:
    street, postcode, city = (cells.text(column) for column in ("Gata", "Postnr", "Ort"))
    return FileClient(cells.text("Kundnr"), Address(street, postcode, city) if street else None, cells.text("FastOMS"))


def _note(cells: Cells) -> str:
    return "\n".join(filter(None, (cells.text("Beskrivning"), cells.text("Notering"))))
