"""How work lies on carers: hours against what is agreed, and how many evenings and weekends."""

from __future__ import annotations

import numpy as np

from services.constraints.soft.fair_unsocial import EVENING_FROM_MIN
from services.constraints.unsocial import is_unsocial
from services.kpi.frame import Floats, Frame
from services.kpi.part import Part

FOUR_WEEKS = 28
WEEK = 7


def load(f: Frame, part: Part) -> Floats:
    """float64[·]: worked time against agreed time of every carer with a shift in the part.

    Agreed is the contract's share of the part's days; without a contract, the hours of the carer's shifts.
    """
    carers = len(f.c.problem.carers)
    worked_s = np.bincount(f.c.shift_carer[part.shift], f.t.worked_s[part.shift], minlength=carers)
    present_s = np.bincount(
        f.c.shift_carer[part.shift], (f.c.shift_end_s - f.c.shift_start_s)[part.shift], minlength=carers
    )
    contract_min = f.c.terms.contract_min_week
    agreed_s = np.where(contract_min > 0, contract_min * 60.0 * days_in(f, part) / WEEK, present_s)
    counted = (present_s > 0) & (agreed_s > 0)
    return np.asarray(worked_s[counted] / agreed_s[counted])


def unsocial_shifts(f: Frame, part: Part) -> Floats:
    """float64[·]: evening and weekend shifts with visits in four weeks, of every carer with a shift in the part."""
    carers = len(f.c.problem.carers)
    has_shift = np.bincount(f.c.shift_carer[part.shift], minlength=carers) > 0
    is_hard_to_fill = f.once("is_unsocial", lambda: is_unsocial(f.c, EVENING_FROM_MIN.of_all(f.c)))
    counted = part.shift & f.t.is_used & is_hard_to_fill
    made = np.bincount(f.c.shift_carer[counted], minlength=carers)
    return np.asarray(made[has_shift] * (FOUR_WEEKS / max(1, days_in(f, part))))


def days_in(f: Frame, part: Part) -> int:
    """How many days the part has."""
    return len(f.calendar) if part.day is None else int(part.day.sum())
