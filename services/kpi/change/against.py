"""Visits of a plan beside the same visits of the plan it is held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.kpi.frame import Frame
from services.problem.columns import Flags


@dataclass(frozen=True)
class Against:
    """`in_both, other_carer, is_moved : bool[V]`."""

    in_both: Flags
    other_carer: Flags
    is_moved: Flags


def against(f: Frame) -> Against:
    """Visits made in both plans, those by another carer, and those at another time."""
    visits, moved_s = f.c.size[0], f.accounts.assumptions.moved_s
    found = Against(*(np.zeros(visits, np.bool_) for _ in range(3)))
    for row in np.flatnonzero(f.is_served):
        other = f.accounts.other.get(f.c.problem.visits[row].id)
        if other is None:
            continue
        found.in_both[row] = True
        found.other_carer[row] = f.c.problem.carers[f.carer_of[row]].id != other.carer_id
        found.is_moved[row] = abs(int(f.t.start_s[row]) + f.c.origin_s - other.start_s) > moved_s
    return found
