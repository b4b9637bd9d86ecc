"""One other visit moves to somebody else and makes room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from services.constraints.scoring import score_sheet
from services.problem.columns import Longs
from services.problem.timetable import timetable
from services.solvers.openings import limits_of
from services.solvers.placing import keeps_time, with_visits
from services.solvers.relaxing.asking import Ask, Relaxation, placed, windows_of
from services.solvers.relaxing.telling import told_of_move
from services.solvers.relaxing.times import allowed
from services.solvers.rooms import rooms


def one_moves(ask: Ask) -> Iterator[Relaxation]:
    """The first move that works, those with the least extra travel for the visit tried first; of a visit alone only."""
    if len(ask.unit) != 1:
        return
    (v,), c = ask.unit, ask.c
    shifts, others = _pairs(ask, v)
    if not len(shifts):
        return
    found = rooms(c, ask.reach, v, shifts, ask.t, limits_of(c, ask.t, v), dropped=others)
    fits: dict[int, tuple[int, int]] = {}
    for row, first, last, extra in zip(
        found.row.tolist(), found.first_s.tolist(), found.last_s.tolist(), found.extra_travel_s.tolist(), strict=True
    ):
        starts = [max(first, a) for a, b in windows_of(c, v) if max(first, a) <= min(last, b)]
        if starts and (row not in fits or extra < fits[row][0]):
            fits[row] = (extra, min(starts))
    for row, (_, start) in sorted(fits.items(), key=lambda each: each[1]):
        made = _made(ask, v, int(shifts[row]), start, int(others[row]))
        if made is not None:
            yield made
            return


def _pairs(ask: Ask, v: int) -> tuple[Longs, Longs]:
    """Every shift that may serve `v`, once for each visit in it that could go elsewhere."""
    c, t = ask.c, ask.t
    may = set(ask.near[allowed(ask, c, v)].tolist())
    pairs = [
        (int(s), int(u))
        for s, u in zip(t.stop_shift.tolist(), t.stop_visit.tolist(), strict=True)
        if s in may and not keeps_time(c, u, int(t.start_s[u]))
    ]
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _made(ask: Ask, v: int, shift: int, start: int, other: int) -> Relaxation | None:
    """`other` with somebody else, and `v` in its stead."""
    c = ask.c
    able = np.flatnonzero(ask.reach.can_serve[other])
    able = able[able != shift]
    if not len(able):
        return None
    found = rooms(c, ask.reach, other, able, ask.t, limits_of(c, ask.t, other))
    places = placed(c, [(other, found)], [windows_of(c, other)])
    if places is None:
        return None
    to, when = places[other]
    moved = with_visits(c, ask.plan, ask.t, to, {other: when})
    if moved is None:
        return None
    made = with_visits(c, moved, timetable(c, moved), shift, {v: start})
    if made is None:
        return None
    then = score_sheet(c, timetable(c, made), ask.weights).score
    if then.hard > ask.sheet.score.hard:
        return None
    return told_of_move(ask, then - ask.sheet.score, v, (shift, start), other, (to, when))
