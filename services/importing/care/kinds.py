"""Which layout a care system's file has, told by what stands in it, and the organisation's own names in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from services.integrations.care_files import (
    CareFile,
    read_schedule_entries,
    read_slinga_csv,
    read_task_metrics,
    read_visit_list_csv,
    schedule_entries,
    slinga_csv,
    visit_list_csv,
)
from services.integrations.care_files.mapping import ALFA_ECARE, MappingProfile


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


Names = Mapping[str, str]
"""Our name of a column or field → the file's."""


def _keys_of_tasks() -> tuple[str, ...]:
    left_out = {"name", "version", "base_path", "auth_header"}
    return tuple(f.name for f in fields(MappingProfile) if f.type == "str" and f.name not in left_out)


KEYS: Mapping[CareKind, Mapping[str, str]] = {
    CareKind.SLINGA: {name: name for name in slinga_csv.COLUMNS},
    CareKind.VISIT_LIST: {name: name for name in visit_list_csv.COLUMNS},
    CareKind.ENTRIES: {name: name for name in (schedule_entries.KEY, *schedule_entries.FIELDS)},
    CareKind.TASKS: {name: getattr(ALFA_ECARE, name) for name in _keys_of_tasks()},
}
"""What we call a column or field → what it is called when nobody says otherwise."""

_TELLING: Mapping[CareKind, tuple[str, ...]] = {
    CareKind.SLINGA: slinga_csv.NEEDED,
    CareKind.VISIT_LIST: visit_list_csv.NEEDED,
    CareKind.ENTRIES: (schedule_entries.KEY,),
    CareKind.TASKS: ("groups",),
}
"""Names that must all stand near the beginning of a file that uses the organisation's own."""


def kind_of(raw: bytes, own: Mapping[CareKind, Names] = MappingProxyType({})) -> CareKind | None:
    """The layout, None when the file is none of them; an organisation's `own` names are looked for first."""
    beginning = raw[:_BEGINNING]
    words = beginning.decode("utf-8", errors="ignore") + beginning.decode("cp1252", errors="ignore")
    for kind, names in own.items():
        if all(names.get(key, KEYS[kind][key]) in words for key in _TELLING[kind]):
            return kind
    return next((kind for sign, kind in _SIGNS if sign in beginning), None)


def read(
    kind: CareKind,
    raw: bytes,
    filename: str,
    zone: ZoneInfo,
    pseudonym: Callable[[str], str],
    names: Names = MappingProxyType({}),
) -> CareFile:
    """Everything the file says; its problems name columns as the file does."""
    if kind is CareKind.SLINGA:
        file = read_slinga_csv(raw, filename, names)
    elif kind is CareKind.VISIT_LIST:
        file = read_visit_list_csv(raw, filename, names)
    elif kind is CareKind.ENTRIES:
        file = read_schedule_entries(raw, zone, filename, names)
    else:
        own: dict[str, Any] = dict(names)
        file = read_task_metrics(raw, pseudonym, zone, replace(ALFA_ECARE, **own), filename)
    file.issues = tuple(replace(issue, field=names.get(issue.field, issue.field)) for issue in file.issues)
    return file
