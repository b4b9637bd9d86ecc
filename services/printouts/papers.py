"""What is printed: a carer's day and a client's week as plain records, in the organisation's local time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.problem import Plan, Problem, Route, Shift, StopKind, Visit
from services.problem.columns import Columns
from services.problem.timetable import Timetable

Days = tuple[date, date]


@dataclass(frozen=True)
class Names:
    """What people are called on paper, by id; who is not named here stays a pseudonym and has no address."""

    carers: Mapping[str, str] = field(default_factory=dict)
    clients: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A visit or, without a client, a break; `travel_s` is the way to it, `mates` who else makes the visit."""

    id: str
    start: datetime
    end: datetime
    client: str | None = None
    what: str = ""
    address: str | None = None
    mates: tuple[str, ...] = ()
    travel_s: int = 0


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One carer's day: every shift that begins on it, `spells` from when to when."""

    carer_id: str
    carer: str
    day: date
    spells: tuple[tuple[datetime, datetime], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ComingDay:
    """Who comes to a client on one day: each line's `mates` are the carers."""

    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WeekLetter:
    """One client's days; a day nobody comes stands there empty."""

    client_id: str
    client: str
    address: str | None
    days: tuple[ComingDay, ...]


@dataclass(frozen=True)
class _Book:
    """A plan with what is looked up of it."""

    c: Columns
    t: Timetable
    zone: ZoneInfo
    names: Names
    visits: Mapping[str, Visit]
    client: Mapping[str, str]
    carer: Mapping[str, str]
    maker: Mapping[str, str]
    travel_s: Mapping[str, int]

    def moment(self, second: int) -> datetime:
        return datetime.fromtimestamp(second, self.zone)


def day_sheets(
    c: Columns, t: Timetable, plan: Plan, days: Days, names: Names, carer_ids: Collection[str] = ()
) -> tuple[DaySheet, ...]:
    """A sheet per carer and day with a visit, by day and name; of `carer_ids` only, of everybody when empty."""
    book = _book(c, t, plan, names)
    routes = {route.shift_id: route for route in plan.routes}
    apart: dict[tuple[date, str], list[Shift]] = defaultdict(list)
    for shift in c.problem.shifts:
        day = book.moment(shift.start_s).date()
        is_asked = days[0] <= day <= days[1] and (not carer_ids or shift.carer_id in carer_ids)
        if is_asked and any(stop.kind is StopKind.VISIT for stop in _route(routes, shift).stops):
            apart[day, shift.carer_id].append(shift)
    sheets = [_sheet(book, day, carer, shifts, routes) for (day, carer), shifts in apart.items()]
    return tuple(sorted(sheets, key=lambda sheet: (sheet.day, sheet.carer)))


def week_letters(
    c: Columns, t: Timetable, plan: Plan, days: Days, names: Names, client_ids: Collection[str] = ()
) -> tuple[WeekLetter, ...]:
    """A letter per client somebody comes to on the days, by name; carers who come together stand on one line."""
    book = _book(c, t, plan, names)
    coming: dict[str, dict[date, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    starts = {stop.id: stop.start_s for _, stop in plan.visit_stops()}
    for visit_id, start_s in starts.items():
        visit, day = book.visits[visit_id], book.moment(start_s).date()
        if days[0] <= day <= days[1] and (not client_ids or visit.client_id in client_ids):
            coming[visit.client_id][day][visit.group_id or visit_id].append(visit_id)
    span = [date.fromordinal(n) for n in range(days[0].toordinal(), days[1].toordinal() + 1)]
    letters = [
        WeekLetter(
            client_id=client,
            client=book.client[client],
            address=names.addresses.get(client),
            days=tuple(ComingDay(day, _coming(book, by_day.get(day, {}), starts)) for day in span),
        )
        for client, by_day in coming.items()
    ]
    return tuple(sorted(letters, key=lambda letter: letter.client))


def _book(c: Columns, t: Timetable, plan: Plan, names: Names) -> _Book:
    problem: Problem = c.problem
    carer_of = {shift.id: shift.carer_id for shift in problem.shifts}
    return _Book(
        c=c,
        t=t,
        zone=ZoneInfo(problem.zone),
        names=names,
        visits={visit.id: visit for visit in problem.visits},
        client={each.id: names.clients.get(each.id, each.label) for each in problem.clients},
        carer={each.id: names.carers.get(each.id, each.label) for each in problem.carers},
        maker={stop.id: carer_of[shift_id] for shift_id, stop in plan.visit_stops()},
        travel_s={problem.visits[v].id: leg for v, leg in zip(t.stop_visit.tolist(), t.leg_s.tolist(), strict=True)},
    )


def _route(routes: Mapping[str, Route], shift: Shift) -> Route:
    return routes.get(shift.id, Route(shift.id, ()))


def _sheet(book: _Book, day: date, carer: str, shifts: list[Shift], routes: Mapping[str, Route]) -> DaySheet:
    lines: list[Line] = []
    for shift in shifts:
        rests = {rest.id: rest.duration_s for rest in shift.breaks}
        for stop in _route(routes, shift).stops:
            if stop.kind is StopKind.VISIT:
                lines.append(_visit(book, stop.id, stop.start_s))
            else:
                ends = book.moment(stop.start_s + rests[stop.id])
                lines.append(Line(f"{shift.id}:{stop.id}", book.moment(stop.start_s), ends))
    spells = sorted((book.moment(shift.start_s), book.moment(shift.end_s)) for shift in shifts)
    return DaySheet(carer, book.carer[carer], day, tuple(spells), tuple(sorted(lines, key=lambda line: line.start)))


def _visit(book: _Book, visit_id: str, start_s: int) -> Line:
    visit = book.visits[visit_id]
    group = next((g for g in book.c.problem.groups if g.id == visit.group_id), None)
    mates = () if group is None else tuple(book.carer[book.maker[i]] for i in group.visit_ids if i in book.maker)
    return Line(
        id=visit_id,
        start=book.moment(start_s),
        end=book.moment(start_s + visit.duration_s),
        client=book.client[visit.client_id],
        what=visit.title,
        address=book.names.addresses.get(visit.client_id),
        mates=tuple(mate for mate in mates if mate != book.carer[book.maker[visit_id]]),
        travel_s=book.travel_s.get(visit_id, 0),
    )


def _coming(book: _Book, together: Mapping[str, list[str]], starts: Mapping[str, int]) -> tuple[Line, ...]:
    lines = []
    for visit_ids in together.values():
        first = min(visit_ids, key=lambda i: (starts[i], i))
        carers = tuple(sorted({book.carer[book.maker[i]] for i in visit_ids}))
        ends = max(starts[i] + book.visits[i].duration_s for i in visit_ids)
        lines.append(
            Line(first, book.moment(starts[first]), book.moment(ends), what=book.visits[first].title, mates=carers)
        )
    return tuple(sorted(lines, key=lambda line: line.start))
