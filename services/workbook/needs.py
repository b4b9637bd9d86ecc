"""Recurring visits of a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from data.ids import new_id
from data.repositories.requirements import RequirementRow
from services.errors import BadInput
from services.recurrence import Frequency, Kind
from services.recurrence.frequency import WEEK
from services.words import Text
from services.workbook import faults
from services.workbook.intake import Intake, rows_of
from services.workbook.reading import Told
from services.workbook.shapes import Record
from services.workbook.standing import Held

_RULE = ("repeats", "weekdays", "every_weeks", "times", "dates", "except_dates", "skips_holidays")
_AT = {"RECUR-003": "weekdays", "RECUR-004": "every_weeks", "RECUR-005": "times", "RECUR-006": "dates"}
_PLAIN = ("service_type", "external_ref", "priority", "carers_needed", "skills", "min_delay_min", "is_pattern_locked",
          "slinga", "is_dormant", "valid_from", "valid_to")  # fmt: skip
_MOST_LENGTH_S = 86_400


def take_needs(intake: Intake) -> None:
    """New and changed needs; one may come after another of the same workbook."""
    rows = list(rows_of(intake.matched["needs"]))
    ids = {id(told): held.row.id if held else new_id() for told, held, _ in rows}  # type: ignore[union-attr]
    names = {str(row.id): row.id for row in intake.standing.needs.values()}
    names |= {row.external_ref: row.id for row in intake.standing.needs.values() if row.external_ref}
    names |= {str(told.values["external_ref"]): ids[id(told)] for told, _, _ in rows if told.values.get("external_ref")}
    for told, held, differing in rows:
        was = held.row if held else RequirementRow(ids[id(told)], intake.standing.organization_id, "", 60)
        assert isinstance(was, RequirementRow)
        client = intake.named(told, "client", intake.client_names)
        after = intake.named(told, "after", names)
        _check(intake, told, held, after, was)
        rule = _rule(intake, told, held)
        if told.is_rejected or client is None:
            continue
        row = _need(was, told, differing)
        row = replace(row, client_id=client, after_requirement_id=after if "after" in told.values
                      else was.after_requirement_id)  # fmt: skip
        if set(_RULE) & differing.keys():
            row = replace(row, frequency=rule)
        (intake.needs if held else intake.new_needs).append(row)
    _refuse_lost(intake, {ids[id(told)]: told for told, _, _ in rows})


def _need(was: RequirementRow, told: Told, differing: dict[str, Any]) -> RequirementRow:
    said = {key: value for key, (_, value) in differing.items()}
    fields: dict[str, Any] = {key: said[key] for key in _PLAIN if key in said}
    if "service_type" in fields:
        fields["service_type"] = fields["service_type"] or ""
    if "duration_min" in said:
        fields["duration_s"] = max(1, min(_MOST_LENGTH_S, round(60 * said["duration_min"])))
    if "windows" in said:
        fields["time_windows"] = [
            {"day": int(day) if len(day) == 1 else day, "start": start, "end": end, "preference": preference}
            for day, start, end, preference in said["windows"]
        ]
    return replace(was, **fields)


def _rule(intake: Intake, told: Told, held: Held | None) -> Any:
    """The recurrence as it is stored; refused at the cell that makes it impossible."""
    said: Record = (held.record if held else {}) | told.values
    if said.get("repeats") is None:
        return None
    kind = Kind(str(said["repeats"]))
    is_stepped, is_counted = kind in {Kind.EVERY_N_WEEKS, Kind.N_PER_WEEK}, kind is Kind.N_PER_WEEK
    told_days: Any = said.get("dates") if kind is Kind.DATES else ()
    weekdays: Any = said.get("weekdays")
    left_out: Any = said.get("except_dates")
    try:
        return Frequency(
            kind,
            weekdays or WEEK,
            cast("int", said.get("every_weeks") or 1) if is_stepped else 1,
            cast("int", said.get("times") or 1) if is_counted else 1,
            told_days or (),
            left_out or (),
            bool(said.get("skips_holidays")),
        ).to_json()
    except BadInput as bad:
        cause = Text(sv=f"{bad.cause.sv} {bad.action.sv}", en=f"{bad.cause.en} {bad.action.en}")
        intake.notes.refuse(told, _AT.get(bad.code, "repeats"), faults.REFUSED, reason=cause)
        return None


def _check(intake: Intake, told: Told, held: Held | None, after: UUID | None, was: RequirementRow) -> None:
    said: Record = (held.record if held else {}) | told.values
    begins, ends = said.get("valid_from"), said.get("valid_to")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        intake.notes.refuse(told, "valid_to", faults.WRONG_ORDER)
    if after is not None and after == was.id:
        intake.notes.refuse(told, "after", faults.REFUSED, reason=_AFTER_ITSELF)
    if said.get("after") is None and said.get("min_delay_min") is not None:
        intake.notes.refuse(told, "min_delay_min", faults.REFUSED, reason=_DELAY_ALONE)


_AFTER_ITSELF = Text(sv="Ett behov kan inte komma efter sig självt.", en="A requirement cannot come after itself.")
_DELAY_ALONE = Text(sv="Minuterna säger inte efter vilket behov.", en="The minutes do not say after which requirement.")


def _refuse_lost(intake: Intake, told_by_id: dict[UUID, Told]) -> None:
    """A need that comes after a new one that was refused is refused too, and so on."""
    while True:
        known = {row.id for row in intake.new_needs} | intake.standing.needs.keys()
        rows = (*intake.new_needs, *intake.needs)
        lost = {row.id for row in rows if row.after_requirement_id and row.after_requirement_id not in known}
        if not lost:
            return
        for row_id in lost:
            told = told_by_id[row_id]
            intake.notes.refuse(told, "after", faults.NOBODY, what=told.sheet.sheet.column("after").title)
        intake.new_needs = [row for row in intake.new_needs if row.id not in lost]
        intake.needs = [row for row in intake.needs if row.id not in lost]
