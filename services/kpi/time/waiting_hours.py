"""Waiting: hours between arriving and being allowed to start."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    return Ratio(t.waiting_s[part.shift].sum() / 3600, 1.0, int(t.is_used[part.shift].sum()))


WAITING_HOURS = Kpi(
    slug="waiting_hours",
    title=Text(sv="Väntan", en="Waiting"),
    formula=Text(
        sv="från ankomst till besökets början, utan raster", en="from arrival to the start of the visit, without breaks"
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    count=count,
)
