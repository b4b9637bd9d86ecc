"""Hours that need not change stay: a shift that makes its visits in the order it was given keeps their starts.

Context      The search times every route anew. After a sick call in the morning that moved hundreds of visits of other
             days by minutes, in routes that nobody else had touched; carers and clients have been told those hours.
Decision     Such a route keeps the stops it was given. A route whose visits start together with, or wait for, one of a
             route that did change keeps the search's hours, and so does one that breaks a hard rule as given.
Consequence  Waiting a search could have saved by the minute stays in what is already under way.
"""

from __future__ import annotations

import numpy as np

from services.constraints.kind import Level, Weights
from services.constraints.scoring import ScoreSheet, score_sheet
from services.problem.columns import Columns
from services.problem.plan import Plan, Route, StopKind
from services.problem.timetable import timetable


def keep_hours(c: Columns, weights: Weights, found: Plan, given: Plan) -> Plan:
    """`found` with the given stops of every route whose order is the same; never with more hard or medium points."""
    before = {route.shift_id: route for route in given.routes}
    same = {route.shift_id for route in found.routes
            if route.shift_id in before and _order(route) == _order(before[route.shift_id])}  # fmt: skip
    kept = same - _dragged_along(c, found, same)
    sheet = score_sheet(c, timetable(c, _mixed(found, before, kept)), weights)
    broken = _broken(c, sheet) & kept
    kept = kept - broken - _dragged_along(c, found, kept - broken)
    plan = _mixed(found, before, kept)
    now, then = (score_sheet(c, timetable(c, each), weights).score for each in (plan, found))
    return plan if (now.hard, now.medium) <= (then.hard, then.medium) else found


def _order(route: Route) -> list[str]:
    return [stop.id for stop in route.stops if stop.kind is StopKind.VISIT]


def _mixed(found: Plan, before: dict[str, Route], kept: set[str]) -> Plan:
    return Plan(tuple(before[r.shift_id] if r.shift_id in kept else r for r in found.routes))


def _dragged_along(c: Columns, found: Plan, kept: set[str]) -> set[str]:
    """Shifts of `kept` that are tied, directly or by others, to a visit of a shift outside it."""
    shift = timetable(c, found).shift_of
    stays = np.array([each.id in kept for each in c.problem.shifts] + [True])  # the last one: visits nobody makes
    grouped = np.flatnonzero(c.visit_group >= 0)
    leader = np.full(int(c.visit_group.max(initial=-1)) + 1, -1)
    leader[c.visit_group[grouped]] = grouped
    one = shift[np.concatenate([c.arc_before, grouped])]
    other = shift[np.concatenate([c.arc_after, leader[c.visit_group[grouped]]])]
    was = -1
    while was != int(stays.sum()):
        was = int(stays.sum())
        np.logical_and.at(stays, one, stays[other])
        np.logical_and.at(stays, other, stays[one])
        stays[-1] = True
    return {each for each in kept if not stays[c.shift_index[each]]}


def _broken(c: Columns, sheet: ScoreSheet) -> set[str]:
    """Shifts in which a hard rule is broken."""
    rows = [row.matches.shift for row in sheet.rows if row.constraint.level is Level.HARD]
    return {c.problem.shifts[row].id for row in np.concatenate(rows).tolist() if row >= 0}
