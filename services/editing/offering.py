"""Where a visit could go: on every shift that can serve it the best place, with the exact change of the score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from services.constraints import BY_ID
from services.constraints.kind import Level, Weights
from services.constraints.levels import at_level
from services.editing.counting import Alternative, Counted, count
from services.editing.placing import Stand, first_fitting, with_breaks, without
from services.editing.routes import NOTHING, Laid
from services.editing.timing import Timing
from services.editing.views import Change, Offer, Placed
from services.problem import Plan
from services.problem.columns import Columns
from services.solvers.judged import as_barred, as_judged
from services.solvers.openings import Limits, is_bound, limits_of, openings, openings_by_place
from services.solvers.reach import Reach, reach
from services.solvers.reach.intervals import Spans

MOST_TEAMS = 8
"""So many shifts are tried for the visit picked when its whole group has to be placed."""


@dataclass(frozen=True)
class Bench:
    """A counted plan with what is possible at all; `reach` holds for every plan of the problem.

    `offered` keeps the answers: board, card and refusal ask for the same visit one after another.
    """

    now: Counted
    reach: Reach
    timing: Timing
    offered: dict[int, tuple[Offer, ...]] = field(default_factory=dict, compare=False, repr=False)


def bench_of(c: Columns, plan: Plan, weights: Weights, known: Reach | None = None) -> Bench:
    """Everything needed to ask what could be otherwise; `known` saves a quarter second."""
    now = count(c, plan, weights)
    possible = known or reach(as_barred(as_judged(c, weights), weights))
    spans = Spans(possible.window_off, possible.window_open_s, possible.window_close_s)
    return Bench(now, possible, Timing(c, is_bound(c, now.times, spans)))


def worse(bench: Bench, change: Change) -> list[str]:
    """Hard rules that would be broken more than they are; a breach of one is never paid with another's."""
    weights = bench.now.weights
    return [
        row.rule_id
        for row in change.by_rule
        if row.points > 0 and at_level(BY_ID[row.rule_id], weights).level is Level.HARD
    ]


def offers(bench: Bench, v: int) -> list[Offer]:
    """The best place on each shift that has one, the cheapest plan first; none breaks a hard rule more than now."""
    if v not in bench.offered:
        bench.offered[v] = tuple(_found(bench, v))
    return list(bench.offered[v])


def _found(bench: Bench, v: int) -> list[Offer]:
    tried = list(_tried(bench, v))
    changes = bench.now.changes([alternative for _, alternative, _ in tried])
    best: dict[int, Offer] = {}
    for ((shift, start), _, partners), change in zip(tried, changes, strict=True):
        if worse(bench, change):
            continue
        found = Offer(*_named(bench, shift), start + bench.now.columns.origin_s, change, partners)
        if shift not in best or found.change.key < best[shift].change.key:
            best[shift] = found
    return sorted(best.values(), key=lambda each: (each.change.key, each.carer_id, each.start_s))


Tried = tuple[Stand, Alternative, tuple[Placed, ...]]


def _tried(bench: Bench, v: int) -> Iterator[Tried]:
    now, c, t = bench.now, bench.now.columns, bench.now.times
    mates = mates_of(c, v)
    if mates and t.shift_of[v] < 0 and (t.shift_of[mates] < 0).all():
        yield from _teams(bench, v, mates)
        return
    limits = limits_of(c, t, v)
    partners = tuple(stands(now, mate) for mate in mates)
    old, since = int(t.shift_of[v]), int(t.start_s[v])
    freed: Alternative = {} if old < 0 else {old: without(now.routes[old], [v])}
    for stand, stops in _openings(bench, v, limits):
        if stand != (old, since):
            yield stand, {**freed, stand[0]: stops}, partners


def _openings(bench: Bench, v: int, limits: Limits) -> Iterator[tuple[Stand, Laid]]:
    now, c = bench.now, bench.now.columns
    able = np.flatnonzero(bench.reach.can_serve[v])
    for k, found in enumerate(openings_by_place(c, bench.reach, v, able, now.times, limits)):
        for at in np.flatnonzero(found.start_s >= 0).tolist():
            stand = int(able[at]), int(found.start_s[at])
            stops = _inserted(bench, v, stand, k)
            if stops is not None:
                yield stand, stops


def _inserted(bench: Bench, v: int, stand: Stand, k: int) -> Laid | None:
    """The route with `v` after its first `k` visits; None when no arrangement of the breaks allows it."""
    shift, start = stand
    rest = with_breaks(bench.now.columns, shift, without(bench.now.routes.get(shift, NOTHING), [v]))
    at = _place(rest, k, start)
    found = first_fitting(bench.timing, shift, (*rest[:at], (v, start), *rest[at:]), {v: start})
    return None if found is None else found.stops


def _place(stops: Laid, k: int, start: int) -> int:
    """Behind the first `k` visits and the breaks that begin before `start`."""
    seen = 0
    for at, (row, begins) in enumerate(stops):
        if seen == k and (row >= 0 or begins >= start):
            return at
        seen += row >= 0
    return len(stops)


def _teams(bench: Bench, v: int, mates: list[int]) -> Iterator[Tried]:
    """A whole group that nobody makes: `v` at one of its cheapest places, the others on the cheapest at that moment."""
    now, c = bench.now, bench.now.columns
    limits = _common(now, [v, *mates])
    able = np.flatnonzero(bench.reach.can_serve[v])
    found = openings(c, bench.reach, v, able, now.times, limits)
    order = [at for at in np.argsort(found.extra_travel_s, kind="stable") if found.start_s[at] >= 0]
    for at in order[:MOST_TEAMS]:
        stand = int(able[at]), int(found.start_s[at])
        team = {v: stand}
        for mate in mates:
            carers = frozenset(int(c.shift_carer[shift]) for shift, _ in team.values())
            mine = np.flatnonzero(bench.reach.can_serve[mate])
            at_once = openings(c, bench.reach, mate, mine, now.times, Limits(stand[1], stand[1], carers))
            free = np.flatnonzero(at_once.start_s >= 0)
            if not len(free):
                break
            team[mate] = int(mine[free[at_once.extra_travel_s[free].argmin()]]), stand[1]
        if len(team) == len(mates) + 1:
            yield from _as_team(bench, v, team)


def _as_team(bench: Bench, v: int, team: dict[int, Stand]) -> Iterator[Tried]:
    alternative: dict[int, Laid] = {}
    for member, (shift, start) in team.items():
        rest = with_breaks(bench.now.columns, shift, bench.now.routes.get(shift, NOTHING))
        order = tuple(sorted((*rest, (member, start)), key=lambda stop: stop[1]))
        found = first_fitting(bench.timing, shift, order, {member: start})
        if found is None:
            return
        alternative[shift] = found.stops
    named = tuple(_placed(bench.now, member, team[member]) for member in team if member != v)
    yield team[v], alternative, named


def _common(now: Counted, members: list[int]) -> Limits:
    """What binds the members to visits outside the group, as one."""
    each = [limits_of(now.columns, now.times, member) for member in members]
    return Limits(max(one.first_s for one in each), min(one.last_s for one in each), frozenset())


def mates_of(c: Columns, v: int) -> list[int]:
    """The other visits of its group."""
    g = int(c.visit_group[v])
    if g < 0:
        return []
    return [m for m in c.group_visit[c.group_off[g] : c.group_off[g + 1]].tolist() if m != v]


def stands(now: Counted, v: int) -> Placed:
    """Where a visit stands now."""
    shift = int(now.times.shift_of[v])
    return _placed(now, v, None if shift < 0 else (shift, int(now.times.start_s[v])))


def stand_of(c: Columns, placed: Placed) -> Stand | None:
    """The rows of where a visit comes to stand; None with nobody."""
    if placed.shift_id is None or placed.start_s is None:
        return None
    return c.shift_index[placed.shift_id], placed.start_s - c.origin_s


def _placed(now: Counted, v: int, stand: Stand | None) -> Placed:
    c, visit_id = now.columns, now.columns.problem.visits[v].id
    if stand is None:
        return Placed(visit_id, None, None)
    return Placed(visit_id, c.problem.shifts[stand[0]].id, stand[1] + c.origin_s)


def _named(bench: Bench, shift: int) -> tuple[str, str]:
    problem = bench.now.columns.problem
    return problem.shifts[shift].carer_id, problem.shifts[shift].id
