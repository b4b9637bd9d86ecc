"""Shifts used: shifts with at least one visit."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    return Ratio(float(t.is_used[part.shift].sum()), 1.0, int(part.shift.sum()))


SHIFTS_USED = Kpi(
    slug="shifts_used",
    title=Text(sv="Pass i bruk", en="Shifts used"),
    formula=Text(sv="pass med minst ett besök", en="shifts with at least one visit"),
    counted=Text(sv="pass", en="shifts"),
    unit=Unit.COUNT,
    better=Better.NEITHER,
    count=count,
)
