"""Rows to a problem: an organisation's days, as the solvers and the catalogue want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.people import ClientRow, EmployeeRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow
from data.vocabulary import CarerRelation, EmployeeStatus, PaymentModel, VisitStatus
from data.work import ReadingWork
from services.planning.fleet import vehicles_of
from services.planning.settings import settings_of
from services.problem import After, Break, Carer, Client, Group, Mode, Pin, Place, Problem, Shift, Skill, Visit, Window
from services.problem.travel import CAR_FITTED
from services.rota.availability import by_employee, wishes
from services.travel.known import chosen, known_roads

MET_DAYS = 14
"""A carer a client has met in so many days before the period is no new face."""

_NOT_PLANNED = frozenset({VisitStatus.CANCELLED, VisitStatus.MISSED})
_MET = frozenset({VisitStatus.PLANNED, VisitStatus.STARTED, VisitStatus.DONE})
_SMALLEST_GROUP = 2


def load_problem(
    work: ReadingWork, first_day: date, last_day: date, district_id: UUID | None = None, *, as_it_was: bool = False
) -> Problem:
    """The problem of these days, both included; ids are those of the rows, labels are pseudonyms.

    A visit belongs to the period when any of its windows begins in it. Of a district: its clients' visits, and the
    shifts of its employees and of those who belong to no district. `as_it_was`: looked back at, missed visits and the
    shifts of those who have left are part of it too.
    """
    period = _Period(first_day, last_day, _zone(work))
    employees = {row.id: row for row in work.people.employees()}
    clients = {row.id: row for row in work.people.clients()}
    shifts = [
        row for row in work.shifts.between(first_day, last_day)
        if (as_it_was or employees[row.employee_id].status is EmployeeStatus.ACTIVE)
        and (district_id is None or employees[row.employee_id].district_id in {district_id, None})
    ]  # fmt: skip
    nearby = [
        row for row in work.visits.between(first_day - timedelta(days=MET_DAYS), last_day)
        if district_id is None or clients[row.client_id].district_id == district_id
    ]  # fmt: skip
    left_out = frozenset({VisitStatus.CANCELLED}) if as_it_was else _NOT_PLANNED
    rows = [row for row in nearby if row.status not in left_out and period.holds(row)]
    visits = _visits(rows, shifts, clients, _relations(work))
    named = {carer for v in visits for carer in (*v.pool, *v.preferred, *v.prohibited, *filter(None, [v.contact]))}
    carers = named | {str(row.employee_id) for row in shifts}
    visited = {v.client_id for v in visits}
    liked = wishes(shifts, by_employee(work.absences.availability()), period.zone)
    places = {row.place_id for row in rows} | {p for row in shifts for p in (row.start_place_id, row.end_place_id)}
    spots = tuple(Place(str(row.id), row.lat, row.lon) for row in work.places.all(places).values())
    return Problem(
        zone=str(period.zone),
        places=spots,
        clients=tuple(_client(row) for row in clients.values() if str(row.id) in visited),
        carers=tuple(carer_of(row) for row in employees.values() if str(row.id) in carers),
        shifts=tuple(_shift(row, employees[row.employee_id], liked.get(row.id, 0)) for row in shifts),
        visits=visits,
        groups=_groups(visits),
        models=dict.fromkeys(Mode, CAR_FITTED) if _is_from_a_file(shifts) else chosen(work).models(first_day),
        met=_met(nearby, first_day),
        vehicles=vehicles_of(work, shifts),
        settings=settings_of(work),
        roads=None if _is_from_a_file(shifts) else known_roads(work, [p.id for p in spots], _modes(shifts)),
    )


def _client(row: ClientRow) -> Client:
    return Client(str(row.id), row.pseudonym, _id(row.district_id), row.wishes, row.traits)


def carer_of(row: EmployeeRow) -> Carer:
    """What is agreed with an employee; a rate in kronor an hour becomes öre a minute."""
    return Carer(
        str(row.id),
        row.pseudonym,
        district=_id(row.district_id),
        contract_min_week=row.contract_minutes_week,
        rate_ore_min=None if row.hourly_rate_sek is None else round(row.hourly_rate_sek * 100 / 60),
        is_monthly=row.payment_model is PaymentModel.MONTHLY,
        traits=row.traits,
        avoids=row.avoids,
    )


def _id(row_id: UUID | None) -> str | None:
    return None if row_id is None else str(row_id)


def _zone(work: ReadingWork) -> ZoneInfo:
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return ZoneInfo(own.timezone)


def _met(rows: Iterable[VisitRow], first_day: date) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(row.client_id), str(row.employee_id))
        for row in rows
        if row.visit_date < first_day and row.employee_id is not None and row.status in _MET
    )


@dataclass(frozen=True, slots=True)
class _Period:
    first_day: date
    last_day: date
    zone: ZoneInfo

    def holds(self, row: VisitRow) -> bool:
        start = datetime.combine(self.first_day, time(), self.zone)
        end = datetime.combine(self.last_day + timedelta(days=1), time(), self.zone)
        return any(start <= window.start < end for window in row.windows)


@dataclass(frozen=True, slots=True)
class _Named:
    """The carers of one client, by what they are to the client."""

    pool: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()


def _relations(work: ReadingWork) -> dict[UUID, _Named]:
    found: dict[UUID, dict[CarerRelation, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in work.people.relations():
        found[row.client_id][row.relation].append(str(row.employee_id))
    return {client: _named(by_relation) for client, by_relation in found.items()}


def _named(by_relation: Mapping[CarerRelation, list[str]]) -> _Named:
    pool, preferred, avoided = (
        tuple(sorted(by_relation.get(relation, ())))
        for relation in (CarerRelation.POOL, CarerRelation.PREFERRED, CarerRelation.AVOIDED)
    )
    return _Named(pool, preferred, avoided)


def _visits(
    rows: list[VisitRow], shifts: list[ShiftRow], clients: Mapping[UUID, ClientRow], relations: Mapping[UUID, _Named]
) -> tuple[Visit, ...]:
    """Links to visits and shifts outside the period are left out; so are groups of which one member is left."""
    inside, shift_ids = {row.id for row in rows}, {row.id for row in shifts}
    members: dict[UUID, int] = defaultdict(int)
    for row in rows:
        if row.group_id is not None:
            members[row.group_id] += 1
    return tuple(
        _visit(
            row,
            clients[row.client_id].contact_employee_id,
            relations.get(row.client_id, _Named()),
            row.group_id if row.group_id is not None and members[row.group_id] >= _SMALLEST_GROUP else None,
            inside,
            shift_ids,
        )
        for row in rows
    )


def _visit(
    row: VisitRow, contact: UUID | None, usual: _Named, group: UUID | None, inside: set[UUID], shift_ids: set[UUID]
) -> Visit:
    by_relation: dict[CarerRelation, list[str]] = defaultdict(list)
    for employee, relation in row.carers:
        by_relation[relation].append(str(employee))
    own, pin = _named(by_relation), row.pin
    return Visit(
        id=str(row.id),
        client_id=str(row.client_id),
        place_id=str(row.place_id),
        duration_s=row.duration_s,
        windows=tuple(
            Window(_s(w.start), _s(w.latest_start), _s(w.end), w.preference)
            for w in sorted(row.windows, key=lambda w: w.start)
        ),
        title=row.title,
        skills=row.skills,
        pool=own.pool or usual.pool,
        preferred=own.preferred or usual.preferred,
        prohibited=tuple(sorted({*own.avoided, *usual.avoided})),
        contact=_id(contact),
        priority=row.priority,
        is_optional=row.is_optional,
        group_id=_id(group),
        after=tuple(After(str(a.visit_id), a.delay_s) for a in row.after if a.visit_id in inside),
        pin=Pin(str(pin.shift_id), _s(pin.start)) if pin is not None and pin.shift_id in shift_ids else None,
    )


def _shift(row: ShiftRow, employee: EmployeeRow, wish: int) -> Shift:
    """Skills are the employee's own that hold on the day, and those of this shift only; the higher level counts."""
    skills: dict[str, int] = dict(row.skills)
    for held in employee.skills:
        if (held.valid_from is None or held.valid_from <= row.day) and (
            held.valid_to is None or row.day <= held.valid_to
        ):
            skills[held.name] = max(held.level, skills.get(held.name, 0))
    return Shift(
        id=str(row.id),
        carer_id=str(row.employee_id),
        start_s=_s(row.planned_start),
        end_s=_s(row.planned_end),
        start_place_id=str(row.start_place_id),
        end_place_id=str(row.end_place_id),
        soft_end_s=None if row.soft_end is None else _s(row.soft_end),
        breaks=tuple(
            Break(b.id, _s(b.earliest), _s(b.latest_end), b.duration_s, b.is_paid, b.is_fixed) for b in row.breaks
        ),
        skills=tuple(Skill(name, level) for name, level in sorted(skills.items())),
        mode=Mode[row.transport.name],
        max_leg_s=row.max_leg_s,
        is_pinned=row.is_pinned,
        wish=wish,
        vehicle_id=_id(row.vehicle_id),
    )


def _groups(visits: Iterable[Visit]) -> tuple[Group, ...]:
    members: dict[str, list[str]] = defaultdict(list)
    for visit in visits:
        if visit.group_id is not None:
            members[visit.group_id].append(visit.id)
    return tuple(Group(group, tuple(ids)) for group, ids in members.items())


def _is_from_a_file(shifts: list[ShiftRow]) -> bool:
    """Exchange files carry no matrix and are always timed as by car; an organisation's own shifts by their mode."""
    return all(row.external_ref is not None and row.shift_template_id is None for row in shifts)


def _modes(shifts: list[ShiftRow]) -> set[Mode]:
    return {Mode[row.transport.name] for row in shifts}


def _s(moment: datetime) -> int:
    return int(moment.timestamp())
