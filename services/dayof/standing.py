"""A plan in the middle of the day: its past fast, what is left to decide, and who could step in."""

from __future__ import annotations

from dataclasses import replace

from services.constraints.kind import Weights
from services.constraints.scoring import score_sheet
from services.dayof.applying import Day, applied
from services.dayof.events import Event, Sick
from services.dayof.replacing import Standing, covers, replacements
from services.dayof.views import Affected, Consequences, ShiftLeft
from services.problem import Shift
from services.problem.columns import columns
from services.problem.fitting import fitted
from services.problem.timetable import timetable
from services.solvers.freedom import Freedom
from services.solvers.frozen import freeze
from services.solvers.judged import as_barred, as_judged
from services.solvers.reach import reach

MOST_ASKED = 12
"""Visits for which replacements are ranked; a search serves the rest better."""


def consequences(day: Day, events: tuple[Event, ...], weights: Weights, now_s: int) -> Consequences:
    """Whom the events leave without anybody, and who could step in from `now_s` on."""
    then = applied(day, events, now_s)
    then = replace(then, problem=replace(then.problem, baseline=fitted(day.plan, then.problem)))
    at = standing(then, weights, now_s)
    affected = []
    for visit_id in then.affected[:MOST_ASKED]:
        v = at.c.visit_index[visit_id]
        affected.append(Affected(visit_id, then.problem.visits[v].client_id, replacements(at, v)))
    lost = [(shift, event.from_s) for shift in day.problem.shifts for event in events
            if isinstance(event, Sick) and event.misses(shift)]  # fmt: skip
    left = [_shift_left(day, then, shift, max(now_s, from_s), weights) for shift, from_s in lost]
    return Consequences(then.problem, tuple(affected), tuple(each for each in left if each is not None))


def standing(day: Day, weights: Weights, now_s: int) -> Standing:
    """The plan with what has begun set fast."""
    judged = as_judged(columns(replace(day.problem, given=day.plan)), weights)
    frozen = freeze(judged, Freedom(frozen_until_s=now_s))
    c = as_judged(columns(frozen.problem), weights)
    t = timetable(c, day.plan)
    possible = frozen.within(reach(as_barred(c, weights)), c)
    return Standing(c, possible, day.plan, t, score_sheet(c, t, weights), weights, now_s - c.origin_s)


def _shift_left(day: Day, then: Day, shift: Shift, from_s: int, weights: Weights) -> ShiftLeft | None:
    """What the carer would have done from `from_s` on, and who is off and could do it."""
    lost = set(then.affected)
    own = [stop.id for shift_id, stop in day.plan.visit_stops() if shift_id == shift.id and stop.id in lost]
    begin_s = max(shift.start_s, from_s)
    if not own or begin_s >= shift.end_s:
        return None
    to_come = (b for b in shift.breaks if b.latest_end_s - b.duration_s >= begin_s)
    breaks = tuple(replace(b, earliest_s=max(b.earliest_s, begin_s)) for b in to_come)
    found = covers(then.problem, then.plan, weights, replace(shift, start_s=begin_s, breaks=breaks), own)
    return ShiftLeft(shift.id, shift.carer_id, begin_s, shift.end_s, found)
