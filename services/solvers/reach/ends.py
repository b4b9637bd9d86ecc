"""How early a carer can be ready at a place, and how late leave it, with so many breaks taken.

A break is never on the road: it is taken before a leg or after it. So the earliest moment with `s` breaks taken is
found from the one with `s − 1` in one step, and the latest by the same rule with time turned round. A stop on the way
only costs time, except in two cases: where a leg limit makes it needed, and where a break closes before the direct way
is over. There the way over other clients' homes is searched, each with the shortest stay it has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import FAR_S, Columns, Ints, Longs


@dataclass(frozen=True)
class Ends:
    """Earliest and latest moments; B = most breaks of a shift.

    ready_s : int32[B + 1, S, P] earliest start of a visit at the place with so many breaks taken, `FAR_S` never
    leave_s : int32[B + 1, S, P] latest end of a visit there with so many breaks taken, `−FAR_S` never
    """

    ready_s: Ints
    leave_s: Ints


@dataclass(frozen=True)
class _Side:
    """One direction in time: origin int32[S], begin int64[S]; first and last start and length of breaks int64[S, B]."""

    origin: Ints
    begin: Longs
    open: Longs
    close: Longs
    length: Longs


def ends(c: Columns) -> Ends:
    """Both ends of every shift at every place. O(S·P·B)."""
    shifts, count = np.arange(len(c.shift_carer)), np.diff(c.break_off).astype(np.int64)
    most = int(count.max(initial=0))
    legs = c.travel_s.astype(np.int64)
    out = legs[c.shift_mode, c.shift_start_place]
    back = legs.transpose(0, 2, 1)[c.shift_mode, c.shift_end_place]
    at = c.break_off[:-1, None] + np.arange(most)
    has = np.arange(most) < count[:, None]
    at = np.where(has, at, 0)
    forward = _Side(c.shift_start_place, c.shift_start_s, *_breaks(c, at, has))
    at = np.where(has, c.break_off[1:, None] - 1 - np.arange(most), 0)
    opened, closed, length = _breaks(c, at, has)
    turned = np.where(has, -closed - length, 0), np.where(has, -opened - length, -FAR_S), length
    backward = _Side(c.shift_end_place, -c.shift_end_s, *turned)
    stay = _stays(c)
    ready = _ready(c, forward, out, legs, stay)
    rest = -_ready(c, backward, back, legs.transpose(0, 2, 1), stay)
    leave = np.full_like(rest, -FAR_S)
    for taken in range(most + 1):
        to_come = count - taken
        some = to_come >= 0
        leave[taken, some] = rest[to_come[some], shifts[some]]
    return Ends(ready.astype(np.int32), leave.astype(np.int32))


def _breaks(c: Columns, at: Longs, has: NDArray[np.bool_]) -> tuple[Longs, Longs, Longs]:
    """First start, last start and length, [S, B]; what is not there can never be taken."""
    return (
        np.where(has, c.break_open_s[at], 0),
        np.where(has, c.break_close_s[at], -FAR_S),
        np.where(has, c.break_duration_s[at], 0),
    )


def _stays(c: Columns) -> Longs:
    """int64[P]: the shortest visit at each place, `FAR_S` where there is none."""
    stay = np.full(c.travel_s.shape[1], FAR_S, np.int64)
    np.minimum.at(stay, c.visit_place, c.visit_duration_s)
    return stay


def _rested(now: Longs, opened: Longs, closed: Longs, length: Longs) -> Longs:
    return np.where(now <= closed, np.maximum(now, opened) + length, FAR_S)


def _ready(c: Columns, side: _Side, legs: Longs, matrix: Longs, stay: Longs) -> Longs:
    """int64[B + 1, S, P]: earliest readiness in the direction of `side`."""
    limit = c.shift_max_leg_s[:, None]
    most = side.open.shape[1]
    too_long = legs > limit
    direct = np.where(too_long, FAR_S, legs)
    ready = np.empty((most + 1, *legs.shape), np.int64)
    here, rests = side.begin.copy(), np.zeros(len(legs), np.int64)
    ready[0] = np.minimum(here[:, None] + direct, FAR_S)
    helped = too_long.any(axis=1)
    for s in range(1, most + 1):
        opened, closed, length = side.open[:, s - 1], side.close[:, s - 1], side.length[:, s - 1]
        here = _rested(here, opened, closed, length)
        after = _rested(ready[s - 1], opened[:, None], closed[:, None], length[:, None])
        ready[s] = np.minimum(np.minimum(here[:, None] + direct, after), FAR_S)
        rests += length
        least = np.maximum(here[:, None], side.begin[:, None] + legs + rests[:, None])
        helped |= (ready[s] > least).any(axis=1) & (here < FAR_S)
    known: dict[tuple[int, ...], Longs] = {}
    for row in np.flatnonzero(helped):
        breaks = np.stack([side.open[row], side.close[row], side.length[row]])
        breaks[:2] = np.where(breaks[2] > 0, breaks[:2] - side.begin[row], breaks[:2])
        key = (*(int(x[row]) for x in (c.shift_mode, c.shift_max_leg_s, side.origin)), *breaks.ravel().tolist())
        if key not in known:
            between = matrix[c.shift_mode[row]]
            between = np.where(between > c.shift_max_leg_s[row], FAR_S, between)
            known[key] = _over_stops(ready[:, row] - side.begin[row], between, stay, breaks)
        ready[:, row] = np.minimum(known[key] + side.begin[row], FAR_S)
    return ready


def _over_stops(ready: Longs, legs: Longs, stay: Longs, breaks: Longs) -> Longs:
    """Earliest readiness when other visits may lie on the way: labels corrected from the places just improved."""
    ready = np.where(ready > FAR_S // 2, FAR_S, ready)
    improved = np.flatnonzero((ready < FAR_S).any(axis=0) & (stay < FAR_S))
    while len(improved):
        left = np.minimum(ready[:, improved] + stay[improved], FAR_S)
        _take_breaks(left, breaks)
        better = ready.copy()
        for s in range(len(ready)):
            better[s] = np.minimum(better[s], (left[s][:, None] + legs[improved]).min(axis=0))
        _take_breaks(better, breaks)
        improved = np.flatnonzero((better < ready).any(axis=0) & (stay < FAR_S))
        ready = better
    return ready


def _take_breaks(ready: Longs, breaks: Longs) -> None:
    """Lets each further break be taken on the spot, in place."""
    for s in range(1, len(ready)):
        np.minimum(ready[s], _rested(ready[s - 1], breaks[0, s - 1], breaks[1, s - 1], breaks[2, s - 1]), out=ready[s])
