"""Efficiency: time with clients against time with clients and on the road."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, shift_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.visits_s, f.t.is_used, f.t.visits_s + f.t.travel_s)


FIELD_EFFICIENCY = Kpi(
    slug="field_efficiency",
    title=Text(sv="Effektivitet", en="Efficiency"),
    formula=Text(
        sv="tid hos klienter / (tid hos klienter + restid)",
        en="time with clients / (time with clients + travel)",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
    target=0.75,
    benchmark=Benchmark(
        0.675,
        0.87,
        Text(
            sv="handgjorda planer 67,5 %, de bästa verkliga 79–87 %", en="manual plans 67.5%, the best real ones 79–87%"
        ),
        None,
    ),
)
