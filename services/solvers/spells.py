"""When each place can be served within each shift, if nothing else had to be done: exact, breaks included.

A break is a state: with s breaks taken the carer can be at the place from `first[s]` and must leave it by `leave[s]`.
With other visits on the way nobody arrives earlier, because a detour is never shorter than the direct way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.problem.columns import FAR_S, Columns, Longs


@dataclass(frozen=True)
class Spell:
    """One number of breaks taken, over the shifts `rows`: int64[P, len(rows)] first arrival and last departure."""

    rows: Longs
    first_s: Longs
    leave_s: Longs


def spells(c: Columns) -> Iterator[Spell]:
    """Every spell: for each count of breaks a shift has, one for each number of them taken before the visit."""
    n_breaks = np.diff(c.break_off)
    for count in np.unique(n_breaks):
        rows = np.flatnonzero(n_breaks == count)
        out = c.travel_s[c.shift_mode[rows], c.shift_start_place[rows], :].T.astype(np.int64)
        home = c.travel_s[c.shift_mode[rows], :, c.shift_end_place[rows]].T.astype(np.int64)
        arrive, leave = _forward(c, rows, int(count), out), _backward(c, rows, int(count), home)
        for s in range(int(count) + 1):
            yield Spell(rows, arrive[s], leave[s])


def _forward(c: Columns, rows: Longs, count: int, out: Longs) -> list[Longs]:
    """Earliest arrival with 0 … `count` breaks taken, each before or after the drive."""
    depart = c.shift_start_s[rows]
    arrive = [depart[None, :] + out]
    for b in range(count):
        at = c.break_off[rows] + b
        first, last, length = c.break_open_s[at], c.break_close_s[at], c.break_duration_s[at]
        depart = np.where(depart <= last, np.maximum(depart, first) + length, FAR_S)
        there = np.where(arrive[-1] <= last, np.maximum(arrive[-1], first) + length, FAR_S)
        arrive.append(np.minimum(depart[None, :] + out, there))
    return arrive


def _backward(c: Columns, rows: Longs, count: int, home: Longs) -> list[Longs]:
    """Latest departure with 0 … `count` breaks taken, the others still to come before or after the drive."""
    back = c.shift_end_s[rows]
    leave = [back[None, :] - home]
    for b in range(count - 1, -1, -1):
        at = c.break_off[rows] + b
        first, last, length = c.break_open_s[at], c.break_close_s[at], c.break_duration_s[at]
        back = _before(back, first, last, length)
        leave.append(np.maximum(back[None, :] - home, _before(leave[-1], first, last, length)))
    return leave[::-1]


def _before(t: Longs, first: Longs, last: Longs, length: Longs) -> Longs:
    """Latest moment from which a break can still be over by t, −FAR_S when it cannot."""
    return np.where(t - length >= first, np.minimum(t - length, last), -FAR_S)
