"""The problem as an organisation judges it: without hard rules it has switched off, with wishes it has made bans.

What is switched off costs nothing in a score; here it also stops binding the search.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import Level, OfPairs, Weights
from services.constraints.levels import at_level
from services.problem.columns import FAR_S, Columns, Flags

POOL = "hard.carer.pool"


def as_judged(c: Columns, weights: Weights) -> Columns:
    """`c` without the dependencies, longest legs or loads of rules that are disabled."""
    if "hard.visit.after" in weights.disabled:
        c = replace(
            c, arc_before=c.arc_before[:0], arc_after=c.arc_after[:0], arc_delay_s=c.arc_delay_s[:0],
            arc_most_s=c.arc_most_s[:0],
        )  # fmt: skip
    if "hard.travel.mode" in weights.disabled:
        c = replace(c, shift_max_leg_s=np.full_like(c.shift_max_leg_s, FAR_S))
    if "hard.vehicle.load" in weights.disabled:
        c = replace(c, shift_load=np.full_like(c.shift_load, FAR_S))
    return c


def as_barred(c: Columns, weights: Weights) -> Columns:
    """`c` for asking who may come to whom: a pool that is no ban lets anybody in, a wish that is one keeps out."""
    if POOL in weights.disabled or at_level(BY_ID[POOL], weights).level is not Level.HARD:
        c = replace(c, in_pool=np.ones_like(c.in_pool))
    for rule in CATALOGUE:
        is_ban = Level.HARD in rule.may_be and at_level(rule, weights).level is Level.HARD
        if is_ban and rule.id not in weights.disabled and isinstance(rule.find, OfPairs):
            c = replace(c, is_prohibited=c.is_prohibited | _broken(c, rule.find))
    return c


def _broken(c: Columns, found: OfPairs) -> Flags:
    """bool[V, C]: whose coming to a visit breaks a rule about carers, asked for one shift of each who has any."""
    carer, shift = np.unique(c.shift_carer, return_index=True)
    broken = np.zeros_like(c.is_prohibited)
    broken[:, carer] = found.units(c, np.arange(len(c.visit_client))[:, None], shift[None, :]) > 0
    return broken
