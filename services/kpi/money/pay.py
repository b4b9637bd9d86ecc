"""Paid time and its price, shift by shift, under one of four payment models.

A pays the shift to its regular end and overtime after it, B the visits, C visits and travel, D from the start of the
shift until the last client is left. Only shifts with a visit are paid: one without can be given back. Unlike
`soft.cost.staff`, which asks what a plan adds to the wages, hours of carers with a monthly wage cost too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.constraints.soft.cost_staff import EVENING_FROM_MIN, EVENING_PERCENT, OVERTIME_PERCENT, WEEKEND_PERCENT
from services.constraints.unsocial import unsocial_in
from services.kpi.assumptions import PaidTime
from services.kpi.frame import Floats, Frame
from services.kpi.time.overtime_hours import overtime_s
from services.problem.columns import Ints, Longs


@dataclass(frozen=True)
class Spells:
    """Paid spells: the shift each belongs to, from and to; seconds since the origin."""

    shift: Ints
    start_s: Longs
    end_s: Longs


def paid_s(f: Frame, model: PaidTime | None = None) -> Floats:
    """float64[S]: paid seconds; breaks are taken out of A and D unless paid, and added to B and C when paid.

    Without a `model` it is the one of the accounts.
    """
    by = model or f.accounts.assumptions.paid_time
    return f.once(("paid_s", by), lambda: _paid_s(f, by))


def cost_sek(f: Frame, model: PaidTime | None = None) -> Floats:
    """float64[S]: paid time at each carer's rate, supplements for evenings, weekends and overtime, and overhead."""
    by = model or f.accounts.assumptions.paid_time
    return f.once(("cost_sek", by), lambda: _cost_sek(f, by))


def _paid_s(f: Frame, model: PaidTime) -> Floats:
    spells = _spells(f, model)
    length_s = np.bincount(spells.shift, (spells.end_s - spells.start_s).astype(np.float64), minlength=f.c.size[1])
    pays = f.accounts.assumptions.pays_breaks
    is_paid = f.c.break_paid[f.t.break_row] if pays is None else np.full(len(f.t.break_row), pays)
    is_inside = model in {PaidTime.SHIFT, PaidTime.UNTIL_LAST_VISIT}
    counted = ~is_paid if is_inside else is_paid
    rest_s = np.bincount(f.t.break_shift[counted], f.c.break_duration_s[f.t.break_row[counted]], minlength=f.c.size[1])
    return np.asarray(np.maximum(0.0, length_s - rest_s if is_inside else length_s + rest_s))


def _cost_sek(f: Frame, model: PaidTime) -> Floats:
    spells = _spells(f, model)
    evening_s, weekend_s = unsocial_in(f.c, spells.start_s, spells.end_s, EVENING_FROM_MIN.of_all(f.c))
    extra_s = (evening_s * EVENING_PERCENT.of_all(f.c) + weekend_s * WEEKEND_PERCENT.of_all(f.c)) / 100
    supplement_s = np.bincount(spells.shift, extra_s, minlength=f.c.size[1]) + _overtime_extra_s(f, model)
    own_rate = f.c.terms.rate_ore_min[f.c.shift_carer] * 60 / 100
    held = f.accounts.assumptions
    rate = np.where(own_rate > 0, own_rate, held.wage_sek) * held.with_overhead
    return np.asarray((paid_s(f, model) + supplement_s) / 3600 * rate)


def overtime_extra_s(f: Frame) -> Floats:
    """float64[S]: what the hours of overtime cost above ordinary ones, as seconds."""
    return np.asarray(overtime_s(f) * (OVERTIME_PERCENT.of_all(f.c) - 100) / 100)


def _overtime_extra_s(f: Frame, model: PaidTime) -> Floats:
    """Where whole shifts are paid; visits by the piece know no overtime."""
    return overtime_extra_s(f) if model is PaidTime.SHIFT else np.zeros(f.c.size[1])


def _spells(f: Frame, model: PaidTime) -> Spells:
    used = np.flatnonzero(f.t.is_used).astype(np.int32)
    if model is PaidTime.SHIFT:
        end_s = np.minimum(f.c.shift_soft_end_s, f.c.shift_end_s) + overtime_s(f)
        return Spells(used, f.c.shift_start_s[used], end_s[used])
    start_s = f.t.start_s[f.t.stop_visit]
    left_s = start_s + f.c.visit_duration_s[f.t.stop_visit]
    if model is PaidTime.UNTIL_LAST_VISIT:
        is_last = np.diff(f.t.stop_shift, append=-1) != 0
        return Spells(used, f.c.shift_start_s[used], left_s[is_last])
    if model is PaidTime.VISITS:
        return Spells(f.t.stop_shift, start_s, left_s)
    return Spells(
        np.concatenate([f.t.stop_shift, f.t.stop_shift, used]),
        np.concatenate([start_s, f.t.arrival_s - f.t.leg_s, f.t.home_s[used] - f.t.last_leg_s[used]]),
        np.concatenate([left_s, f.t.arrival_s, f.t.home_s[used]]),
    )
