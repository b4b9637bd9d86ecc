"""From a problem's columns and effective weights to the kernel's arrays: how every constraint lowers.

Bans (skills, pool, prohibited, reach of the shift) shorten a visit's list of candidate shifts; per visit and shift
costs (contact, preferred, wishes, spare skills, district, day, changed carer, a period that is over) stand beside each
candidate; windows, breaks and the shift's end are times, preferred and usual hours costs of a start; travel, waiting,
overtime and opening (wages and shift wishes in it) are weights per shift; faces, load, evenings, overlap and unassigned
visits are sums the kernel keeps. A leg longer than the shift's mode allows never ends in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.constraints.kind import Weights
from services.constraints.soft.cost_staff import overtime_rate
from services.constraints.soft.fair_unsocial import EVENING_FROM_MIN
from services.constraints.soft.risk_shift_end import safe_until_s
from services.constraints.soft.time_same_hour import usual_hours_s
from services.constraints.unsocial import is_unsocial
from services.engine import layout as at
from services.engine.layout import Instance, Ints, Longs
from services.problem.columns import FAR_S, Columns, Flags
from services.solvers.lowered_weights import Lowered, lowered_weights
from services.solvers.reach import Reach

DAY_S = 86_400
_NO_WAYS = np.zeros((1, 1, 1), np.int32)
MOST_POINTS = 1 << 30
"""Points of one visit or shift beyond which 32 bits would not hold them."""


@dataclass(frozen=True)
class Model:
    """The kernel's view of a problem: what `new_state` needs.

    `unassigned` lists the visits worth trying; `weights` gives the static cost of pairs that are no candidates.
    """

    instance: Instance
    visit: Ints
    shift: Ints
    arc: Ints
    unassigned: Ints
    weights: Lowered


def lower(c: Columns, reach: Reach, weights: Weights, free_from_s: Longs | None = None) -> Model:
    """The kernel's arrays; groups with a pinned member are dissolved into visits with a fixed start.

    `free_from_s` int64[S] tells from when each carer may set out for anything that is not pinned, None: from the start.
    """
    w = lowered_weights(c, weights)
    groups, fixed = _groups(c)
    can_serve = _without_pinned_mates(c, reach.can_serve)
    scale = _scale(c, can_serve, w)
    w = replace(w, late_points=min(round(w.late * scale), MOST_POINTS))
    candidate_off, candidate = _candidates(c, can_serve, w)
    rival_off, rival = _rivals(c)
    arc = _arcs(c)
    link, in_off, out_off = _links(len(c.visit_client), arc)
    visit = _visits(c, reach, w, groups, fixed, candidate_off, rival_off, in_off, out_off)
    unsocial = is_unsocial(c, EVENING_FROM_MIN.of_all(c)) & (w.unsocial > 0)
    shift = _shifts(c, w, unsocial)
    shift[:, at.FREE] = -at.INF if free_from_s is None else np.clip(free_from_s, -at.INF, at.INF)
    shift[:, at.KIND] = _kinds(c, shift)
    day_shift, day_shifts = _by_day(c)
    order = np.argsort(c.visit_client, kind="stable").astype(np.int32)
    client_at = np.searchsorted(c.visit_client[order], np.arange(len(c.problem.clients) + 1)).astype(np.int32)
    travel_s = c.travel_s
    member, size = _members(c, groups)
    penalty = np.asarray(np.rint(w.medium * scale), np.int64) + w.optional
    instance = Instance(
        travel_s=np.ascontiguousarray(travel_s),
        back_s=_turned(travel_s),
        travel_hm=np.ascontiguousarray((c.travel_m + 50) // 100, np.int32) if w.distance.any() else _NO_WAYS,
        window=_table(reach.window_open_s, reach.window_close_s),
        wish=_wishes(c, w),
        breaks=_table(c.break_open_s, c.break_close_s, c.break_duration_s),
        link=link,
        rival=rival,
        candidate=candidate,
        member=member,
        size=size,
        day_shift=day_shift,
        day_shifts=day_shifts,
        client_visit=order,
        client_at=client_at,
        face_cost=w.face,
        unmet_cost=w.unmet,
        met=np.ascontiguousarray(c.has_met, np.uint8),
        available_s=np.maximum(1, _available(c)),
        has_unsocial=(np.bincount(c.shift_carer[unsocial], minlength=len(c.problem.carers)) > 0).astype(np.uint8),
        penalty=penalty,
        medium=w.medium,
        optional=w.optional,
        weight=np.array(
            [w.load, w.overlap, max(1, int(_available(c).sum())), _hard_points(penalty), w.unsocial], np.int64
        ),
    )
    alive = (candidate_off[1:] > candidate_off[:-1]) & (reach.window_off[1:] > reach.window_off[:-1])
    return Model(instance, visit, shift, arc, np.flatnonzero(alive & (c.pin_shift < 0)).astype(np.int32), w)


def _turned(legs: Ints) -> Ints:
    """The ways back; the same array where they are as long as the ways there, as every copy costs the search time."""
    back = legs.transpose(0, 2, 1)
    return np.ascontiguousarray(legs if np.array_equal(legs, back) else back)


def _table(*columns: NDArray[np.int64]) -> Ints:
    """int32[·, n], never empty so that the kernel can hold it."""
    return np.ascontiguousarray(np.stack([np.clip(x, -FAR_S, FAR_S) for x in columns], axis=1), np.int32)


def _groups(c: Columns) -> tuple[Ints, Ints]:
    """Group of each visit, −1 where a member is pinned; and the fixed start that pins give, −1 elsewhere."""
    group, fixed = c.visit_group.copy(), np.where(c.pin_shift >= 0, c.pin_start_s, -1).astype(np.int32)
    for g in range(len(c.group_off) - 1):
        members = c.group_visit[c.group_off[g] : c.group_off[g + 1]]
        pinned = members[c.pin_shift[members] >= 0]
        if len(pinned):
            group[members] = -1
            fixed[members] = np.where(c.pin_shift[members] >= 0, fixed[members], c.pin_start_s[pinned[0]])
    return group.astype(np.int32), fixed


def _without_pinned_mates(c: Columns, can_serve: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Members of a group with a pinned visit never on the pinned visit's carer."""
    allowed = can_serve.copy()
    for v in np.flatnonzero((c.pin_shift >= 0) & (c.visit_group >= 0)):
        members = c.group_visit[c.group_off[c.visit_group[v]] : c.group_off[c.visit_group[v] + 1]]
        same = c.shift_carer == c.shift_carer[c.pin_shift[v]]
        for mate in members[members != v]:
            allowed[mate, same] = False
    pinned = np.flatnonzero(c.pin_shift >= 0)
    allowed[pinned] = False
    allowed[pinned, c.pin_shift[pinned]] = True
    return allowed


def _candidates(c: Columns, can_serve: NDArray[np.bool_], w: Lowered) -> tuple[Ints, Ints]:
    visit, shift = np.nonzero(can_serve)
    off = np.zeros(len(can_serve) + 1, np.int32)
    np.cumsum(can_serve.sum(axis=1), out=off[1:])
    cost = w.static_cost(c, visit.astype(np.int32), shift.astype(np.int32))
    return off, np.ascontiguousarray(np.stack([shift, cost], axis=1), np.int32)


def _rivals(c: Columns) -> tuple[Ints, Ints]:
    """Visits of the same client, not of one group, that could overlap in time: flat lists per visit."""
    n = len(c.visit_client)
    has = c.window_off[1:] > c.window_off[:-1]
    first, until = np.zeros(n, np.int64), np.full(n, -1, np.int64)
    first[has] = c.window_open_s[c.window_off[:-1][has]]
    until[has] = c.window_close_s[c.window_off[1:][has] - 1] + c.visit_duration_s[has]
    pinned = c.pin_shift >= 0
    first[pinned] = np.minimum(first[pinned], c.pin_start_s[pinned])
    until[pinned] = np.maximum(until[pinned], (c.pin_start_s + c.visit_duration_s)[pinned])
    for _, stop in c.problem.given.visit_stops() if c.problem.given else ():  # a given start may lie in no window
        v, start = c.visit_index[stop.id], stop.start_s - c.origin_s
        first[v], until[v] = min(first[v], start), max(until[v], start + c.visit_duration_s[v])
    order = np.argsort(c.visit_client, kind="stable")
    cuts = np.flatnonzero(np.diff(c.visit_client[order])) + 1
    mine, theirs = [], []
    for of_client in np.split(order, cuts):
        a, b, g = first[of_client], until[of_client], c.visit_group[of_client]
        meet = (a[:, None] < b[None, :]) & (a[None, :] < b[:, None])
        meet &= (g[:, None] != g[None, :]) | (g[:, None] < 0)
        np.fill_diagonal(meet, val=False)
        i, j = np.nonzero(meet)
        mine.append(of_client[i])
        theirs.append(of_client[j])
    owner = np.concatenate(mine) if mine else np.zeros(0, np.int64)
    other = np.concatenate(theirs) if theirs else np.zeros(0, np.int64)
    by_owner = np.argsort(owner, kind="stable")
    off = np.searchsorted(owner[by_owner], np.arange(n + 1)).astype(np.int32)
    return off, other[by_owner].astype(np.int32)


def _links(n: int, arc: Ints) -> tuple[Ints, Ints, Ints]:
    """Arc rows listed by the visit they come into, then by the visit they leave; where each visit's lists begin."""
    before, after = arc[:, at.BEFORE], arc[:, at.AFTER]
    into, out = np.argsort(after, kind="stable"), np.argsort(before, kind="stable")
    in_off = np.searchsorted(after[into], np.arange(n + 1))
    out_off = np.searchsorted(before[out], np.arange(n + 1)) + len(into)
    return np.concatenate([into, out]).astype(np.int32), in_off.astype(np.int32), out_off.astype(np.int32)


def _visits(c: Columns, reach: Reach, w: Lowered, group: Ints, fixed: Ints, candidate_off: Ints, rival_off: Ints,
            in_off: Ints, out_off: Ints) -> Ints:  # fmt: skip
    table = np.zeros((len(c.visit_client), at.VISIT_COLUMNS), np.int32)
    columns: dict[int, Any] = {
        at.PLACE: c.visit_place, at.DURATION: c.visit_duration_s, at.CLIENT: c.visit_client, at.GROUP: group,
        at.WINDOW_AT: reach.window_off[:-1], at.WINDOWS: np.diff(reach.window_off),
        at.WISH_AT: c.wish_off[:-1], at.WISHES: np.diff(c.wish_off),
        at.IN_AT: in_off[:-1], at.INS: np.diff(in_off), at.OUT_AT: out_off[:-1], at.OUTS: np.diff(out_off),
        at.RIVAL_AT: rival_off[:-1], at.RIVALS: np.diff(rival_off),
        at.CANDIDATE_AT: candidate_off[:-1], at.CANDIDATES: np.diff(candidate_off),
        at.BASE_FIXED: fixed, at.FIXED: fixed, at.LOCKED: c.pin_shift >= 0, at.HELD: c.pin_shift >= 0,
        at.LOW: np.where(fixed >= 0, fixed, -at.INF), at.HIGH: np.where(fixed >= 0, fixed, at.INF),
        at.KEPT_ROUTE: -1,
        at.ROUTE: -1, at.POSITION: 0, at.START: 0,
        at.USUAL_AT: len(c.wish_open_s) + c.terms.usual_off[:-1],
        at.USUALS: np.diff(c.terms.usual_off) * w.usual.any(), at.AT_RISK: w.at_risk, at.LOAD: c.visit_load,
    }  # fmt: skip
    for column, values in columns.items():
        table[:, column] = values
    return table


def _shifts(c: Columns, w: Lowered, unsocial: Flags) -> Ints:
    table = np.zeros((len(c.shift_carer), at.SHIFT_COLUMNS), np.int32)
    columns: dict[int, Any] = {
        at.MODE: c.shift_mode, at.OPENS: c.shift_start_s, at.ENDS: c.shift_end_s, at.SOFT_END: c.shift_soft_end_s,
        at.CARER: c.shift_carer, at.DAY: c.shift_day, at.BREAK_AT: c.break_off[:-1], at.BREAKS: np.diff(c.break_off),
        at.ORIGIN: c.shift_start_place, at.HOME: c.shift_end_place,
        at.W_TRAVEL: w.travel[c.shift_carer], at.W_DISTANCE: w.distance[c.shift_carer],
        at.W_WAITING: w.waiting[c.shift_carer], at.W_OVERTIME: w.overtime[c.shift_carer],
        at.OPENED_COST: np.clip(w.opened, -MOST_POINTS, MOST_POINTS),
        at.LONGEST_LEG: np.minimum(c.shift_max_leg_s, FAR_S),
        at.RISK_FROM: safe_until_s(c), at.UNSOCIAL: unsocial, at.OVERTIME_RATE: overtime_rate(c), at.W_PAY: w.pay,
        at.ACTIVE: 1, at.ROOM: np.minimum(c.shift_load, FAR_S), at.BROUGHT: 0,
    }  # fmt: skip
    for column, values in columns.items():
        table[:, column] = values
    return table


def _kinds(c: Columns, shift: Ints) -> Ints:
    """Number of the kind of each shift: those alike in everything but their carer, breaks and all, share one."""
    breaks = np.stack([c.break_open_s, c.break_close_s, c.break_duration_s], axis=1)
    kinds: dict[tuple[bytes, bytes], int] = {}
    alike = shift.copy()
    alike[:, [at.CARER, at.BREAK_AT]] = 0
    keys = (
        (row.tobytes(), breaks[a:b].tobytes()) for row, a, b in zip(alike, c.break_off, c.break_off[1:], strict=False)
    )
    return np.array([kinds.setdefault(key, len(kinds)) for key in keys], np.int32)


def _by_day(c: Columns) -> tuple[Ints, Ints]:
    days = int(c.shift_day.max(initial=0)) + 1
    lists = [np.flatnonzero(c.shift_day == day) for day in range(days)]
    table = np.full((days, max(1, max(map(len, lists)))), -1, np.int32)
    for day, rows in enumerate(lists):
        table[day, : len(rows)] = rows
    return table, np.array([len(rows) for rows in lists], np.int32)


def _members(c: Columns, group: Ints) -> tuple[Ints, Ints]:
    n = max(1, len(c.group_off) - 1)
    member, size = np.full((n, 4), -1, np.int32), np.zeros(n, np.int32)
    for g in range(len(c.group_off) - 1):
        visits = c.group_visit[c.group_off[g] : c.group_off[g + 1]]
        if group[visits[0]] >= 0:
            member[g, : len(visits)], size[g] = visits, len(visits)
    return member, size


def _arcs(c: Columns) -> Ints:
    """Dependencies, then a reverse for each with a greatest gap: the earlier visit not too long before the later."""
    limited = np.flatnonzero(c.arc_most_s < FAR_S)
    before, after = c.arc_before[limited], c.arc_after[limited]
    back = -c.arc_most_s[limited] - c.visit_duration_s[before] - c.visit_duration_s[after]
    forth = _arc_rows(c.arc_before, c.arc_after, c.arc_delay_s, needs=True)
    return np.concatenate([forth, _arc_rows(after, before, back, needs=False)])


def _arc_rows(before: Ints, after: Ints, delay_s: Longs, *, needs: bool) -> Ints:
    unset, asked = np.full(len(before), -1), np.full(len(before), needs)
    return np.ascontiguousarray(np.stack([before, after, delay_s, unset, asked], axis=1), np.int32)


def _wishes(c: Columns, w: Lowered) -> Ints:
    """Preferred windows of all visits, then their usual hours; points per second from each."""
    client = c.visit_client[np.repeat(np.arange(len(c.visit_client)), np.diff(c.wish_off))]
    wishes = _table(c.wish_open_s, c.wish_close_s, c.wish_factor * w.preferred[client])
    client = c.visit_client[np.repeat(np.arange(len(c.visit_client)), np.diff(c.terms.usual_off))]
    return np.concatenate([wishes, _table(*usual_hours_s(c), w.usual[client])])


def _available(c: Columns) -> Longs:
    available = np.zeros(len(c.problem.carers), np.int64)
    np.add.at(available, c.shift_carer, c.shift_end_s - c.shift_start_s)
    return available


def _scale(c: Columns, can_serve: Flags, w: Lowered) -> float:
    """Objective points of a medium point: one visit unassigned is above any soft cost one visit can cause."""
    longest_leg = int(c.travel_s[c.travel_s < FAR_S].max(initial=0))
    longest_shift = int((c.shift_end_s - c.shift_start_s).max(initial=0))
    worst = (
        4 * longest_leg * int(w.travel.max(initial=0))
        + longest_shift * int(w.waiting.max(initial=0) + w.overtime.max(initial=0) + 2 * w.load)
        + longest_shift * int(overtime_rate(c).max(initial=0)) * w.pay // at.PAY_UNIT
        + int(w.face.max(initial=0) + w.unmet.max(initial=0) + w.opened.max(initial=0) + w.at_risk.max(initial=0))
        + 2 * w.unsocial
        + _dearest_start(c, w)
    )
    visit, shift = np.nonzero(can_serve)
    static = w.static_cost(c, visit.astype(np.int32), shift.astype(np.int32))
    lightest = int(w.medium[w.medium > 0].min(initial=1 << 40))
    return max(100_000, worst + int(static.max(initial=0))) / max(1, lightest)


def _dearest_start(c: Columns, w: Lowered) -> int:
    """Points no visit's start can exceed by lying far from its preferred and usual hours."""
    has = c.window_off[1:] > c.window_off[:-1]
    first, last = c.window_open_s[c.window_off[:-1][has]], c.window_close_s[c.window_off[1:][has] - 1]
    span_s = int((last - first).max(initial=0)) + DAY_S
    per_second = int((_wishes(c, w)[:, 2]).max(initial=0))
    return span_s * per_second * (1 + int(w.usual.any()))


def _hard_points(penalty: Longs) -> int:
    """Objective points of a hard minute: above every visit unassigned, where 64 bits allow."""
    return int(min(int(penalty.sum()) + 1, 1 << 44))
