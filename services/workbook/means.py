"""Vehicles, kinds of shift and shifts of a workbook."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, cast
from uuid import UUID

from data.ids import new_id
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import ShiftStatus, Transport, VehicleStatus
from services.recurrence.windows import DayWindow, spans_on
from services.rota.pattern import breaks_of
from services.workbook import faults
from services.workbook.intake import Intake, rows_of
from services.workbook.reading import Told

MOST_DAYS_AWAY = 400
"""A shift further from today than this is a slip of the pen."""


def take_vehicles(intake: Intake) -> None:
    """New and changed vehicles."""
    for told, held, differing in rows_of(intake.matched["vehicles"]):
        was = held.row if held else VehicleRow(new_id(), "", "car")
        assert isinstance(was, VehicleRow)
        place = intake.placed(told, differing, held.record if held else {})
        if told.is_rejected:
            continue
        said = {key: value for key, (_, value) in differing.items()}
        fields: dict[str, Any] = {key: said[key] for key in ("name", "type", "capacity", "licences") if key in said}
        if "status" in said:
            fields["status"] = VehicleStatus(str(said["status"]))
        if place is not None:
            fields["location"] = (place[1], place[0])
        (intake.vehicles if held else intake.new_vehicles).append(replace(was, **fields))


def take_templates(intake: Intake) -> None:
    """New and changed kinds of shift."""
    for told, held, differing in rows_of(intake.matched["templates"]):
        was = held.row if held else TemplateRow(new_id(), "", time(7), time(16))
        assert isinstance(was, TemplateRow)
        if told.values["start"] == told.values["end"]:
            intake.notes.refuse(told, "end", faults.WRONG_ORDER)
            continue
        said = {key: value for key, (_, value) in differing.items()}
        names = {"name": "name", "start": "start_time", "end": "end_time"}
        fields: dict[str, Any] = {names[key]: said[key] for key in names if key in said}
        if "breaks" in said:
            fields["break_windows"] = [
                {"start": start, "end": end, "required": is_required, "duration_min": minutes, "paid": is_paid}
                for start, end, minutes, is_paid, is_required in cast("Any", said["breaks"])
            ] or None
        (intake.templates if held else intake.new_templates).append(replace(was, **fields))


def take_shifts(intake: Intake, usual_place: UUID | None) -> None:
    """New shifts and other hours, carers or vehicles of those that have not begun."""
    standing = intake.standing
    templates = {row.name: row for row in standing.templates.values()}
    templates |= {row.name: row for row in (*intake.templates, *intake.new_templates)}
    vehicles = {row.name: row.id for row in (*standing.vehicles.values(), *intake.vehicles, *intake.new_vehicles)}
    template_ids = {name: row.id for name, row in templates.items()}
    for told, held, differing in rows_of(intake.matched["shifts"]):
        employee = intake.named(told, "employee", intake.employee_names)
        vehicle = intake.named(told, "vehicle", vehicles)
        template = intake.named(told, "template", template_ids)
        _check(intake, told, differing, held.row if held else None, usual_place)
        if told.is_rejected or employee is None:
            continue
        was = held.row if held else None
        assert was is None or isinstance(was, ShiftRow)
        start, end = _hours(intake, told)
        base = was or _new_shift(intake, told, templates, template, usual_place)
        row = replace(
            base, employee_id=employee,
            planned_start=start if was is None or {"start", "end"} & differing.keys() else was.planned_start,
            planned_end=end if was is None or {"start", "end"} & differing.keys() else was.planned_end,
            vehicle_id=vehicle if "vehicle" in told.values else base.vehicle_id,
            shift_template_id=template if "template" in told.values else base.shift_template_id,
            transport=Transport(str(told.values.get("transport") or base.transport.value)),
            is_pinned=bool(told.values.get("is_pinned", base.is_pinned)),
            external_ref=cast("str | None", told.values.get("external_ref", base.external_ref)),
        )  # fmt: skip
        outside = [b for b in row.breaks if b.earliest < row.planned_start or b.latest_end > row.planned_end]
        if outside:
            intake.notes.refuse(told, "start", faults.BREAK_OUTSIDE)
        elif was is None:
            intake.new_shifts.append(row)
        else:
            intake.shifts.append((was, row))


def usual_place(starts: list[UUID]) -> UUID | None:
    """Where most shifts begin."""
    return Counter(starts).most_common(1)[0][0] if starts else None


def _check(intake: Intake, told: Told, differing: Any, was: object, office: UUID | None) -> None:
    day = told.values["day"]
    assert isinstance(day, date)
    if told.values["start"] == told.values["end"]:
        intake.notes.refuse(told, "end", faults.WRONG_ORDER)
    if abs((day - intake.today).days) > MOST_DAYS_AWAY:
        low, high = (intake.today + timedelta(days=sign * MOST_DAYS_AWAY) for sign in (-1, 1))
        intake.notes.refuse(told, "day", faults.OUT_OF_RANGE, day, low=low, high=high)
    if isinstance(was, ShiftRow):
        if "day" in differing:
            intake.notes.refuse(told, "day", faults.MOVED_DAY, day)
        if was.status is not ShiftStatus.PLANNED:
            intake.notes.refuse(told, "day", faults.BEGUN, day)
    elif office is None:
        intake.notes.refuse(told, "day", faults.NO_OFFICE, day)


def _hours(intake: Intake, told: Told) -> tuple[Any, Any]:
    start, end, day = told.values["start"], told.values["end"], told.values["day"]
    assert isinstance(start, time)
    assert isinstance(end, time)
    assert isinstance(day, date)
    (span,) = spans_on([DayWindow(start, end)], day, intake.standing.zone)
    return span.start, span.end


def _new_shift(
    intake: Intake, told: Told, templates: dict[str, TemplateRow], template: UUID | None, office: UUID | None
) -> ShiftRow:
    assert office is not None  # refused before
    start, end = _hours(intake, told)
    day = cast("date", told.values["day"])
    kind = next((row for row in templates.values() if row.id == template), None)
    breaks = breaks_of(kind, day, intake.standing.zone) if kind else ()
    return ShiftRow(new_id(), day, office, start, end, office, office, breaks=breaks)
