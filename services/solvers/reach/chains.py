"""How early a visit can start behind the visits it waits for, and which visits are dead because others are."""

from __future__ import annotations

import numpy as np

from services.problem.columns import FAR_S, Columns, Longs
from services.solvers.reach.intervals import Spans


def earliest_starts(c: Columns, spans: Spans) -> Longs:
    """int64[V]: the earliest start when everything it waits for starts as early as it can, `FAR_S` when never.

    A pinned visit stands where it stands; an unpinned group starts as one, and falls as one.
    """
    everyone = np.arange(len(c.visit_client))
    pinned = c.pin_shift >= 0
    bound = np.full(len(everyone), -FAR_S, np.int64)
    group = np.where(_dissolved(c), -1, c.visit_group)
    grouped = np.flatnonzero(group >= 0)
    while True:
        start = np.where(pinned, c.pin_start_s, spans.first_from(everyone, bound))
        tighter = bound.copy()
        left = start[c.arc_before] + c.visit_duration_s[c.arc_before] + c.arc_delay_s
        np.maximum.at(tighter, c.arc_after, np.where(start[c.arc_before] < FAR_S, left, FAR_S))
        latest = np.full(len(c.group_off), -FAR_S, np.int64)
        np.maximum.at(latest, group[grouped], np.maximum(tighter, np.where(start < FAR_S, -FAR_S, FAR_S))[grouped])
        tighter[grouped] = latest[group[grouped]]
        if (tighter == bound).all():
            return start
        bound = tighter


def _dissolved(c: Columns) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """bool[V]: members of a group that a pin has fixed: each stands for itself."""
    fixed = np.zeros(len(c.group_off), np.bool_)
    fixed[c.visit_group[(c.pin_shift >= 0) & (c.visit_group >= 0)]] = True
    return np.asarray(fixed[c.visit_group] & (c.visit_group >= 0))
