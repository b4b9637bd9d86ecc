"""Planned share: the part of the visits needed that somebody makes."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    needed = int(part.visit.sum())
    return Ratio(float((t.shift_of[part.visit] >= 0).sum()), needed, needed)


ASSIGNED_SHARE = Kpi(
    slug="assigned_share",
    title=Text(sv="Planerad andel", en="Planned share"),
    formula=Text(sv="planerade besök / besök som behövs", en="planned visits / visits needed"),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    count=count,
    target=1.0,
)
