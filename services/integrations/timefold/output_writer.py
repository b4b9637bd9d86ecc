"""Writes a plan as a model output: routes with arrivals and legs, breaks, key figures of shifts and of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from services.constraints.kind import Score
from services.integrations.timefold.times import written_duration, written_moment
from services.problem.columns import FAR_S, Columns, columns
from services.problem.plan import Plan, Route, StopKind
from services.problem.problem import Problem
from services.problem.shift import Shift
from services.problem.timetable import Timetable, arrived_s, timetable

Json = dict[str, object]

DAY_S = 86_400


@dataclass(frozen=True)
class _Sheet:
    """The plan laid out, with the rows a writer looks up."""

    problem: Problem
    c: Columns
    t: Timetable
    zone: ZoneInfo
    position_of: dict[str, int]  # visit id → its place among the served stops

    def moment(self, moment_s: int) -> str:
        return written_moment(moment_s, self.zone)


def write_output(problem: Problem, plan: Plan, score: Score, laid: tuple[Columns, Timetable] | None = None) -> Json:
    """`{metadata, modelOutput, inputMetrics, kpis}`; `laid` spares laying the plan out again."""
    c = columns(problem) if laid is None else laid[0]
    t = timetable(c, plan) if laid is None else laid[1]
    position_of = {problem.visits[visit].id: at for at, visit in enumerate(t.stop_visit.tolist())}
    sheet = _Sheet(problem, c, t, ZoneInfo(problem.zone), position_of)
    routes = {route.shift_id: route for route in plan.routes}
    by_carer: dict[str, list[Json]] = {carer.id: [] for carer in problem.carers}
    for row, shift in enumerate(problem.shifts):
        by_carer[shift.carer_id].append(_shift(row, shift, routes.get(shift.id), sheet))
    return {
        "metadata": {"solverStatus": "SOLVING_COMPLETED", "score": str(score)},
        "modelOutput": {
            "vehicles": [{"id": carer, "shifts": shifts} for carer, shifts in by_carer.items()],
            "unassignedVisits": [visit.id for visit in problem.visits if visit.id not in position_of],
        },
        "inputMetrics": _input_metrics(problem),
        "kpis": _kpis(sheet),
    }


def _shift(row: int, shift: Shift, route: Route | None, sheet: _Sheet) -> Json:
    written: Json = {"id": shift.id, "startTime": sheet.moment(shift.start_s), "pinned": shift.is_pinned}
    if route is None or not sheet.t.is_used[row]:
        return {**written, "itinerary": []}
    return {**written, "itinerary": _itinerary(shift, route, sheet), "metrics": _metrics(row, sheet)}


def _itinerary(shift: Shift, route: Route, sheet: _Sheet) -> list[Json]:
    """Stops in order; a break that starts before the drive would be over is taken before the drive, else after it."""
    rests = {rest.id: rest for rest in shift.breaks}
    stops: list[Json] = []
    left_s = shift.start_s
    rested_s: list[tuple[int, int]] = []  # start and duration of breaks since the last visit
    for stop in route.stops:
        if stop.kind is StopKind.BREAK:
            rest_s = rests[stop.id].duration_s
            rested_s.append((stop.start_s, rest_s))
            stops.append({
                "id": stop.id,
                "kind": "BREAK",
                "startTime": sheet.moment(stop.start_s),
                "endTime": sheet.moment(stop.start_s + rest_s),
            })  # fmt: skip
            continue
        at = sheet.position_of[stop.id]
        visit_row = int(sheet.t.stop_visit[at])
        visit, leg_s = sheet.problem.visits[visit_row], int(sheet.t.leg_s[at])
        stops.append({
            "id": stop.id,
            "kind": "VISIT",
            "arrivalTime": sheet.moment(arrived_s(left_s, leg_s, rested_s)),
            "startServiceTime": sheet.moment(stop.start_s),
            "departureTime": sheet.moment(stop.start_s + visit.duration_s),
            "effectiveServiceDuration": written_duration(visit.duration_s),
            "travelTimeFromPreviousStandstill": written_duration(leg_s),
            "travelDistanceMetersFromPreviousStandstill": int(sheet.t.leg_m[at]),
            "minStartTravelTime": sheet.moment(stop.start_s - leg_s),
            "pinned": visit.pin is not None,
        })  # fmt: skip
        left_s, rested_s = stop.start_s + visit.duration_s, []
    return stops


def _metrics(row: int, sheet: _Sheet) -> Json:
    t, c = sheet.t, sheet.c
    mine = np.flatnonzero(t.stop_shift == row)
    legs_s, legs_m = t.leg_s[mine], t.leg_m[mine]
    overtime_s = max(0, int(t.home_s[row]) - int(c.shift_soft_end_s[row]))
    return {
        **_travel("Time", [int(legs_s[0]), int(legs_s[1:].sum()), int(t.last_leg_s[row])]),
        **_travel("Distance", [int(legs_m[0]), int(legs_m[1:].sum()), int(t.last_leg_m[row])]),
        "endLocationArrivalTime": sheet.moment(int(t.home_s[row]) + c.origin_s),
        "overtime": written_duration(overtime_s if c.shift_soft_end_s[row] < FAR_S else 0),
    }


def _travel(what: str, parts: list[int]) -> Json:
    """Total, out, between and home: times as durations, distances as whole metres."""
    names = ("FromStartLocationToFirstVisit", "BetweenVisits", "FromLastVisitToEndLocation")
    if what == "Time":
        total: Json = {"totalTravelTime": written_duration(sum(parts))}
        return total | {f"travelTime{n}": written_duration(part) for n, part in zip(names, parts, strict=True)}
    total = {"totalTravelDistanceMeters": sum(parts)}
    return total | {f"travelDistance{n}Meters": part for n, part in zip(names, parts, strict=True)}


def _input_metrics(problem: Problem) -> Json:
    optional = sum(visit.is_optional for visit in problem.visits)
    return {
        "visits": len(problem.visits),
        "visitGroups": len(problem.groups),
        "visitDependencies": sum(len(visit.after) for visit in problem.visits),
        "mandatoryVisits": len(problem.visits) - optional,
        "optionalVisits": optional,
        "vehicles": len(problem.carers),
        "vehicleShifts": len(problem.shifts),
        "movableVisits": sum(v.windows[-1].end_s - v.windows[0].start_s > DAY_S for v in problem.visits),
        "pinnedVisits": sum(visit.pin is not None for visit in problem.visits),
    }


def _kpis(sheet: _Sheet) -> Json:
    t, c = sheet.t, sheet.c
    is_first = np.diff(t.stop_shift, prepend=-1) != 0
    served = t.shift_of >= 0
    overtime = np.where(t.is_used & (c.shift_soft_end_s < FAR_S), t.home_s - c.shift_soft_end_s, 0)
    out_s, between_s = int(t.leg_s[is_first].sum()), int(t.leg_s[~is_first].sum())
    out_m, between_m = int(t.leg_m[is_first].sum()), int(t.leg_m[~is_first].sum())
    return {
        **_travel("Time", [out_s, between_s, int(t.last_leg_s.sum())]),
        **_travel("Distance", [out_m, between_m, int(t.last_leg_m.sum())]),
        "totalUnassignedVisits": int((~served).sum()),
        "totalAssignedVisits": int(served.sum()),
        "assignedMandatoryVisits": int((served & ~c.visit_optional).sum()),
        "assignedOptionalVisits": int((served & c.visit_optional).sum()),
        "totalActivatedVehicles": len(set(c.shift_carer[t.is_used].tolist())),
        "totalOvertime": written_duration(int(np.maximum(overtime, 0).sum())),
    }
