"""Spread of evenings and weekends: how differently such shifts lie on carers."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.people.load import unsocial_shifts
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    made = unsocial_shifts(f, part)
    return Ratio(float(made.std()), 1.0, len(made)) if len(made) else Ratio(0.0, 0.0, 0)


WEEKEND_EVENING_SPREAD = Kpi(
    slug="weekend_evening_spread",
    title=Text(sv="Spridning av kvällar och helger", en="Spread of evenings and weekends"),
    formula=Text(
        sv="standardavvikelse av kvälls- och helgpass per medarbetare och fyra veckor",
        en="standard deviation of evening and weekend shifts per carer and four weeks",
    ),
    counted=Text(sv="medarbetare", en="carers"),
    unit=Unit.MEAN,
    better=Better.LOWER,
    whole=whole,
    window_days=28,
)
