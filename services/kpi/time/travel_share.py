"""Travel share: the part of paid time that is spent on the road."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.time.client_time_share import paid_s
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.travel_s, np.ones_like(f.t.is_used), paid_s(f.c, f.t))


TRAVEL_SHARE = Kpi(
    slug="travel_share",
    title=Text(sv="Andel restid", en="Travel share"),
    formula=Text(
        sv="restid / betald tid",
        en="travel / paid time",
    ),
    counted=Text(sv="pass", en="shifts"),
    unit=Unit.SHARE,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT}),
    benchmark=Benchmark(
        0.18,
        0.26,
        Text(
            sv="Holm och Angelsen, BMC Health Services Research: norsk hemtjänst",
            en="Holm and Angelsen, BMC Health Services Research: Norwegian home care",
        ),
        "2014",
    ),
)
