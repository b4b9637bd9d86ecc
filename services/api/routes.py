"""A plan as other systems read it: each route with its stops in order, when each begins and ends, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.planning.views import OpenPlan, PlanSummary
from services.problem import Route, Shift, StopKind


@dataclass(frozen=True, slots=True)
class StopLine:
    """A visit or a break of a route; `travel_s` is the way from the stop before, `client` a pseudonym."""

    kind: StopKind
    id: str
    client_id: str | None
    client: str | None
    arrival: datetime | None
    start: datetime
    end: datetime
    travel_s: int | None
    travel_m: int | None


@dataclass(frozen=True, slots=True)
class RouteLine:
    """What one shift does; `carer` is a pseudonym. A shift that is not used has no route."""

    shift_id: str
    employee_id: str
    carer: str
    day: date
    shift_start: datetime
    shift_end: datetime
    home_at: datetime
    travel_s: int
    waiting_s: int
    stops: tuple[StopLine, ...]


@dataclass(frozen=True, slots=True)
class PlanWhole:
    """A plan with its routes, and the visits nobody makes."""

    plan: PlanSummary
    zone: str
    routes: tuple[RouteLine, ...]
    unassigned: tuple[str, ...]


def whole(opened: OpenPlan) -> PlanWhole:
    """An opened plan, without positions."""
    served = opened.plan.served()
    rows = {shift.id: (row, shift) for row, shift in enumerate(opened.problem.shifts)}
    telling = _Telling(opened)
    used = [route for route in opened.plan.routes if opened.timetable.is_used[rows[route.shift_id][0]]]
    return PlanWhole(
        opened.summary,
        opened.problem.zone,
        tuple(telling.route(route, *rows[route.shift_id]) for route in used),
        tuple(visit.id for visit in opened.problem.visits if visit.id not in served),
    )


class _Telling:
    """What is looked up again and again while routes are told."""

    def __init__(self, opened: OpenPlan) -> None:
        self._t = opened.timetable
        self._zone = ZoneInfo(opened.problem.zone)
        self._origin_s = opened.columns.origin_s
        self._visits = {visit.id: visit for visit in opened.problem.visits}
        self._clients = {client.id: client.label for client in opened.problem.clients}
        self._carers = {carer.id: carer.label for carer in opened.problem.carers}
        rows = {row: visit.id for row, visit in enumerate(opened.problem.visits)}
        self._stop_of = {rows[int(row)]: stop for stop, row in enumerate(self._t.stop_visit)}

    def route(self, route: Route, row: int, shift: Shift) -> RouteLine:
        start = self._at(shift.start_s)
        return RouteLine(
            shift.id, shift.carer_id, self._carers[shift.carer_id], start.date(), start, self._at(shift.end_s),
            self._at(self._origin_s + int(self._t.home_s[row])), int(self._t.travel_s[row]),
            int(self._t.waiting_s[row]), tuple(self._stops(route, shift)),
        )  # fmt: skip

    def _stops(self, route: Route, shift: Shift) -> Iterator[StopLine]:
        breaks = {each.id: each for each in shift.breaks}
        for stop in route.stops:
            start = self._at(stop.start_s)
            if stop.kind is StopKind.BREAK:
                end = self._at(stop.start_s + breaks[stop.id].duration_s)
                yield StopLine(stop.kind, stop.id, None, None, None, start, end, None, None)
                continue
            visit, n = self._visits[stop.id], self._stop_of[stop.id]
            yield StopLine(
                stop.kind, visit.id, visit.client_id, self._clients[visit.client_id],
                self._at(self._origin_s + int(self._t.arrival_s[n])), start, self._at(stop.start_s + visit.duration_s),
                int(self._t.leg_s[n]), int(self._t.leg_m[n]),
            )  # fmt: skip

    def _at(self, moment_s: int) -> datetime:
        return datetime.fromtimestamp(moment_s, self._zone)
