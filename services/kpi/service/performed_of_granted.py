"""Performed of granted: how much of the time a client was granted is given, by client and month."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, client_day_rows
from services.kpi.service.granted import granted_per_day_s, per_client_day
from services.words import Text


def rows(f: Frame) -> Rows:
    granted_s = granted_per_day_s(f)
    given_s = np.where(granted_s > 0, per_client_day(f, np.where(f.is_served, f.c.visit_duration_s, 0)), 0)
    return client_day_rows(given_s, granted_s > 0, granted_s)


PERFORMED_OF_GRANTED = Kpi(
    slug="performed_of_granted",
    title=Text(sv="Utfört av beviljat", en="Performed of granted"),
    formula=Text(
        sv="utförda minuter / beviljade minuter, månadens beslut delat på dess dagar",
        en="minutes performed / minutes granted, the month's decision shared among its days",
    ),
    counted=Text(sv="klientdagar", en="client-days"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
    benchmark=Benchmark(0.85, 0.92, Text(sv="vanligt i hemtjänsten", en="typical of home care"), None),
)
