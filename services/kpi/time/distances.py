"""Road metres of each shift."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Floats, Frame


def distance_m(f: Frame) -> Floats:
    """float64[S]: to the first visit, between visits, and home."""
    legs = np.bincount(f.t.stop_shift, f.t.leg_m.astype(np.float64), minlength=f.c.size[1])
    return np.asarray(legs + f.t.last_leg_m)
