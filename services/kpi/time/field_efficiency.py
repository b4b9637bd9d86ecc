"""Efficiency: time with clients against time with clients and on the road."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text

TARGET = 0.75
"""Manual plans lie at 0.675, the best real ones at 0.79–0.87."""


def count(c: Columns, t: Timetable, part: Part) -> Ratio:
    used = part.shift & t.is_used
    visits_s, travel_s = float(t.visits_s[used].sum()), float(t.travel_s[used].sum())
    return Ratio(visits_s, visits_s + travel_s, int(used.sum()))


FIELD_EFFICIENCY = Kpi(
    slug="field_efficiency",
    title=Text(sv="Effektivitet", en="Efficiency"),
    formula=Text(
        sv="tid hos klienter / (tid hos klienter + restid)", en="time with clients / (time with clients + travel)"
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    count=count,
    target=TARGET,
)
