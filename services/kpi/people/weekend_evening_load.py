"""Evenings and weekends: such shifts per carer and four weeks."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.people.load import unsocial_shifts
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    made = unsocial_shifts(f, part)
    return Ratio(float(made.sum()), float(len(made)), len(made))


WEEKEND_EVENING_LOAD = Kpi(
    slug="weekend_evening_load",
    title=Text(sv="Kvällar och helger", en="Evenings and weekends"),
    formula=Text(
        sv="kvälls- och helgpass per medarbetare och fyra veckor",
        en="evening and weekend shifts per carer and four weeks",
    ),
    counted=Text(sv="medarbetare", en="carers"),
    unit=Unit.MEAN,
    better=Better.NEITHER,
    whole=whole,
    window_days=28,
)
