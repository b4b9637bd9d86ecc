"""The shifts that patterns give in a period, beside those that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.people import EmployeeRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import EmployeeStatus, VehicleStatus
from services.recurrence import occurrences
from services.rota.conflicts import ABSENT, CHANGED, DOUBLE_BOOKED, IN_REPAIR, INACTIVE, OVERLAP, Conflict, conflict
from services.rota.pattern import Pattern, breaks_of, hours_of


@dataclass(frozen=True)
class Ground:
    """What shifts are made on: everything that stands in and around the period."""

    employees: Mapping[UUID, EmployeeRow]
    templates: Mapping[UUID, TemplateRow]
    vehicles: Mapping[UUID, VehicleRow]
    shifts: Sequence[ShiftRow] = ()
    away: Sequence[EmployeeAbsenceRow] = ()
    in_repair: Sequence[VehicleAbsenceRow] = ()


@dataclass
class Making:
    """What making the period would do; a shift with an error is not among the `new`."""

    new: list[ShiftRow] = field(default_factory=list)
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def make_shifts(patterns: Sequence[Pattern], ground: Ground, first: date, last: date, zone: ZoneInfo) -> Making:
    """Lay the patterns out from `first` to `last`, both included; the first pattern named gets a contested vehicle."""
    made = Making()
    standing = {(row.employee_id, row.day, row.shift_template_id): row for row in ground.shifts}
    for pattern in patterns:
        for each in occurrences(pattern.rule, pattern.valid_from, pattern.valid_to, first, last):
            shift = _shift(pattern, ground, each.days[0], zone)
            known = standing.get((shift.employee_id, shift.day, shift.shift_template_id))
            if known is not None:
                _keep(known, shift, made)
            elif (reason := reason_against(shift, ground, [*ground.shifts, *made.new])) is not None:
                made.conflicts.append(reason)
            else:
                made.new.append(shift)
    return made


def free_vehicles(shift: ShiftRow, ground: Ground, others: Iterable[ShiftRow] = ()) -> list[VehicleRow]:
    """The vehicles that can be taken for `shift`, those of the same type as its own vehicle first."""
    own = ground.vehicles.get(shift.vehicle_id) if shift.vehicle_id else None
    taken = [*ground.shifts, *others]
    free = [
        vehicle
        for vehicle in ground.vehicles.values()
        if not is_in_repair(vehicle, shift, ground) and not is_booked(vehicle.id, shift, taken)
    ]
    return sorted(free, key=lambda vehicle: (own is not None and vehicle.type != own.type, vehicle.name))


def _shift(pattern: Pattern, ground: Ground, day: date, zone: ZoneInfo) -> ShiftRow:
    template = ground.templates[pattern.template_id]
    start, end = hours_of(template, day, zone)
    return ShiftRow(
        id=new_id(), day=day, employee_id=pattern.employee_id, planned_start=start, planned_end=end,
        start_place_id=pattern.start_place_id, end_place_id=pattern.end_place_id,
        breaks=breaks_of(template, day, zone), transport=ground.employees[pattern.employee_id].transport,
        vehicle_id=pattern.vehicle_id, shift_template_id=template.id,
    )  # fmt: skip


def _keep(known: ShiftRow, wanted: ShiftRow, made: Making) -> None:
    if (known.planned_start, known.planned_end) == (wanted.planned_start, wanted.planned_end):
        made.unchanged += 1
    else:
        made.conflicts.append(conflict(CHANGED, known.employee_id, known.day))


def reason_against(shift: ShiftRow, ground: Ground, taken: Sequence[ShiftRow]) -> Conflict | None:
    """What forbids the shift beside those that are `taken`; the first thing found."""
    who, day = shift.employee_id, shift.day
    if ground.employees[who].status is not EmployeeStatus.ACTIVE:
        return conflict(INACTIVE, who, day)
    if any(a.employee_id == who and _touch(shift, a.starts_at, a.ends_at) for a in ground.away):
        return conflict(ABSENT, who, day)
    if any(
        row.employee_id == who and row.id != shift.id and _touch(shift, row.planned_start, row.planned_end)
        for row in taken
    ):
        return conflict(OVERLAP, who, day)
    if shift.vehicle_id is None:
        return None
    if is_in_repair(ground.vehicles[shift.vehicle_id], shift, ground):
        return conflict(IN_REPAIR, who, day, shift.vehicle_id)
    return conflict(DOUBLE_BOOKED, who, day, shift.vehicle_id) if is_booked(shift.vehicle_id, shift, taken) else None


def is_in_repair(vehicle: VehicleRow, shift: ShiftRow, ground: Ground) -> bool:
    """Whether the vehicle stands in maintenance at any time of the shift, or is out of use."""
    away = (row for row in ground.in_repair if row.vehicle_id == vehicle.id)
    return vehicle.status is not VehicleStatus.ACTIVE or any(_touch(shift, row.starts_at, row.ends_at) for row in away)


def is_booked(vehicle_id: UUID, shift: ShiftRow, taken: Iterable[ShiftRow]) -> bool:
    """A vehicle serves one span at a time; carers of the very same span may share it, as the database counts."""
    return any(
        row.vehicle_id == vehicle_id
        and row.id != shift.id
        and _touch(shift, row.planned_start, row.planned_end)
        and (row.planned_start, row.planned_end) != (shift.planned_start, shift.planned_end)
        for row in taken
    )


def _touch(shift: ShiftRow, start: datetime, end: datetime) -> bool:
    return shift.planned_start < end and start < shift.planned_end
