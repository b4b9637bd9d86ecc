"""The problem as an organisation judges it: without hard rules it has switched off, with wishes it has made bans.

What is switched off costs nothing in a score; here it also stops binding the search.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from services.constraints import BY_ID
from services.constraints.kind import Level, Weights
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
    for name, broken in WISHES.items():
        if name not in weights.disabled and at_level(BY_ID[name], weights).level is Level.HARD:
            c = replace(c, is_prohibited=c.is_prohibited | broken(c))
    return c


def _not_contact(c: Columns) -> Flags:
    contact = c.visit_contact[:, None]
    return np.asarray((contact >= 0) & (contact != np.arange(len(c.problem.carers))))


def _not_preferred(c: Columns) -> Flags:
    return c.has_preferred[:, None] & ~c.is_preferred


def _unwished(c: Columns) -> Flags:
    return np.asarray(c.terms.is_unwished[c.visit_client])


def _outside(c: Columns) -> Flags:
    away, home = c.terms.client_district[c.visit_client][:, None], c.terms.carer_district
    return np.asarray((away >= 0) & (home >= 0) & (away != home))


WISHES: dict[str, Callable[[Columns], Flags]] = {
    "soft.continuity.contact": _not_contact,
    "soft.preference.carer": _not_preferred,
    "soft.preference.wish": _unwished,
    "soft.area.outside": _outside,
}
"""bool[V, C]: where a wish that may be made a ban is not met; a test holds that every such rule is here."""
