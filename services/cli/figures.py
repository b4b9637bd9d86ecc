"""The figures of a plan that fit on one line, counted as the command line has always counted them."""

from __future__ import annotations

import numpy as np

from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable


def figures(c: Columns, t: Timetable) -> dict[str, int | float]:
    """Counts, hours and carers per client of a plan; hours rounded to one decimal, travel with both depot legs."""
    served = t.shift_of >= 0
    carers = _carers_per_client(c, t)
    load_s = np.zeros(len(c.problem.carers), np.int64)
    np.add.at(load_s, c.shift_carer, t.visits_s)
    return {
        "visits": len(served),
        "assigned": int(served.sum()),
        "unassigned": int((~served).sum()),
        "travel_h": _hours(t.travel_s.sum()),
        "waiting_h": _hours(t.waiting_s.sum()),
        "idle_h": _hours(idle_s(c, t).sum()),
        "shifts_used": int(t.is_used.sum()),
        "carers_unused": int((load_s == 0).sum()),
        "load_sd_h": _hours(load_s.std()),
        "continuity_avg": round(float(carers.mean()), 2) if len(carers) else 0.0,
        "continuity_max": int(carers.max(initial=0)),
    }


def idle_s(c: Columns, t: Timetable) -> Longs:
    """int64[S]: last departure − first start − visits − travel between visits − breaks, 0 in unused shifts."""
    is_first = np.diff(t.stop_shift, prepend=-1) != 0
    is_last = np.diff(t.stop_shift, append=-1) != 0
    used = t.stop_shift[is_first]
    start_s = t.start_s[t.stop_visit]
    left_s = start_s + c.visit_duration_s[t.stop_visit]
    between_s = np.zeros(len(t.is_used), np.int64)
    np.add.at(between_s, t.stop_shift, np.where(is_first, 0, t.leg_s))
    idle = np.zeros(len(t.is_used), np.int64)
    idle[used] = left_s[is_last] - start_s[is_first] - (t.visits_s + between_s + t.breaks_s)[used]
    return np.maximum(idle, 0)


def _carers_per_client(c: Columns, t: Timetable) -> Longs:
    """int64[clients with a served visit]: distinct carers each of them meets."""
    client = c.visit_client[t.stop_visit].astype(np.int64)
    carer = c.shift_carer[t.stop_shift].astype(np.int64)
    met = np.unique(client * max(1, len(c.problem.carers)) + carer)
    return np.unique(met // max(1, len(c.problem.carers)), return_counts=True)[1].astype(np.int64)


def _hours(seconds: float) -> float:
    return round(float(seconds) / 3600, 1)
