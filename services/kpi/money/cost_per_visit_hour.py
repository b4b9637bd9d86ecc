"""Cost per hour of care: what an hour with a client costs in wages."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.money.pay import cost_sek
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(cost_sek(f), f.t.is_used, f.t.visits_s / 3600)


COST_PER_VISIT_HOUR = Kpi(
    slug="cost_per_visit_hour",
    title=Text(sv="Kostnad per timme", en="Cost per care hour"),
    formula=Text(
        sv="personalkostnad / tid hos klienter",
        en="cost of staff / time with clients",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.KRONOR_PER_HOUR,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
    benchmark=Benchmark(
        377.0,
        377.0,
        Text(sv="kommunernas ersättning per timme", en="reimbursement per hour by municipalities"),
        "2016–2021",
    ),
)
