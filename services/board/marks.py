"""What a visit's bar shows by its look: movable, pinned, double, critical, changed, outside its window, too far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import Columns, Flags, Ints
from services.problem.timetable import Timetable

PINNED, MOVABLE, DOUBLE, OUTSIDE, SHORT, BREAK = "p", "m", "d", "x", "s", "b"
CRITICAL, CHANGED, FADED = "c", "n", "f"
CRITICAL_PRIORITY = 2
"""Visits of this priority or a more urgent one are critical: insulin and the like."""

MOVABLE_S = 4 * 3600
"""A visit is movable when its first and last allowed starts are at least so far apart: another part of the day."""

SHORT_S = 120
"""Less than this is within what a travel model can know; the score counts every begun minute all the same."""


def is_movable(c: Columns) -> Flags:
    """bool[V]"""
    if not len(c.window_open_s):
        return np.zeros(c.size[0], np.bool_)
    first, last = c.window_off[:-1], c.window_off[1:] - 1
    return np.asarray((c.window_close_s[last] - c.window_open_s[first] >= MOVABLE_S) & (c.pin_shift < 0))


def is_outside(c: Columns, t: Timetable) -> Flags:
    """bool[V]: made at a start that none of its windows allows."""
    visit = np.repeat(np.arange(c.size[0]), np.diff(c.window_off))
    start = t.start_s[visit]
    inside = (c.window_open_s <= start) & (start <= c.window_close_s)
    allowed = np.zeros(c.size[0], np.bool_)
    allowed[visit[inside]] = True
    return np.asarray(~allowed & (t.shift_of >= 0))


def is_changed(c: Columns, t: Timetable, before: Timetable | None) -> Flags:
    """bool[V]: another carer or another start than in `before`; without it, another carer than in the baseline."""
    if before is not None:
        return np.asarray((before.shift_of != t.shift_of) | (before.start_s != t.start_s))
    served = t.shift_of >= 0
    carer = np.where(served, c.shift_carer[t.shift_of], -1) if len(c.shift_carer) else np.full(c.size[0], -1)
    return np.asarray(served & (c.baseline_carer >= 0) & (c.baseline_carer != carer))


def marks(c: Columns, t: Timetable, visits: Ints, before: Timetable | None = None) -> list[str]:
    """The letters of each visit, in the order of `visits`; `before` is the plan from which changes are marked."""
    short = np.zeros(c.size[0], np.bool_)
    short[t.stop_visit] = t.short_s >= SHORT_S
    by_letter: list[tuple[str, NDArray[np.bool_]]] = [
        (PINNED, c.pin_shift >= 0),
        (MOVABLE, is_movable(c)),
        (DOUBLE, c.visit_group >= 0),
        (CRITICAL, c.visit_priority <= CRITICAL_PRIORITY),
        (CHANGED, is_changed(c, t, before)),
        (OUTSIDE, is_outside(c, t)),
        (SHORT, short),
    ]
    letters = [["" if not held else letter for held in flags[visits].tolist()] for letter, flags in by_letter]
    return ["".join(each) for each in zip(*letters, strict=True)]
