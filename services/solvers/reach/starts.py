"""Which shift can serve which visit when: every window against every shift awake at that time, hard facts only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import Columns, Ints, Longs
from services.solvers.reach.ends import Ends
from services.solvers.reach.intervals import Spans, spans_of, union


@dataclass(frozen=True)
class Starts:
    """One row per visit, shift and interval of starts, in order of visit.

    visit, shift : int64[N];  first_s, last_s : int64[N]
    off : int32[V + 1] rows of each visit
    spans : the union over shifts, of each visit
    """

    visit: Longs
    shift: Longs
    first_s: Longs
    last_s: Longs
    off: Ints
    spans: Spans


def starts(c: Columns, e: Ends) -> Starts:
    """Rows of every visit; a pinned one has its shift and start, whatever they break."""
    window, shift = _awake_together(c)
    visit = np.repeat(np.arange(len(c.visit_client)), np.diff(c.window_off))[window]
    allowed = may_serve(c, visit, shift) & (c.pin_shift[visit] < 0)
    window, shift, visit = window[allowed], shift[allowed], visit[allowed]
    window, shift, first, last = _possible(c, e, window, shift, visit)
    visit = np.repeat(np.arange(len(c.visit_client)), np.diff(c.window_off))[window]
    whole = (first == c.window_open_s[window]) & (last == c.window_close_s[window])
    is_whole = np.zeros(len(c.window_open_s), np.bool_)
    is_whole[window[whole]] = True
    full = np.flatnonzero(is_whole)
    part = ~is_whole[window]
    owner, a, b = union(window[part], first[part], last[part])
    owner = np.concatenate([owner, full])
    a, b = np.concatenate([a, c.window_open_s[full]]), np.concatenate([b, c.window_close_s[full]])
    pinned = np.flatnonzero(c.pin_shift >= 0)
    visit_of = np.repeat(np.arange(len(c.visit_client)), np.diff(c.window_off))[owner]
    visit_of = np.concatenate([visit_of, pinned])
    a, b = np.concatenate([a, c.pin_start_s[pinned]]), np.concatenate([b, c.pin_start_s[pinned]])
    spans = spans_of(*union(visit_of, a, b), len(c.visit_client))
    visit = np.concatenate([visit, pinned])
    order = np.argsort(visit, kind="stable")
    off = np.searchsorted(visit[order], np.arange(len(c.visit_client) + 1)).astype(np.int32)
    return Starts(
        visit=visit[order],
        shift=np.concatenate([shift, c.pin_shift[pinned]])[order],
        first_s=np.concatenate([first, c.pin_start_s[pinned]])[order],
        last_s=np.concatenate([last, c.pin_start_s[pinned]])[order],
        off=off,
        spans=spans,
    )


def may_serve(c: Columns, visit: Longs, shift: Longs) -> NDArray[np.bool_]:
    """Whether skills, pool and prohibitions let `shift[i]` serve `visit[i]`, whatever the times."""
    carer = c.shift_carer[shift]
    skilled = c.missing[c.visit_need[visit], c.shift_skillset[shift]] == 0
    return np.asarray(skilled & c.in_pool[visit, carer] & ~c.is_prohibited[visit, carer])


def _awake_together(c: Columns) -> tuple[Longs, Longs]:
    """Pairs of window and shift that overlap in time, by searching the shifts in order of start."""
    order = np.argsort(c.shift_start_s, kind="stable")
    begins = c.shift_start_s[order]
    longest = int((c.shift_end_s - c.shift_start_s).max(initial=0))
    low = np.searchsorted(begins, c.window_open_s - longest)
    high = np.searchsorted(begins, c.window_close_s, side="right")
    count = np.maximum(high - low, 0)
    window = np.repeat(np.arange(len(count)), count)
    shift = order[np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)]
    meets = c.shift_end_s[shift] > c.window_open_s[window]
    return window[meets], shift[meets]


def _possible(c: Columns, e: Ends, window: Longs, shift: Longs, visit: Longs) -> tuple[Longs, Longs, Longs, Longs]:
    """Intervals of starts per pair: one for each number of breaks taken before, joined where they touch."""
    opened, closed, stay = c.window_open_s[window], c.window_close_s[window], c.visit_duration_s[visit]
    at = shift * c.travel_s.shape[1] + c.visit_place[visit]
    first = np.ones(len(window), np.int64)
    last = np.zeros(len(window), np.int64)
    done: list[tuple[Longs, Longs, Longs, Longs]] = []
    for ready, leave in zip(e.ready_s, e.leave_s, strict=True):
        a = np.maximum(ready.ravel()[at], opened)
        b = np.minimum(leave.ravel()[at] - stay, closed)
        new, old = a <= b, first <= last
        apart = new & old & (a > last + 1)
        done.append((window[apart], shift[apart], first[apart], last[apart]))
        joined = new & old & ~apart
        last = np.where(joined, np.maximum(b, last), np.where(new, b, last))
        first = np.where(new & ~joined, a, first)
    some = first <= last
    done.append((window[some], shift[some], first[some], last[some]))
    window, shift, first, last = (np.concatenate(parts) for parts in zip(*done, strict=True))
    return window, shift, first, last
