"""Carbon dioxide: what the kilometres give off."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.time.distances import distance_m
from services.words import Text


def rows(f: Frame) -> Rows:
    """A vehicle's own factor first, then that of the way of travelling."""
    own, held = f.accounts.co2_by_vehicle, f.accounts.assumptions
    factor = np.array(
        [own.get(shift.vehicle_id or "", held.co2_kg(shift.mode)) for shift in f.c.problem.shifts], np.float64
    )
    return shift_rows(distance_m(f) / 1000 * factor, f.t.is_used)


CO2_KG = Kpi(
    slug="co2_kg",
    title=Text(sv="Koldioxid", en="Carbon dioxide"),
    formula=Text(
        sv="vägkilometer × fordonets utsläpp",
        en="road kilometres × emissions of the vehicle",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.KILOGRAMS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
