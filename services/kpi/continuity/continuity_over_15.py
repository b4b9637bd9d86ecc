"""More than 15 carers: the share of clients with daily care who meet more than fifteen in fourteen days."""

from __future__ import annotations

from services.kpi.continuity.meeting import fortnight
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, client_rows
from services.kpi.part import Part
from services.words import Text


def people(f: Frame, part: Part) -> Rows:
    met = fortnight(f, part)
    return client_rows((met.carers > 15) & met.is_eligible, met.is_eligible, met.is_eligible)


CONTINUITY_OVER_15 = Kpi(
    slug="continuity_over_15",
    title=Text(sv="Fler än 15 medarbetare", en="More than 15 carers"),
    formula=Text(
        sv="klienter som möter fler än 15 medarbetare på 14 dagar / klienter med minst två besök varje dag",
        en="clients who meet more than 15 carers in 14 days / clients with two visits or more every day",
    ),
    counted=Text(sv="klienter", en="clients"),
    unit=Unit.SHARE,
    better=Better.LOWER,
    people=people,
    reach=frozenset({Reach.DISTRICT}),
    target=0.0,
    window_days=14,
)
