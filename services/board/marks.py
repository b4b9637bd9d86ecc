"""What a visit's bar shows by its look: fixed or movable, pinned, double, outside its window, too far to reach."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import Columns, Flags, Ints
from services.problem.timetable import Timetable

PINNED, MOVABLE, DOUBLE, OUTSIDE, SHORT, BREAK = "p", "m", "d", "x", "s", "b"
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


def marks(c: Columns, t: Timetable, visits: Ints) -> list[str]:
    """The letters of each visit, in the order of `visits`."""
    short = np.zeros(c.size[0], np.bool_)
    short[t.stop_visit] = t.short_s >= SHORT_S
    by_letter: list[tuple[str, NDArray[np.bool_]]] = [
        (PINNED, c.pin_shift >= 0),
        (MOVABLE, is_movable(c)),
        (DOUBLE, c.visit_group >= 0),
        (OUTSIDE, is_outside(c, t)),
        (SHORT, short),
    ]
    letters = [["" if not held else letter for held in flags[visits].tolist()] for letter, flags in by_letter]
    return ["".join(each) for each in zip(*letters, strict=True)]
