"""Continuity: different carers a client with daily care meets in fourteen days (Kolada U21401)."""

from __future__ import annotations

from services.kpi.continuity.meeting import fortnight
from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, client_rows
from services.kpi.part import Part
from services.words import Text


def people(f: Frame, part: Part) -> Rows:
    met = fortnight(f, part)
    return client_rows(met.carers * met.is_eligible, met.is_eligible, met.is_eligible)


CONTINUITY_14D = Kpi(
    slug="continuity_14d",
    title=Text(sv="Personalkontinuitet", en="Continuity"),
    formula=Text(
        sv="olika medarbetare under 14 dagar kl. 07–22, medel över klienter med minst två besök varje dag",
        en="different carers in 14 days, 07:00–22:00, mean over clients with two visits or more every day",
    ),
    counted=Text(sv="klienter", en="clients"),
    unit=Unit.MEAN,
    better=Better.LOWER,
    people=people,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
    target=15.0,
    benchmark=Benchmark(
        7.0,
        24.0,
        Text(
            sv="Kolada U21401: riket 14,9, kommuner 7–24; bra är högst 8",
            en="Kolada U21401: Sweden 14.9, municipalities 7–24; good is 8 at most",
        ),
        "2021",
    ),
    window_days=14,
)
