"""Client time: the share of paid time that is spent with clients."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, shift_rows
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text

TARGET = 0.75
"""Six in a hundred Swedish groups reach it; the mean is 0.58."""


def paid_s(c: Columns, t: Timetable) -> Longs:
    """int64[S]: the length of each shift without the unpaid breaks taken in it, used or not."""
    paid = c.shift_end_s - c.shift_start_s
    unpaid = ~c.break_paid[t.break_row]
    np.subtract.at(paid, t.break_shift[unpaid], c.break_duration_s[t.break_row[unpaid]])
    return paid


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.visits_s, np.ones_like(f.t.is_used), paid_s(f.c, f.t))


CLIENT_TIME_SHARE = Kpi(
    slug="client_time_share",
    title=Text(sv="Brukartid", en="Client time"),
    formula=Text(
        sv="tid hos klienter / betald tid",
        en="time with clients / paid time",
    ),
    counted=Text(sv="pass", en="shifts"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
    target=TARGET,
    benchmark=Benchmark(
        0.58,
        0.75,
        Text(
            sv="Jordahl och Persson, IFN 1212: medel av 172 svenska grupper 58 %, var sjuttonde når 75 %",
            en="Jordahl and Persson, IFN 1212: mean of 172 Swedish groups 58%, one in seventeen reaches 75%",
        ),
        "2018",
    ),
)
