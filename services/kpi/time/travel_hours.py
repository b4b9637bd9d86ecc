"""Travel: hours on the way, both ways to the first and from the last visit."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    return Ratio(t.travel_s[part.shift].sum() / 3600, 1.0, int(t.is_used[part.shift].sum()))


TRAVEL_HOURS = Kpi(
    slug="travel_hours",
    title=Text(sv="Restid", en="Travel"),
    formula=Text(sv="resor mellan besök, ut och hem", en="travel between visits, out and home"),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    count=count,
)
