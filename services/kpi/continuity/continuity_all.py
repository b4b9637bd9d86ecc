"""Carers per client: the mean number of different carers over every client with a served visit."""

from __future__ import annotations

from services.kpi.continuity.meeting import carers_met
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, client_rows
from services.kpi.part import Part
from services.words import Text


def people(f: Frame, part: Part) -> Rows:
    met = carers_met(f, part.visit)
    return client_rows(met, met > 0, met > 0)


CONTINUITY_ALL = Kpi(
    slug="continuity_all",
    title=Text(sv="Personal per klient", en="Carers per client"),
    formula=Text(
        sv="olika medarbetare som en klient möter, medelvärde",
        en="different carers a client meets, on average",
    ),
    counted=Text(sv="klienter", en="clients"),
    unit=Unit.MEAN,
    better=Better.LOWER,
    people=people,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
    window_days=14,
)
