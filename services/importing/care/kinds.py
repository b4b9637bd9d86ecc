"""Which layout a care system's file has, told by what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from zoneinfo import ZoneInfo

from services.integrations.care_files import (
    CareFile,
    read_schedule_entries,
    read_slinga_csv,
    read_task_metrics,
    read_visit_list_csv,
)


class CareKind(StrEnum):
    """The layouts, by their names in the table of imports."""

    SLINGA = "slinga-csv"
    VISIT_LIST = "visit-list-csv"
    ENTRIES = "schedule-entries"
    TASKS = "task-metrics"


_SIGNS: tuple[tuple[bytes, CareKind], ...] = (
    (b"scheduleEntries", CareKind.ENTRIES),
    (b"GroupData", CareKind.TASKS),
    (b"recurringVisit_id", CareKind.VISIT_LIST),
    (b"visit_id", CareKind.VISIT_LIST),
    (b"Slinga", CareKind.SLINGA),
)
_BEGINNING = 4096


def kind_of(raw: bytes) -> CareKind | None:
    """The layout, None when the file is none of them."""
    beginning = raw[:_BEGINNING]
    return next((kind for sign, kind in _SIGNS if sign in beginning), None)


def read(kind: CareKind, raw: bytes, filename: str, zone: ZoneInfo, pseudonym: Callable[[str], str]) -> CareFile:
    """Everything the file says."""
    if kind is CareKind.SLINGA:
        return read_slinga_csv(raw, filename)
    if kind is CareKind.VISIT_LIST:
        return read_visit_list_csv(raw, filename)
    if kind is CareKind.ENTRIES:
        return read_schedule_entries(raw, zone, filename)
    return read_task_metrics(raw, pseudonym, zone, filename=filename)
