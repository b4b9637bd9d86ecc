"""Unplanned: visits that nobody makes."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    return Ratio(float((t.shift_of[part.visit] < 0).sum()), 1.0, int(part.visit.sum()))


UNASSIGNED_VISITS = Kpi(
    slug="unassigned_visits",
    title=Text(sv="Oplanerade", en="Unplanned"),
    formula=Text(sv="besök som ingen gör", en="visits nobody makes"),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.COUNT,
    better=Better.LOWER,
    count=count,
    target=0.0,
)
