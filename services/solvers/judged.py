"""The problem as it is judged: without the hard rules an organisation has switched off.

What is switched off costs nothing in a score; here it also stops binding the search.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from services.constraints.kind import Weights
from services.problem.columns import FAR_S, Columns


def as_judged(c: Columns, weights: Weights) -> Columns:
    """`c` without pools, dependencies or longest legs, where those rules are disabled."""
    if "hard.carer.pool" in weights.disabled:
        c = replace(c, in_pool=np.ones_like(c.in_pool))
    if "hard.visit.after" in weights.disabled:
        c = replace(c, arc_before=c.arc_before[:0], arc_after=c.arc_after[:0], arc_delay_s=c.arc_delay_s[:0])
    if "hard.travel.mode" in weights.disabled:
        c = replace(c, shift_max_leg_s=np.full_like(c.shift_max_leg_s, FAR_S))
    return c
