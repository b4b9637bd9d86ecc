"""Who could step in: for one visit, or for all that is left of a shift; ranked by what the whole plan then costs.

Every figure is the catalogue's score of the plan as it would be, less that of the plan as it is; a rule that would be
broken more than now (rest, hours, a skill) is named, and such carers stand last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.constraints.kind import Level, Score, Weights
from services.constraints.scoring import ScoreSheet, score_sheet
from services.problem import Plan, Problem, Route, Shift, Stop
from services.problem.columns import Columns, columns
from services.problem.timetable import Timetable, timetable
from services.solvers.openings import limits_of
from services.solvers.placing import with_visits
from services.solvers.reach import Reach
from services.solvers.reach.starts import may_serve
from services.solvers.rooms import rooms
from services.solvers.timing import timed

MOST = 8
"""Carers told of per visit, the cheapest ones."""
WORKING_TIME = {"hard.employee.rest", "hard.employee.hours"}
"""What a planner may decide to ask of somebody, named; no other hard rule is broken by stepping in."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A carer who could make a visit: where, when, and what the plan then costs more; `breaks` names rules broken.

    `has_met` tells whether the client knows the carer, from this plan or the days before; `work_s` is the carer's work
    in the plan afterwards.
    """

    carer_id: str
    shift_id: str
    start_s: int
    cost: Score
    extra_travel_s: int
    has_met: bool
    work_s: int
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A carer who could take over all that is left of a shift; `left` visits nobody then has. Else as `Replacement`."""

    carer_id: str
    cost: Score
    takes: tuple[str, ...]
    left: tuple[str, ...]
    work_s: int
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """A plan as it stands, with what is needed to judge another; `c` holds begun visits and breaks fast."""

    c: Columns
    reach: Reach
    plan: Plan
    t: Timetable
    sheet: ScoreSheet
    weights: Weights
    now_s: int


def replacements(at: Standing, v: int) -> tuple[Replacement, ...]:
    """Carers with room for visit row `v` from now on, one place each, the cheapest first."""
    c = at.c
    able = np.flatnonzero(at.reach.can_serve[v])
    if not len(able) or (at.t.shift_of[c.arc_before[c.arc_after == v]] < 0).any():
        return ()  # what it waits for has nobody either
    found = rooms(c, at.reach, v, able, at.t, limits_of(c, at.t, v), since_s=at.now_s)
    best: dict[int, tuple[int, int, int]] = {}
    for shift, first, last, extra in zip(
        found.shift.tolist(), found.first_s.tolist(), found.last_s.tolist(), found.extra_travel_s.tolist(), strict=True
    ):
        start = _first_allowed(at.reach, v, first, last)
        carer = int(c.shift_carer[shift])
        if start is not None and (carer not in best or extra < best[carer][0]):
            best[carer] = (extra, shift, start)
    chosen = sorted(best.values())[: 2 * MOST]
    told = [each for extra, shift, start in chosen if (each := _replacement(at, v, shift, start, extra)) is not None]
    return tuple(sorted(told, key=lambda each: (each.cost, each.carer_id))[:MOST])


def _first_allowed(reach: Reach, v: int, first_s: int, last_s: int) -> int | None:
    """The first start of `v` its windows allow between two moments."""
    own = slice(int(reach.window_off[v]), int(reach.window_off[v + 1]))
    starts = np.maximum(reach.window_open_s[own], first_s)
    fits = starts <= np.minimum(reach.window_close_s[own], last_s)
    return int(starts[fits].min()) if fits.any() else None


def _replacement(at: Standing, v: int, shift: int, start: int, extra: int) -> Replacement | None:
    c = at.c
    plan = with_visits(c, at.plan, at.t, shift, {v: start})
    if plan is None:
        return None
    t = timetable(c, plan)
    sheet = score_sheet(c, t, at.weights)
    broken = broken_more(at.sheet, sheet)
    if not set(broken) <= WORKING_TIME:
        return None
    carer, client = int(c.shift_carer[shift]), int(c.visit_client[v])
    met = bool(c.has_met[client, carer]) or bool(
        ((c.visit_client[at.t.stop_visit] == client) & (c.shift_carer[at.t.stop_shift] == carer)).any()
    )
    return Replacement(
        carer_id=c.problem.carers[carer].id,
        shift_id=c.problem.shifts[shift].id,
        start_s=int(t.start_s[v]) + c.origin_s,
        cost=sheet.score - at.sheet.score,
        extra_travel_s=extra,
        has_met=met,
        work_s=int(t.worked_s[c.shift_carer == carer].sum()),
        breaks=broken,
    )


def broken_more(before: ScoreSheet, after: ScoreSheet) -> tuple[str, ...]:
    """Ids of hard rules that cost more than before."""
    cost = {row.constraint.id: row.cost for row in before.rows}
    return tuple(
        row.constraint.id
        for row in after.rows
        if row.constraint.level is Level.HARD and row.cost > cost[row.constraint.id]
    )


def covers(problem: Problem, plan: Plan, weights: Weights, shift: Shift, visit_ids: Sequence[str]) -> tuple[Cover, ...]:
    """Everybody who does not work during `shift` and could make some of its visits instead, the cheapest first.

    `shift` runs from now on; the carer who takes it over starts and ends where it does, with skills of an own shift.
    """
    wanted = set(visit_ids)
    skills = {s.carer_id: s for s in problem.shifts}
    busy = {s.carer_id for s in problem.shifts if s.start_s < shift.end_s and shift.start_s < s.end_s}
    idle = [carer.id for carer in problem.carers if carer.id in skills and carer.id not in busy | {shift.carer_id}]
    if not idle or not wanted:
        return ()
    now = columns(problem)
    before = score_sheet(now, timetable(now, plan), weights)
    found = []
    for who in idle:
        taken = replace(shift, id=f"{shift.id} {who}", carer_id=who, skills=skills[who].skills, mode=skills[who].mode,
                        vehicle_id=None)  # fmt: skip
        c = columns(replace(problem, shifts=(*problem.shifts, taken)))
        found.append(_cover(c, plan, before, weights, taken, wanted))
    return tuple(sorted((each for each in found if each.takes), key=lambda each: (each.cost, each.carer_id)))


def _cover(c: Columns, plan: Plan, before: ScoreSheet, weights: Weights, shift: Shift, wanted: set[str]) -> Cover:
    row = c.shift_index[shift.id]
    asked = np.array([c.visit_index[v] for v in wanted if v in c.visit_index], np.int64)
    able = asked[may_serve(c, asked, np.full(len(asked), row, np.int64))]
    order: list[int] = []
    stops: tuple[Stop, ...] = ()
    for v in sorted(able.tolist(), key=lambda v: (int(c.window_close_s[c.window_off[v + 1] - 1]), v)):
        for at in range(len(order), -1, -1):
            tried = timed(c, row, [*order[:at], v, *order[at:]], {}, {})
            if tried is not None:
                order, stops = [*order[:at], v, *order[at:]], tried
                break
    then = Plan((*plan.routes, Route(shift.id, stops))) if order else plan
    t = timetable(c, then)
    sheet = score_sheet(c, t, weights)
    takes = [c.problem.visits[v].id for v in order]
    return Cover(
        carer_id=shift.carer_id,
        cost=sheet.score - before.score,
        takes=tuple(takes),
        left=tuple(sorted(wanted - set(takes))),
        work_s=int(t.worked_s[c.shift_carer == c.shift_carer[row]].sum()),
        breaks=broken_more(before, sheet),
    )
