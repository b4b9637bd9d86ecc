"""Travel: hours on the way, both ways to the first and from the last visit."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.travel_s / 3600, f.t.is_used)


TRAVEL_HOURS = Kpi(
    slug="travel_hours",
    title=Text(sv="Restid", en="Travel"),
    formula=Text(
        sv="resor mellan besök, ut och hem",
        en="travel between visits, out and home",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
