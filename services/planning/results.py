"""The few figures a plan is known by in a list: how much is planned, how far it drives, how many faces come."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from services.problem.columns import Columns
from services.problem.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Results:
    """Counts, seconds and carers per client of a plan."""

    visits: int
    unassigned: int
    travel_s: int
    waiting_s: int
    shifts_used: int
    carers_per_client: float

    def to_json(self) -> dict[str, int | float]:
        """As stored with the plan."""
        return asdict(self)


def results(c: Columns, t: Timetable) -> Results:
    """The results of a plan laid against its problem."""
    carer = c.shift_carer[t.stop_shift].astype(np.int64)
    client = c.visit_client[t.stop_visit].astype(np.int64)
    pairs = np.unique(client * max(1, len(c.problem.carers)) + carer)
    clients = len(np.unique(client))
    return Results(
        visits=len(t.shift_of),
        unassigned=int((t.shift_of < 0).sum()),
        travel_s=int(t.travel_s.sum()),
        waiting_s=int(t.waiting_s.sum()),
        shifts_used=int(t.is_used.sum()),
        carers_per_client=round(len(pairs) / clients, 2) if clients else 0.0,
    )
