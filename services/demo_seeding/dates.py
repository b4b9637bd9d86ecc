"""Shifts and visits of a made organisation as rows, planned as its manual plan says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.people import EmployeeRow
from data.repositories.shifts import BreakRow, ShiftRow
from data.repositories.visits import AfterRow, PinRow, VisitRow, WindowRow
from data.vocabulary import CarerRelation, Transport, VisitStatus
from services.demo import DemoOrganization
from services.demo.rota import DemoShift
from services.demo_seeding.ids import RowIds
from services.problem import Plan, Route, Shift, Stop, StopKind, Visit


def moment(at_s: int) -> datetime:
    """An aware time."""
    return datetime.fromtimestamp(at_s, UTC)


def shift_rows(made: DemoOrganization, ids: RowIds, staff: Iterable[EmployeeRow]) -> list[ShiftRow]:
    """The rota; a skill the employee's row does not hold on the day is written on the shift."""
    held = {row.id: row for row in staff}
    planned = {shift.id: shift for shift in made.problem.shifts}
    return [_shift(each, planned[each.id], made, ids, held[ids.employee(each.employee.id)]) for each in made.rota]


def visit_rows(made: DemoOrganization, ids: RowIds, pools: Mapping[UUID, set[UUID]]) -> list[VisitRow]:
    """The visits, planned ones with carer and time; a pool is written where it is not the client's usual."""
    zone = ZoneInfo(made.problem.zone)
    days = {visit.id: _day(visit, zone) for visit in made.problem.visits}
    shift_days = {shift.id: shift.day for shift in made.rota}
    carers = {shift.id: shift.carer_id for shift in made.problem.shifts}
    planned = {stop.id: (carers[shift_id], stop.start_s) for shift_id, stop in made.manual_plan.visit_stops()}
    rows = [_visit(visit, planned.get(visit.id), days, shift_days, ids) for visit in made.problem.visits]
    allowed = [{ids.employee(carer) for carer in visit.pool} for visit in made.problem.visits]
    return [
        row if pool == pools.get(row.client_id, set()) else replace(row, carers=_in_pool(pool))
        for row, pool in zip(rows, allowed, strict=True)
    ]


def plan_of_rows(plan: Plan, ids: RowIds) -> Plan:
    """The same plan by the ids of the rows."""
    return Plan(
        tuple(
            Route(
                str(ids.shift(route.shift_id)),
                tuple(
                    Stop(s.kind, str(ids.visit(s.id)) if s.kind is StopKind.VISIT else s.id, s.start_s)
                    for s in route.stops
                ),
            )
            for route in plan.routes
        )
    )


def _shift(each: DemoShift, shift: Shift, made: DemoOrganization, ids: RowIds, employee: EmployeeRow) -> ShiftRow:
    vehicle = made.vehicle_of.get(each.id)
    own = {
        skill.name for skill in employee.skills
        if (skill.valid_from or each.day) <= each.day <= (skill.valid_to or each.day)
    }  # fmt: skip
    return ShiftRow(
        id=ids.shift(shift.id),
        day=each.day,
        employee_id=employee.id,
        planned_start=moment(shift.start_s),
        planned_end=moment(shift.end_s),
        start_place_id=ids.place(shift.start_place_id),
        end_place_id=ids.place(shift.end_place_id),
        soft_end=None if shift.soft_end_s is None else moment(shift.soft_end_s),
        breaks=tuple(
            BreakRow(b.id, moment(b.earliest_s), moment(b.latest_end_s), b.duration_s, b.is_paid, b.is_fixed)
            for b in shift.breaks
        ),
        skills=tuple(sorted((skill.name, skill.level) for skill in shift.skills if skill.name not in own)),
        transport=Transport(shift.mode.name),
        max_leg_s=shift.max_leg_s,
        vehicle_id=None if vehicle is None else ids.vehicle(vehicle),
        shift_template_id=ids.template(each.template.name),
    )


def _visit(
    visit: Visit,
    planned: tuple[str, int] | None,
    days: dict[str, date],
    shift_days: dict[str, date],
    ids: RowIds,
) -> VisitRow:
    carer, start = (None, None) if planned is None else (ids.employee(planned[0]), moment(planned[1]))
    end = None if planned is None else moment(planned[1] + visit.duration_s)
    pin = visit.pin
    return VisitRow(
        id=ids.visit(visit.id),
        visit_date=days[visit.id],
        client_id=ids.client(visit.client_id),
        place_id=ids.place(visit.place_id),
        duration_s=visit.duration_s,
        windows=tuple(
            WindowRow(moment(w.start_s), moment(w.latest_start_s), moment(w.end_s), w.preference) for w in visit.windows
        ),
        title=visit.title,
        skills=tuple(sorted(visit.skills)),
        after=tuple(AfterRow(ids.visit(a.visit_id), days[a.visit_id], a.delay_s) for a in visit.after),
        group_id=None if visit.group_id is None else ids.group(visit.group_id),
        priority=visit.priority,
        is_optional=visit.is_optional,
        pin=None if pin is None else PinRow(shift_days[pin.shift_id], ids.shift(pin.shift_id), moment(pin.start_s)),
        status=VisitStatus.UNASSIGNED if planned is None else VisitStatus.PLANNED,
        employee_id=carer,
        planned_start=start,
        planned_end=end,
    )


def _in_pool(carers: Iterable[UUID]) -> tuple[tuple[UUID, CarerRelation], ...]:
    return tuple((carer, CarerRelation.POOL) for carer in sorted(carers))


def _day(visit: Visit, zone: ZoneInfo) -> date:
    """Local day of the first window."""
    return datetime.fromtimestamp(min(window.start_s for window in visit.windows), zone).date()
