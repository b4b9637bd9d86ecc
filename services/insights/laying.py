"""The visits of some days laid out as a plan: as they were planned, or as they were performed.

A performed visit begins and lasts as it did, on a shift of whoever made it; its window stays as agreed. Where the
carer had no shift at that time one is made of the day's visits. Breaks are not recorded: each is put into the longest
gap it fits, so that an unpaid break is not counted as paid time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.repositories.people import EmployeeRow
from data.repositories.visits import VisitRow
from data.vocabulary import FigureBasis, VisitStatus
from data.work import ReadingWork
from services.planning.problems import carer_of, load_problem
from services.problem import Plan, Problem, Route, Shift, Stop, StopKind, Visit

DAY_S = 86_400
_MADE = frozenset({VisitStatus.DONE, VisitStatus.STARTED})


@dataclass(frozen=True)
class Laid:
    """A problem and the plan of its visits, with what the visits were to last."""

    problem: Problem
    plan: Plan
    planned_s: dict[str, int]
    still_planned_s: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Stay:
    """Who was, or is to be, at a visit and when."""

    visit_id: str
    carer_id: str
    start_s: int
    duration_s: int

    @property
    def end_s(self) -> int:
        return self.start_s + self.duration_s


@dataclass(frozen=True)
class Days:
    """What is known of some days: their problem, the rows of its visits, and everybody who works."""

    problem: Problem
    rows: Sequence[VisitRow]
    employees: Sequence[EmployeeRow]


def read_days(work: ReadingWork, first_day: date, last_day: date) -> Days:
    """These days, both included; read once, laid out as planned and as performed."""
    problem = load_problem(work, first_day, last_day, as_it_was=True)
    known = {visit.id for visit in problem.visits}
    day = timedelta(days=1)
    rows = [row for row in work.visits.wanted(first_day - day, last_day + day) if str(row.id) in known]
    return Days(problem, rows, work.people.employees())


def lay(work: ReadingWork, first_day: date, last_day: date, basis: FigureBasis) -> Laid:
    """The plan of these days, both included."""
    return laid_out(read_days(work, first_day, last_day), basis)


def laid_out(days: Days, basis: FigureBasis) -> Laid:
    """The days as they were planned, or as they were performed."""
    rows = days.rows
    stays = [stay for row in rows if (stay := _stay(row, basis)) is not None]
    problem = _with_times(_with_carers(days, stays), {stay.visit_id: stay for stay in stays})
    problem, by_shift = _on_shifts(problem, stays)
    shifts = {shift.id: shift for shift in problem.shifts}
    routes = tuple(Route(shift_id, _stops(shifts[shift_id], held)) for shift_id, held in by_shift.items())
    is_performed = basis is FigureBasis.PERFORMED
    return Laid(
        problem,
        Plan(routes),
        {str(r.id): _planned_s(r) for r in rows if r.employee_id is not None and _planned_s(r)} if is_performed else {},
        {str(r.id): r.duration_s for r in rows if r.status is VisitStatus.PLANNED} if is_performed else {},
    )


def _planned_s(row: VisitRow) -> int:
    """What was planned: nothing where nobody was to come."""
    if row.planned_start is None or row.planned_end is None:
        return row.duration_s if row.status in _MADE else 0
    return int((row.planned_end - row.planned_start).total_seconds())


def _stay(row: VisitRow, basis: FigureBasis) -> _Stay | None:
    start, end = row.planned_start, row.planned_end
    if basis is FigureBasis.PERFORMED:
        start, end = (row.actual_start, row.actual_end) if row.status in _MADE else (None, None)
    if row.employee_id is None or start is None or end is None or end <= start:
        return None
    return _Stay(str(row.id), str(row.employee_id), _s(start), _s(end) - _s(start))


def _with_carers(days: Days, stays: Iterable[_Stay]) -> Problem:
    """Those who made visits without being planned in the period are part of it too."""
    missing = {stay.carer_id for stay in stays} - {carer.id for carer in days.problem.carers}
    rows = [row for row in days.employees if str(row.id) in missing]
    return replace(days.problem, carers=(*days.problem.carers, *map(carer_of, rows)))


def _with_times(problem: Problem, stays: dict[str, _Stay]) -> Problem:
    """Visits last as long as they did; a visit in time for its window stays so however long it took."""
    return replace(problem, visits=tuple(_lasting(visit, stays.get(visit.id)) for visit in problem.visits))


def _lasting(visit: Visit, stay: _Stay | None) -> Visit:
    if stay is None or stay.duration_s == visit.duration_s:
        return visit
    latest = [min(window.latest_start_s, window.end_s - visit.duration_s) for window in visit.windows]
    windows = tuple(
        replace(window, latest_start_s=last, end_s=last + stay.duration_s)
        for window, last in zip(visit.windows, latest, strict=True)
    )
    return replace(visit, duration_s=stay.duration_s, windows=windows)


def _on_shifts(problem: Problem, stays: Sequence[_Stay]) -> tuple[Problem, dict[str, list[_Stay]]]:
    """Every stay on the shift of its carer that it lies in most, or on one made for the day."""
    near = _by_carer_and_day(problem)
    place = {visit.id: visit.place_id for visit in problem.visits}
    zone = ZoneInfo(problem.zone)
    found: dict[str, list[_Stay]] = defaultdict(list)
    made: dict[str, Shift] = {}
    for stay in sorted(stays, key=lambda s: (s.start_s, s.visit_id)):
        fitting = _fitting(near, stay)
        if fitting is None:
            day = datetime.fromtimestamp(stay.start_s, zone).date()
            name = f"{stay.carer_id} {day.isoformat()}"
            where = place[stay.visit_id]
            before = made.get(name) or Shift(name, stay.carer_id, stay.start_s, stay.end_s, where, where)
            fitting = replace(before, end_s=max(before.end_s, stay.end_s), end_place_id=where)
            made[name] = fitting
        found[fitting.id].append(stay)
    return replace(problem, shifts=(*problem.shifts, *made.values())), found


def _by_carer_and_day(problem: Problem) -> dict[tuple[str, int], list[Shift]]:
    """Shifts by carer and every day of UTC they touch: what meets a stay touches a day of it."""
    near: dict[tuple[str, int], list[Shift]] = defaultdict(list)
    for shift in problem.shifts:
        for day in _days_touched(shift.start_s, shift.end_s):
            near[shift.carer_id, day].append(shift)
    return near


def _fitting(near: Mapping[tuple[str, int], Sequence[Shift]], stay: _Stay) -> Shift | None:
    """The shift the stay lies in most; None where it lies in none."""
    some = [shift for day in _days_touched(stay.start_s, stay.end_s) for shift in near.get((stay.carer_id, day), ())]
    best = max(some, key=lambda shift: _shared_s(shift, stay), default=None)
    return best if best is not None and _shared_s(best, stay) > 0 else None


def _days_touched(start_s: int, end_s: int) -> range:
    return range(start_s // DAY_S, end_s // DAY_S + 1)


def _shared_s(shift: Shift, stay: _Stay) -> int:
    return min(shift.end_s, stay.end_s) - max(shift.start_s, stay.start_s)


def _stops(shift: Shift, stays: Sequence[_Stay]) -> tuple[Stop, ...]:
    stops = [Stop(StopKind.VISIT, stay.visit_id, stay.start_s) for stay in stays]
    gaps = _gaps(shift, stays)
    for rest in shift.breaks:
        open_s, start_s = max(
            ((min(end, rest.latest_end_s) - max(begin, rest.earliest_s), max(begin, rest.earliest_s))
             for begin, end in gaps)
        )  # fmt: skip
        if open_s >= rest.duration_s:
            stops.append(Stop(StopKind.BREAK, rest.id, start_s))
    return tuple(sorted(stops, key=lambda stop: (stop.start_s, stop.kind is StopKind.VISIT)))


def _gaps(shift: Shift, stays: Sequence[_Stay]) -> list[tuple[int, int]]:
    """Between the stays, before the first and after the last."""
    begins = [shift.start_s, *(stay.end_s for stay in stays)]
    ends = [*(stay.start_s for stay in stays), shift.end_s]
    return list(zip(begins, ends, strict=True))


def _s(moment: datetime) -> int:
    return int(moment.timestamp())


def granted_of(work: ReadingWork) -> dict[str, int]:
    """Minutes granted a month by client."""
    return {str(r.id): r.granted_minutes_month for r in work.people.clients() if r.granted_minutes_month}
