"""Granted time by client and day: the month's decision shared evenly among the days of the month."""

from __future__ import annotations

from calendar import monthrange

import numpy as np

from services.kpi.frame import Floats, Frame
from services.problem.columns import Longs


def granted_per_day_s(f: Frame) -> Floats:
    """float64[K, D]: 0 for clients without a decision."""
    granted_min = np.array([f.accounts.granted_min.get(client.id, 0) for client in f.c.problem.clients], np.float64)
    in_month = np.array([monthrange(day.year, day.month)[1] for day in f.calendar.dates], np.float64)
    return np.asarray(granted_min[:, None] * 60 / in_month[None, :])


def per_client_day(f: Frame, of_visits: Longs) -> Floats:
    """float64[K, D]: sums over the visits of each client and day."""
    clients, days = len(f.c.problem.clients), len(f.calendar)
    key = f.c.visit_client.astype(np.int64) * days + f.day_of_visit
    summed = np.bincount(key, of_visits.astype(np.float64), minlength=clients * days)
    return summed.astype(np.float64).reshape(clients, days)
