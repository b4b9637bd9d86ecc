"""Cost of driving: what the kilometres by car cost."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Floats, Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.time.distances import distance_m
from services.problem.travel import Mode
from services.words import Text


def driven_km(f: Frame) -> Floats:
    """float64[S]: kilometres by car."""
    is_by_car = np.array([shift.mode is Mode.CAR for shift in f.c.problem.shifts], np.bool_)
    return np.asarray(np.where(is_by_car, distance_m(f) / 1000, 0.0))


def rows(f: Frame) -> Rows:
    return shift_rows(driven_km(f) * f.accounts.assumptions.km_sek, f.t.is_used)


DRIVING_COST = Kpi(
    slug="driving_cost",
    title=Text(sv="Körkostnad", en="Cost of driving"),
    formula=Text(
        sv="vägkilometer med bil × kilometerkostnad",
        en="road kilometres by car × cost per kilometre",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.KRONOR,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
