"""What plans have in common: they are compared over the days they share and the visits all of them were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.comparing.finding import spots
from services.problem import Group, Plan, Problem, Route, Shift, Stop, StopKind, Visit

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Shared:
    """Days and visits of the comparison; `left_out` counts the visits of each plan that some other one does not have.

    `changed` counts visits all have but not with the same length and times.
    """

    days: Days
    visits: frozenset[str]
    left_out: tuple[int, ...]
    changed: int

    @property
    def is_whole(self) -> bool:
        """Whether every plan is compared whole."""
        return not any(self.left_out)


def common_days(periods: Sequence[Days]) -> Days | None:
    """The days all periods have; None when there is none."""
    first, last = max(first for first, _ in periods), min(last for _, last in periods)
    return (first, last) if first <= last else None


def share(problems: Sequence[Problem], days: Days) -> Shared:
    """The visits all `problems` have on `days`."""
    inside = [{v.id: v for v in problem.visits if _is_within(v, problem, days)} for problem in problems]
    common = frozenset(inside[0]).intersection(*inside[1:])
    demands = [{i: (visits[i].duration_s, visits[i].windows) for i in common} for visits in inside]
    changed = sum(any(each[i] != demands[0][i] for each in demands) for i in common)
    return Shared(days, common, tuple(len(problem.visits) - len(common) for problem in problems), changed)


def restricted(problem: Problem, plan: Plan, shared: Shared) -> tuple[Problem, Plan]:
    """The problem and the plan with the shared visits and the shifts of the shared days only."""
    first_s, last_s = _bounds(problem, shared.days)
    shifts = tuple(s for s in problem.shifts if first_s <= s.start_s < last_s)
    if len(shared.visits) == len(problem.visits) and len(shifts) == len(problem.shifts):
        return problem, plan
    kept_shifts = {shift.id for shift in shifts}
    members = {g.id: tuple(i for i in g.visit_ids if i in shared.visits) for g in problem.groups}
    groups = {group_id: ids for group_id, ids in members.items() if len(ids) > 1}
    visits = tuple(_visit(v, shared.visits, groups, kept_shifts) for v in problem.visits if v.id in shared.visits)
    less = replace(
        problem, shifts=shifts, visits=visits, groups=tuple(Group(i, ids) for i, ids in groups.items()), given=None,
        baseline=None,
    )  # fmt: skip
    routes = (Route(r.shift_id, _stops(r.stops, shared.visits)) for r in plan.routes if r.shift_id in kept_shifts)
    return less, Plan(tuple(route for route in routes if route.stops))


@dataclass(frozen=True, slots=True)
class Projected:
    """A plan told in another problem's shifts; `unknown` are visits of that problem it can say nothing about."""

    plan: Plan
    unknown: frozenset[str]


def projected(onto: Problem, problem: Problem, plan: Plan) -> Projected:
    """`plan` of `problem` as a plan of `onto`: a shift that has been made anew is the same carer's at that time."""
    asked, known = {v.id for v in problem.visits}, {v.id for v in onto.visits}
    same = {shift.id: _same(shift, onto) for shift in problem.shifts}
    routes: dict[str, list[Stop]] = {}
    rests = {shift.id: {rest.id for rest in shift.breaks} for shift in onto.shifts}
    for route in plan.routes:
        shift_id = same[route.shift_id]
        if shift_id is not None:
            held = (s for s in route.stops if s.id in (known if s.kind is StopKind.VISIT else rests[shift_id]))
            routes.setdefault(shift_id, []).extend(held)
    lost = {i for i, spot in spots(problem, plan).items() if same[spot.shift_id] is None}
    laid = tuple(Route(i, tuple(sorted(s, key=lambda stop: stop.start_s))) for i, s in routes.items() if s)
    return Projected(Plan(laid), frozenset(known - asked | known & lost))


def _same(shift: Shift, onto: Problem) -> str | None:
    overlaps = {
        other.id: min(other.end_s, shift.end_s) - max(other.start_s, shift.start_s)
        for other in onto.shifts
        if other.carer_id == shift.carer_id
    }
    if shift.id in overlaps:
        return shift.id
    best = max(overlaps, key=lambda i: (overlaps[i], i), default=None)
    return best if best is not None and overlaps[best] > 0 else None


def _is_within(visit: Visit, problem: Problem, days: Days) -> bool:
    first_s, last_s = _bounds(problem, days)
    return any(window.start_s < last_s and window.end_s > first_s for window in visit.windows)


def _bounds(problem: Problem, days: Days) -> tuple[int, int]:
    zone = ZoneInfo(problem.zone)
    first, after = days[0], days[1] + timedelta(days=1)
    return tuple(int(datetime.combine(day, time(), zone).timestamp()) for day in (first, after))  # type: ignore[return-value]


def _visit(
    visit: Visit, kept: frozenset[str], groups: Mapping[str, tuple[str, ...]], shifts: set[str]
) -> Visit:  # fmt: skip
    return replace(
        visit,
        group_id=visit.group_id if visit.group_id in groups else None,
        after=tuple(after for after in visit.after if after.visit_id in kept),
        pin=visit.pin if visit.pin is not None and visit.pin.shift_id in shifts else None,
    )


def _stops(stops: tuple[Stop, ...], kept: frozenset[str]) -> tuple[Stop, ...]:
    left = tuple(stop for stop in stops if stop.kind is StopKind.BREAK or stop.id in kept)
    return left if any(stop.kind is StopKind.VISIT for stop in left) else ()
