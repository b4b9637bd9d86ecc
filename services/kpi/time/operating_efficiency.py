"""Operating efficiency: time with clients against all time but breaks between leaving and coming home."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, shift_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.visits_s, f.t.is_used, f.t.visits_s + f.t.travel_s + f.t.waiting_s)


OPERATING_EFFICIENCY = Kpi(
    slug="operating_efficiency",
    title=Text(sv="Driftseffektivitet", en="Operating efficiency"),
    formula=Text(
        sv="tid hos klienter / (tid hos klienter + restid + väntan)",
        en="time with clients / (time with clients + travel + waiting)",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
    benchmark=Benchmark(0.736, 0.736, Text(sv="bästa publicerade värde", en="best published value"), None),
)
