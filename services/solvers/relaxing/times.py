"""Another time: the visit may start later or sooner, or shifts end later or begin sooner."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from services.problem.columns import Columns, Flags, Longs
from services.solvers.reach.starts import may_serve
from services.solvers.relaxing.asking import Ask, Kind, Places, Relaxation, placed, relaxed, smallest, windows_of
from services.solvers.relaxing.telling import told


def allowed(ask: Ask, c: Columns, v: int) -> Flags:
    """bool[near]: shifts whose carers may come to `v`, whatever the times."""
    return may_serve(c, np.full(len(ask.near), v, np.int64), ask.near)


def other_starts(ask: Ask) -> Iterator[Relaxation]:
    """The least the visit's own windows would have to be wider, on the late and on the early side."""
    gaps = [(v, ask.gaps(ask.c, v, allowed(ask, ask.c, v))) for v in ask.unit]
    for kind in (Kind.LATER, Kind.EARLIER):
        is_later = kind is Kind.LATER

        def fits(by_s: int, is_later: bool = is_later) -> Places | None:
            late, early = (by_s, 0) if is_later else (0, by_s)
            return placed(ask.c, gaps, [windows_of(ask.c, v, late, early) for v in ask.unit])

        found = smallest(fits)
        if found is None:
            continue
        by_s, places = found
        yield from told(ask, _wider(ask, by_s if is_later else 0, 0 if is_later else by_s), kind, by_s // 60, places)


def _wider(ask: Ask, later_s: int, earlier_s: int) -> Columns:
    opened, closed = ask.c.window_open_s.copy(), ask.c.window_close_s.copy()
    for v in ask.unit:
        own = slice(int(ask.c.window_off[v]), int(ask.c.window_off[v + 1]))
        opened[own] -= earlier_s
        closed[own] += later_s
    return relaxed(ask.c, window_open_s=opened, window_close_s=closed)


def other_shift_ends(ask: Ask) -> Iterator[Relaxation]:
    """The least that shifts would have to end later, or begin sooner."""
    for kind in (Kind.LONGER_SHIFT, Kind.SOONER_SHIFT):
        sign = 1 if kind is Kind.LONGER_SHIFT else -1

        def fits(by_s: int, sign: int = sign) -> Places | None:
            c = _longer(ask.c, ask.near, sign * by_s)
            gaps = [(v, ask.gaps(c, v, allowed(ask, c, v))) for v in ask.unit]
            return placed(c, gaps, [windows_of(c, v) for v in ask.unit])

        found = smallest(fits)
        if found is None:
            continue
        by_s, places = found
        used = np.array([shift for shift, _ in places.values()], np.int64)
        yield from told(ask, _longer(ask.c, used, sign * by_s), kind, by_s // 60, places)


def _longer(c: Columns, shifts: Longs, by_s: int) -> Columns:
    if by_s < 0:
        begin = c.shift_start_s.copy()
        begin[shifts] += by_s
        return relaxed(c, shift_start_s=begin)
    end = c.shift_end_s.copy()
    end[shifts] += by_s
    return relaxed(c, shift_end_s=end)
