"""Carers per client: the mean number of different carers over every client with a served visit."""

from __future__ import annotations

import numpy as np

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    """Pairs who meet over clients who are met: additive over clients, not over days."""
    inside = part.visit[t.stop_visit]
    client = c.visit_client[t.stop_visit][inside].astype(np.int64)
    carer = c.shift_carer[t.stop_shift][inside].astype(np.int64)
    pairs = np.unique(client * max(1, len(c.problem.carers)) + carer)
    clients = len(np.unique(client))
    return Ratio(float(len(pairs)), float(clients), clients)


CONTINUITY_ALL = Kpi(
    slug="continuity_all",
    title=Text(sv="Personal per klient", en="Carers per client"),
    formula=Text(
        sv="olika medarbetare som en klient möter, medelvärde", en="different carers a client meets, on average"
    ),
    counted=Text(sv="klienter", en="clients"),
    unit=Unit.MEAN,
    better=Better.LOWER,
    count=count,
)
