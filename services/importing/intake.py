"""From a problem read out of a file to rows of the organisation: what is new, changed and unchanged.

Things are the same when other systems call them the same (`external_ref`), and what no other system has named when the
file calls it by our own id, as a file we have written does; places when their positions agree. Rows
already here keep their ids, what has been planned or done of them, and whatever the file does not speak of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.people import ClientRow, EmployeeRow
from data.repositories.places import PlaceRow
from data.repositories.shifts import BreakRow, ShiftRow
from data.repositories.visits import AfterRow, PinRow, VisitRow, WindowRow
from data.vocabulary import CarerRelation, Transport
from services.importing.standing import Standing
from services.problem import Problem, Shift, Visit

Dated = TypeVar("Dated", ShiftRow, VisitRow)
Person = TypeVar("Person", EmployeeRow, ClientRow)

KEPT = {
    ShiftRow: ("id", "vehicle_id", "shift_template_id", "status", "actual_start", "actual_end"),
    VisitRow: ("id", "visit_requirement_id", "status", "employee_id", "planned_start", "planned_end", "actual_start",
               "actual_end"),
}  # fmt: skip
"""What a file never changes in a row that is already here."""


@dataclass
class Tally:
    """How many rows of one kind are new, changed and unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.changed + self.unchanged

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass
class Intake:
    """The rows as they are to stand after the file, and what differs from now.

    `shifts` and `visits` hold every row of the period, those the file does not name included.
    """

    places: list[PlaceRow] = field(default_factory=list)
    employees: list[EmployeeRow] = field(default_factory=list)
    clients: list[ClientRow] = field(default_factory=list)
    shifts: list[ShiftRow] = field(default_factory=list)
    visits: list[VisitRow] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    shift_ids: dict[str, UUID] = field(default_factory=dict)
    visit_ids: dict[str, UUID] = field(default_factory=dict)

    @property
    def changes_anything(self) -> bool:
        """Whether applying it would change a row."""
        return any(tally.new or tally.changed for tally in self.tallies.values())


def days_of(problem: Problem) -> tuple[date, date]:
    """First and last local day of the problem's shifts and visits."""
    zone = ZoneInfo(problem.zone)
    days = [_day(s.start_s, zone) for s in problem.shifts] + [_visit_day(v, zone) for v in problem.visits]
    return min(days), max(days)


def intake(problem: Problem, held: Standing) -> Intake:
    """Lay `problem` beside what is held."""
    taken = Intake()
    zone = ZoneInfo(problem.zone)
    places = _places(problem, held, taken)
    employees = _people(taken, "employees", _employees(problem), held.employees, taken.employees)
    clients = _people(taken, "clients", _clients(problem, places), held.clients, taken.clients)
    known_shifts = {_called(s): s for s in held.shifts}
    known_visits = {_called(v): v for v in held.visits}
    taken.shift_ids = {s.id: _known_id(known_shifts, s.id) for s in problem.shifts}
    taken.visit_ids = {v.id: _known_id(known_visits, v.id) for v in problem.visits}
    shift_days = {s.id: _day(s.start_s, zone) for s in problem.shifts}
    visit_days = {v.id: _visit_day(v, zone) for v in problem.visits}
    groups = _group_ids(problem, known_visits)
    new_shifts = [_shift(s, taken.shift_ids[s.id], shift_days[s.id], employees, places) for s in problem.shifts]
    taken.shifts = _merged(taken, "shifts", new_shifts, held.shifts)
    new_visits = [_visit(v, taken, visit_days, shift_days, employees, clients, places, groups) for v in problem.visits]
    taken.visits = _following(_merged(taken, "visits", new_visits, held.visits), taken.shifts)
    return taken


def _following(visits: Sequence[VisitRow], shifts: Sequence[ShiftRow]) -> list[VisitRow]:
    """References by day follow what they refer to when the file moves it to another day."""
    days = {v.id: v.visit_date for v in visits}
    shift_days = {s.id: s.day for s in shifts}
    return [
        replace(
            v,
            after=tuple(replace(a, visit_date=days.get(a.visit_id, a.visit_date)) for a in v.after),
            pin=v.pin and replace(v.pin, shift_date=shift_days.get(v.pin.shift_id, v.pin.shift_date)),
        )
        for v in visits
    ]


def _called(row: ShiftRow | VisitRow | EmployeeRow) -> str:
    """What files call a row."""
    return row.external_ref or str(row.id)


def _known_id(known: Mapping[str, ShiftRow] | Mapping[str, VisitRow], ref: str) -> UUID:
    return known[ref].id if ref in known else new_id()


def _places(problem: Problem, held: Standing, taken: Intake) -> dict[str, UUID]:
    known = {(row.lat, row.lon): row.id for row in held.places.values()}
    ids = {}
    for place in problem.places:
        at = (place.lat, place.lon)
        if at not in known:
            known[at] = new_id()
            taken.places.append(PlaceRow(known[at], place.lat, place.lon))
        ids[place.id] = known[at]
    return ids


def _employees(problem: Problem) -> list[EmployeeRow]:
    modes = {s.carer_id: Transport(s.mode.name) for s in problem.shifts}
    return [
        EmployeeRow(new_id(), carer.label[:40], carer.id, modes.get(carer.id, Transport.CAR))
        for carer in problem.carers
    ]


def _clients(problem: Problem, places: dict[str, UUID]) -> list[ClientRow]:
    home = {v.client_id: places[v.place_id] for v in reversed(problem.visits)}
    return [ClientRow(new_id(), client.label[:40], client.id, home.get(client.id)) for client in problem.clients]


def _people(
    taken: Intake, kind: str, wanted: Sequence[Person], held: Sequence[Person], new: list[Person]
) -> dict[str, UUID]:
    """Ids by external reference; rows not here yet go to `new`, with a pseudonym nobody has."""
    known = {row.external_ref or (row.pseudonym if isinstance(row, ClientRow) else str(row.id)): row for row in held}
    known |= {str(row.id): row for row in held if not row.external_ref}
    names = {row.pseudonym for row in held}
    tally = taken.tallies.setdefault(kind, Tally())
    ids: dict[str, UUID] = {}
    for row in wanted:
        assert row.external_ref is not None  # readers give every thing the id its file calls it by
        if row.external_ref in known:
            ids[row.external_ref] = known[row.external_ref].id
            tally.unchanged += 1
            continue
        named = _unused_name(row, names)
        ids[row.external_ref] = named.id
        new.append(named)
        tally.new += 1
    return ids


def _unused_name(row: Person, names: set[str]) -> Person:
    name, number = row.pseudonym, 1
    while name in names:
        number += 1
        name = f"{row.pseudonym[:34]} ({number})"
    names.add(name)
    return replace(row, pseudonym=name)


def _group_ids(problem: Problem, known: Mapping[str, VisitRow]) -> dict[str, UUID]:
    """A group keeps its id when a member is already here in one."""
    ids = {}
    for group in problem.groups:
        held = (known[m].group_id for m in group.visit_ids if m in known)
        ids[group.id] = next((g for g in held if g is not None), None) or new_id()
    return ids


def _shift(shift: Shift, row_id: UUID, day: date, employees: dict[str, UUID], places: dict[str, UUID]) -> ShiftRow:
    return ShiftRow(
        id=row_id,
        day=day,
        employee_id=employees[shift.carer_id],
        planned_start=_at(shift.start_s),
        planned_end=_at(shift.end_s),
        start_place_id=places[shift.start_place_id],
        end_place_id=places[shift.end_place_id],
        soft_end=None if shift.soft_end_s is None else _at(shift.soft_end_s),
        breaks=tuple(
            BreakRow(b.id, _at(b.earliest_s), _at(b.latest_end_s), b.duration_s, b.is_paid, b.is_fixed)
            for b in shift.breaks
        ),
        skills=tuple(sorted((s.name, s.level) for s in shift.skills)),
        transport=Transport(shift.mode.name),
        max_leg_s=shift.max_leg_s,
        is_pinned=shift.is_pinned,
        external_ref=shift.id,
    )


def _visit(visit: Visit, taken: Intake, visit_days: dict[str, date], shift_days: dict[str, date],
           employees: dict[str, UUID], clients: dict[str, UUID], places: dict[str, UUID],
           groups: dict[str, UUID]) -> VisitRow:  # fmt: skip
    named = {CarerRelation.POOL: visit.pool, CarerRelation.PREFERRED: visit.preferred,
             CarerRelation.AVOIDED: visit.prohibited}  # fmt: skip
    return VisitRow(
        id=taken.visit_ids[visit.id],
        visit_date=visit_days[visit.id],
        client_id=clients[visit.client_id],
        place_id=places[visit.place_id],
        duration_s=visit.duration_s,
        windows=tuple(
            WindowRow(_at(w.start_s), _at(w.latest_start_s), _at(w.end_s), w.preference) for w in visit.windows
        ),
        title=visit.title.removeprefix(visit.client_id).strip(),
        skills=tuple(sorted(visit.skills)),
        carers=tuple(sorted((employees[c], relation) for relation, ids in named.items() for c in ids)),
        after=tuple(
            sorted(
                (AfterRow(taken.visit_ids[a.visit_id], visit_days[a.visit_id], a.delay_s) for a in visit.after),
                key=lambda a: a.visit_id,
            )
        ),
        group_id=None if visit.group_id is None else groups[visit.group_id],
        priority=visit.priority,
        is_optional=visit.is_optional,
        pin=None
        if visit.pin is None
        else PinRow(shift_days[visit.pin.shift_id], taken.shift_ids[visit.pin.shift_id], _at(visit.pin.start_s)),
        external_ref=visit.id,
    )


def _merged(taken: Intake, kind: str, wanted: Sequence[Dated], held: Sequence[Dated]) -> list[Dated]:
    """Rows after the file: named ones as the file says, keeping what files never change; all others as they are."""
    tally = taken.tallies.setdefault(kind, Tally())
    known = {_called(row): row for row in held}
    rows: list[Dated] = []
    for row in wanted:
        now = known.pop(row.external_ref or "", None)
        if now is None:
            tally.new += 1
            rows.append(row)
            continue
        merged = replace(row, **{name: getattr(now, name) for name in KEPT[type(row)]}, external_ref=now.external_ref)
        tally.changed += not _same(merged, now)
        tally.unchanged += _same(merged, now)
        rows.append(merged)
    named = {row.id for row in rows}
    return rows + [row for row in held if row.id not in named]


def _same(one: Dated, other: Dated) -> bool:
    """Equal, lists that have no order compared without one."""
    return all(_plain(getattr(one, f.name)) == _plain(getattr(other, f.name)) for f in fields(one))


def _plain(value: object) -> object:
    return sorted(map(repr, value)) if isinstance(value, tuple) else value


def _at(moment_s: int) -> datetime:
    return datetime.fromtimestamp(moment_s, UTC)


def _day(moment_s: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(moment_s, zone).date()


def _visit_day(visit: Visit, zone: ZoneInfo) -> date:
    """Local day of the first window."""
    return _day(min(w.start_s for w in visit.windows), zone)
