"""Matches over every leg of a plan: to each visit, and home from the last one of every used shift."""

from __future__ import annotations

import numpy as np

from services.constraints.kind import Amounts, Matches
from services.problem.columns import Columns
from services.problem.timetable import Timetable


def of_legs(c: Columns, t: Timetable, to_stops: Amounts, home: Amounts) -> Matches:
    """One match per leg with units: `to_stops` [N] by stop, `home` [S] by shift (0 in unused shifts)."""
    return Matches.together(
        Matches.of_visits(c, t, t.stop_visit, to_stops),
        Matches.of_shifts(c, np.arange(len(home), dtype=np.int32), home),
    )
