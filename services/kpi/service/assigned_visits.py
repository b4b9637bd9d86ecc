"""Visits: how many somebody makes."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    return Ratio(float((t.shift_of[part.visit] >= 0).sum()), 1.0, int(part.visit.sum()))


ASSIGNED_VISITS = Kpi(
    slug="assigned_visits",
    title=Text(sv="Besök", en="Visits"),
    formula=Text(sv="besök som har en medarbetare", en="visits that have a carer"),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.COUNT,
    better=Better.HIGHER,
    count=count,
)
