"""The visits of one shift in a given order, timed as early as windows, travel and breaks allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from services.problem.columns import FAR_S, Columns
from services.problem.plan import Stop, StopKind

Trail: TypeAlias = "tuple[Trail, Stop] | None"
Way: TypeAlias = tuple[int, Trail]
"""The earliest moment to go on with so many breaks taken, and the stops made on the way there."""

NEVER: Way = (FAR_S, None)


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a shift stands that has begun: place row, when the carer can leave, and breaks taken."""

    place: int
    free_s: int
    breaks: int = 0


def timed(
    c: Columns, shift: int, order: Sequence[int], at_s: Mapping[int, int], from_s: Mapping[int, int],
    begun: Begun | None = None,
) -> tuple[Stop, ...] | None:  # fmt: skip
    """The stops, breaks among them, or None where the order cannot be kept.

    Visits of `at_s` start exactly then, those of `from_s` not before; all times relative to the origin.
    """
    begin = begun or Begun(int(c.shift_start_place[shift]), int(c.shift_start_s[shift]))
    first, last = int(c.break_off[shift]), int(c.break_off[shift + 1])
    ways: list[Way] = [NEVER] * (last - first + 1)
    ways[begin.breaks] = (begin.free_s, None)
    legs, place = c.travel_s[c.shift_mode[shift]], begin.place
    for v in [*order, -1]:
        there = int(c.visit_place[v] if v >= 0 else c.shift_end_place[shift])
        leg = int(legs[place, there])
        if leg > c.shift_max_leg_s[shift]:
            return None
        ways = _rested(c, shift, [(now + leg, trail) for now, trail in _rested(c, shift, ways)])
        if v >= 0:
            ways, place = [_visited(c, v, way, at_s, from_s) for way in ways], there
    home, trail = ways[-1]
    return _stops(trail) if home <= c.shift_end_s[shift] else None


def _rested(c: Columns, shift: int, ways: list[Way]) -> list[Way]:
    """With further breaks taken on the spot where that is sooner."""
    rested, first = list(ways), int(c.break_off[shift])
    for s in range(1, len(rested)):
        now, trail = rested[s - 1]
        row = first + s - 1
        if now <= c.break_close_s[row]:
            begin = max(now, int(c.break_open_s[row]))
            over = begin + int(c.break_duration_s[row])
            if over < rested[s][0]:
                rest = c.problem.shifts[shift].breaks[s - 1]
                rested[s] = (over, (trail, Stop(StopKind.BREAK, rest.id, begin + c.origin_s)))
    return rested


def _visited(c: Columns, v: int, way: Way, at_s: Mapping[int, int], from_s: Mapping[int, int]) -> Way:
    now, trail = way
    fixed = at_s.get(v)
    start = first_start(c, v, max(now, from_s.get(v, -FAR_S))) if fixed is None else fixed
    if start >= FAR_S or start < now:
        return NEVER
    stop = Stop(StopKind.VISIT, c.problem.visits[v].id, start + c.origin_s)
    return start + int(c.visit_duration_s[v]), (trail, stop)


def first_start(c: Columns, v: int, from_s: int) -> int:
    """The first allowed start of visit row `v` at or after `from_s`, `FAR_S` when there is none."""
    own = slice(int(c.window_off[v]), int(c.window_off[v + 1]))
    opened, closed = c.window_open_s[own], c.window_close_s[own]
    left = np.flatnonzero((closed >= from_s) & (closed >= opened))
    return int(np.maximum(opened[left], from_s).min()) if len(left) else FAR_S


def _stops(trail: Trail) -> tuple[Stop, ...]:
    made: list[Stop] = []
    while trail is not None:
        trail, stop = trail
        made.append(stop)
    return tuple(reversed(made))
