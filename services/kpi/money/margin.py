"""Margin: what is left of the revenue when staff is paid."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.money.pay import cost_sek
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.per_shift(f.reimbursed_sek) - cost_sek(f), f.t.is_used)


MARGIN = Kpi(
    slug="margin",
    title=Text(sv="Marginal", en="Margin"),
    formula=Text(
        sv="intäkt − personalkostnad",
        en="revenue − cost of staff",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.KRONOR,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
