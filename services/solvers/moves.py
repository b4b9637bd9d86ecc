"""One visit given to another carer: the whole plan as it would be then, in times and exact points.

The visit goes where it takes the least extra travel (`openings`). Stops after it move no further than they must; its
old shift keeps its times. What is told is the catalogue's score of that very plan, not an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.constraints.kind import Score, Weights
from services.constraints.scoring import ScoreSheet, score_sheet
from services.problem import Plan, Route, Stop, StopKind
from services.problem.columns import Columns
from services.problem.timetable import Timetable, timetable
from services.problem.windows import first_start_s
from services.solvers.reach import Reach
from services.solvers.why_not import Verdict, why_not


@dataclass(frozen=True, slots=True)
class Move:
    """The visit at `start_s` (epoch seconds) on `shift_id`: the plan then, its score, and how far each row moved.

    `by_rule` holds (rule id, points more) of the rows that differ.
    """

    carer_id: str
    shift_id: str
    start_s: int
    plan: Plan
    score: Score
    by_rule: tuple[tuple[str, int], ...]


def moves(
    c: Columns, t: Timetable, plan: Plan, sheet: ScoreSheet, weights: Weights, reach: Reach, v: int
) -> list[Move]:
    """Every carer with room for visit row `v`, the cheapest plan first; a plan that breaks more rules is no move."""
    found = []
    for refusal in why_not(c, reach, v, t):
        if refusal.verdict is not Verdict.FREE or refusal.shift_id is None or refusal.start_s is None:
            continue
        moved = _moved(c, plan, v, refusal.shift_id, refusal.start_s)
        if moved is None:
            continue
        then = score_sheet(c, timetable(c, moved), weights)
        if then.score.hard > sheet.score.hard:
            continue
        before = {row.constraint.id: row.cost for row in sheet.rows}
        by_rule = tuple(
            (row.constraint.id, row.cost - before[row.constraint.id])
            for row in then.rows
            if row.cost != before[row.constraint.id]
        )
        found.append(Move(refusal.carer_id, refusal.shift_id, refusal.start_s, moved, then.score, by_rule))
    return sorted(found, key=lambda move: (move.score, move.carer_id))


def _moved(c: Columns, plan: Plan, v: int, shift_id: str, start_s: int) -> Plan | None:
    visit_id = c.problem.visits[v].id
    without = [replace(r, stops=tuple(s for s in r.stops if s.id != visit_id)) for r in plan.routes]
    route = next((r for r in without if r.shift_id == shift_id), Route(shift_id, ()))
    stops = _retimed(c, shift_id, [*route.stops, Stop(StopKind.VISIT, visit_id, start_s)])
    if stops is None:
        return None
    others = [r for r in without if r.shift_id != shift_id and r.stops]
    return Plan((*others, Route(shift_id, stops)))


def _retimed(c: Columns, shift_id: str, stops: list[Stop]) -> tuple[Stop, ...] | None:
    """The stops in order of their starts, each as early as it was or as late as it must; None when one cannot be."""
    shift = next(s for s in c.problem.shifts if s.id == shift_id)
    row = next(i for i, s in enumerate(c.problem.shifts) if s.id == shift_id)
    row_of = {visit.id: i for i, visit in enumerate(c.problem.visits)}
    breaks = {pause.id: pause for pause in shift.breaks}
    if stops and not any(stop.kind is StopKind.BREAK for stop in stops):
        stops = [*stops, *(Stop(StopKind.BREAK, pause.id, pause.earliest_s) for pause in shift.breaks)]
    now, place, laid = shift.start_s, int(c.shift_start_place[row]), []
    for stop in sorted(stops, key=lambda stop: stop.start_s):
        if stop.kind is StopKind.BREAK:
            pause = breaks[stop.id]
            lasts = pause.duration_s
            earliest = max(now, stop.start_s)
            begin = earliest if earliest + lasts <= pause.latest_end_s else None
        else:
            v = row_of[stop.id]
            visit = c.problem.visits[v]
            ready = now + int(c.travel_s[c.shift_mode[row], place, c.visit_place[v]])
            begin = first_start_s(visit.windows, visit.duration_s, max(ready, stop.start_s))
            place, lasts = int(c.visit_place[v]), visit.duration_s
        if begin is None:
            return None
        laid.append(replace(stop, start_s=begin))
        now = begin + lasts
    return tuple(laid)
