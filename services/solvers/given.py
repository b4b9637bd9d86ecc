"""Lays a given plan, and every pinned visit, into a fresh state before the search.

A route that breaks a hard rule is held: its visits keep their given starts, at their cost, until one is moved.
Members of a group that is not whole in the given plan are left out, so that the search can place it whole.
"""

from __future__ import annotations

import numpy as np

from services.engine import layout as at
from services.engine.kernel import objective, refreshed_alone, remember_alone, set_limits, store_best
from services.engine.layout import Instance, State
from services.problem.columns import Columns
from services.problem.plan import Plan
from services.solvers.lowering import Model


def lay_out(c: Columns, model: Model, state: State, plan: Plan | None) -> None:
    """Put the visits of `plan` and all pinned visits where they are to stand; unassigned lists and sums follow."""
    starts = _starts(c, model, plan)
    p = model.instance
    for row in sorted({row for row, _ in starts.values()}):
        visits = np.array([v for _, v in sorted((start, v) for v, (r, start) in starts.items() if r == row)], np.int32)
        fees = model.weights.static_cost(c, visits, np.full(len(visits), row, np.int32))
        _fill_route(p, state, row, visits.tolist(), fees.tolist())
    _fix_groups(p, state, {v: start for v, (_, start) in starts.items()})
    _bind(p, state, {v: start for v, (_, start) in starts.items()})
    for row in sorted({row for row, _ in starts.values()}):
        refreshed_alone(p, state, row)
        if state.shift[row, at.BREACH] > 0:
            _hold(p, state, row, {v: start for v, (r, start) in starts.items() if r == row})
    open_visits = [v for v in model.unassigned.tolist() if v not in starts]
    state.unassigned[: len(open_visits)] = open_visits
    state.open[0] = len(open_visits)
    if plan is not None:  # the best plan known, or a search that accepts worse ones could lose it
        store_best(state, objective(state.total, p.weight))


def _starts(c: Columns, model: Model, plan: Plan | None) -> dict[int, tuple[int, int]]:
    """Visit row → (shift row, start) of every visit to be laid out."""
    starts: dict[int, tuple[int, int]] = {}
    for shift_id, stop in plan.visit_stops() if plan else ():
        starts[c.visit_index[stop.id]] = (c.shift_index[shift_id], stop.start_s - c.origin_s)
    group = model.visit[:, at.GROUP]
    for g in range(len(model.instance.size)):
        members = model.instance.member[g, : model.instance.size[g]].tolist()
        placed = [v for v in members if v in starts]
        if placed and (len(placed) < len(members) or len({starts[v][1] for v in placed}) > 1):
            for v in placed:
                if group[v] >= 0:
                    del starts[v]
    for v in np.flatnonzero(c.pin_shift >= 0).tolist():
        starts[v] = (int(c.pin_shift[v]), int(c.pin_start_s[v]))
    return starts


def _fill_route(p: Instance, state: State, row: int, visits: list[int], fees: list[int]) -> None:
    room = state.stop.shape[1] - 2
    for k, (v, fee) in enumerate(zip(visits[:room], fees, strict=False), start=1):
        state.stop[row, k, at.NODE], state.stop[row, k, at.STATIC] = v, fee
        state.visit[v, at.POSITION], state.visit[v, at.KEPT_ROUTE] = k, row
        remember_alone(p, state, v, row)
    state.shift[row, at.LENGTH] = min(len(visits), room)


def _fix_groups(p: Instance, state: State, starts: dict[int, int]) -> None:
    for v, start in starts.items():
        if state.visit[v, at.GROUP] >= 0:
            state.visit[v, at.FIXED] = start
        set_limits(state.visit, state.arc, p.link, v)


def _bind(p: Instance, state: State, starts: dict[int, int]) -> None:
    """A boundary between the two visits of every dependency; both are held where the plan is too early."""
    for a in range(len(state.arc)):
        before, after, delay = (int(x) for x in state.arc[a, :3])
        if before not in starts or after not in starts:
            continue
        ready = starts[before] + int(state.visit[before, at.DURATION]) + delay
        if ready <= starts[after]:
            state.arc[a, at.BOUND] = starts[after]
        else:
            for v in (before, after):
                state.visit[v, at.FIXED], state.visit[v, at.HELD] = starts[v], 1
        for v in (before, after):
            set_limits(state.visit, state.arc, p.link, v)


def _hold(p: Instance, state: State, row: int, starts: dict[int, int]) -> None:
    for v, start in starts.items():
        state.visit[v, at.FIXED], state.visit[v, at.HELD] = start, 1
        set_limits(state.visit, state.arc, p.link, v)
    refreshed_alone(p, state, row)
