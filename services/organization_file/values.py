"""Whether a value of the file is what its column holds, and whether a document inside can be understood."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from data.ids import instant_of
from data.repositories.table_facts import ColumnFacts, ColumnKind
from services.errors import BadInput
from services.planning import snapshot
from services.planning.stored import plan_from_json, score_from_json, weights_from_json
from services.recurrence import Frequency
from services.recurrence.windows import read_windows

_SPAN = re.compile(r"^(\d{1,4} days? )?\d{1,4}:\d{2}:\d{2}(\.\d{1,6})?$")
_POINT = re.compile(r"^\(-?\d{1,3}(\.\d{1,17})?,-?\d{1,3}(\.\d{1,17})?\)$")
_LONGEST_TEXT = 100_000
_UNREADABLE = (BadInput, KeyError, TypeError, ValueError, AttributeError, snapshot.MissingPlace)
"""What reading a document raises when it is not what it should be."""


def is_fitting(facts: ColumnFacts, value: object) -> bool:
    """Whether the column can hold the value."""
    return _FITS[facts.kind](facts, value)


def _text(facts: ColumnFacts, value: object) -> bool:
    most = facts.most or _LONGEST_TEXT
    return isinstance(value, str) and len(value) <= most and "\x00" not in value and _is_sound(value)


def _is_sound(value: str) -> bool:
    """Half a pair of surrogates is no text any database takes."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _whole(facts: ColumnFacts, value: object) -> bool:
    most = facts.most or 2**31 - 1
    return isinstance(value, int) and not isinstance(value, bool) and -most - 1 <= value <= most


def _number(_: ColumnFacts, value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e9


def _parsed(read: Callable[[str], object]) -> Callable[[ColumnFacts, object], bool]:
    def fits(_: ColumnFacts, value: object) -> bool:
        try:
            return isinstance(value, str) and bool(read(value))
        except ValueError:
            return False

    return fits


def _moment(written: str) -> bool:
    return datetime.fromisoformat(written).tzinfo is not None


def _clock(written: str) -> bool:
    return time.fromisoformat(written).tzinfo is None


def _list_of(one: Callable[[ColumnFacts, object], bool]) -> Callable[[ColumnFacts, object], bool]:
    return lambda facts, value: isinstance(value, list) and all(one(facts, each) for each in value)


def _document(_: ColumnFacts, value: object) -> bool:
    return isinstance(value, (dict, list)) and _is_plain(value)


def _is_plain(value: object) -> bool:
    """No text a database refuses, and no number that is none."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(key) and _is_plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, str):
        return "\x00" not in value and _is_sound(value)
    return not isinstance(value, float) or math.isfinite(value)


_ID = _parsed(lambda written: str(UUID(written)) == written)  # as PostgreSQL writes it
_FITS: Mapping[ColumnKind, Callable[[ColumnFacts, object], bool]] = {
    ColumnKind.ID: _ID,
    ColumnKind.IDS: _list_of(_ID),
    ColumnKind.TEXT: _text,
    ColumnKind.TEXTS: _list_of(_text),
    ColumnKind.WORD: lambda facts, value: isinstance(value, str) and value in facts.words,
    ColumnKind.WHOLE: _whole,
    ColumnKind.NUMBER: _number,
    ColumnKind.FLAG: lambda _, value: isinstance(value, bool),
    ColumnKind.DAY: _parsed(date.fromisoformat),
    ColumnKind.CLOCK: _parsed(_clock),
    ColumnKind.MOMENT: _parsed(_moment),
    ColumnKind.SPAN: _parsed(_SPAN.match),
    ColumnKind.POINT: _parsed(_POINT.match),
    ColumnKind.DOCUMENT: _document,
}


def misunderstood(table: str, row: Mapping[str, Any], positions: Mapping[str, snapshot.Position]) -> str | None:
    """The key of a row whose document cannot be understood, None when all can."""
    for name, read in _MEANING.get(table, {}).items():
        if row.get(name) is None:
            continue
        try:
            read(row[name])
        except _UNREADABLE:
            return name
    if table == "schedule_solutions":
        return _misunderstood_plan(row, positions)
    return None


def _misunderstood_plan(row: Mapping[str, Any], positions: Mapping[str, snapshot.Position]) -> str | None:
    try:
        if instant_of(UUID(row["id"])) != datetime.fromisoformat(row["run_date"]):
            return "run_date"
        snapshot.from_json(row["input_data"], positions)
    except _UNREADABLE:
        return "input_data"
    return None


def _visit_windows(told: list[Mapping[str, Any]]) -> None:
    for each in told:
        for name in ("start", "latest_start", "end"):
            if datetime.fromisoformat(each[name]).tzinfo is None:
                raise ValueError(name)
        if not isinstance(each.get("preference", 0), int):
            raise TypeError("preference")
    if not told:
        raise ValueError("windows")


def _breaks(told: list[Mapping[str, Any]]) -> None:
    for each in told:
        for name in ("earliest", "latest_end"):
            if datetime.fromisoformat(each[name]).tzinfo is None:
                raise ValueError(name)
        if set(each) != {"id", "earliest", "latest_end", "duration_s", "is_paid", "is_fixed"}:
            raise ValueError("break")


def _break_windows(told: list[Mapping[str, Any]]) -> None:
    for each in told:
        time.fromisoformat(each["start"]), time.fromisoformat(each["end"])
        int(each.get("duration_min", 0)), bool(each["required"])


_MEANING: Mapping[str, Mapping[str, Callable[[Any], object]]] = {
    "visit_requirements": {"frequency": Frequency.from_json, "time_windows": read_windows},
    "shift_patterns": {"frequency": Frequency.from_json},
    "shift_templates": {"break_windows": _break_windows},
    "visits": {"windows": _visit_windows},
    "employee_shifts": {"breaks": _breaks},
    "constraint_profile_versions": {"weights": weights_from_json},
    "schedule_solutions": {
        "output_solution": plan_from_json, "score": score_from_json, "weights": weights_from_json,
    },
}  # fmt: skip
