"""Shifts as given, carer by carer: what rest and working hours are judged on.

Only carers with agreed working time are judged: a line of a planning file is not a person.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from services.problem.columns import Columns, Ints, Longs


def shifts_of_contracts(c: Columns) -> Iterator[tuple[int, Ints]]:
    """`(carer row, shift rows in order of start)` of every carer with agreed working time and a shift."""
    order = np.lexsort((c.shift_end_s, c.shift_start_s, c.shift_carer)).astype(np.int32)
    cuts = np.flatnonzero(np.diff(c.shift_carer[order])) + 1
    for rows in np.split(order, cuts):
        if len(rows) and c.terms.contract_min_week[c.shift_carer[rows[0]]] >= 0:
            yield int(c.shift_carer[rows[0]]), rows


def paid_s(c: Columns) -> Longs:
    """Working seconds of each shift up to its regular end, unpaid breaks taken out; int64[S]."""
    owner = np.repeat(np.arange(len(c.shift_carer)), np.diff(c.break_off))
    unpaid = np.zeros(len(c.shift_carer), np.int64)
    np.add.at(unpaid, owner, np.where(c.break_paid, 0, c.break_duration_s))
    regular_end: Longs = np.minimum(c.shift_soft_end_s, c.shift_end_s)
    return np.asarray(np.maximum(0, regular_end - c.shift_start_s - unpaid))
