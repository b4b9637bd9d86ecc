"""Who meets whom in a plan: each pair of client and carer once."""

from __future__ import annotations

import numpy as np

from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable


def meetings(c: Columns, t: Timetable) -> tuple[Ints, Ints]:
    """`(client, carer)` rows of every pair that meets at least once, in order of client, then carer."""
    carers = max(1, len(c.problem.carers))
    pair = c.visit_client[t.stop_visit].astype(np.int64) * carers + c.shift_carer[t.stop_shift]
    pair = np.unique(pair)
    return (pair // carers).astype(np.int32), (pair % carers).astype(np.int32)
