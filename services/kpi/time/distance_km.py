"""Distance: road kilometres of all travel, out and home too."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.time.distances import distance_m
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(distance_m(f) / 1000, f.t.is_used)


DISTANCE_KM = Kpi(
    slug="distance_km",
    title=Text(sv="Sträcka", en="Distance"),
    formula=Text(
        sv="vägkilometer mellan besök, ut och hem",
        en="road kilometres between visits, out and home",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.KILOMETRES,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
