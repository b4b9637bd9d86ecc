"""Waiting: hours between arriving and being allowed to start."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.waiting_s / 3600, f.t.is_used)


WAITING_HOURS = Kpi(
    slug="waiting_hours",
    title=Text(sv="Väntan", en="Waiting"),
    formula=Text(
        sv="från ankomst till besökets början, utan raster",
        en="from arrival to the start of the visit, without breaks",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
