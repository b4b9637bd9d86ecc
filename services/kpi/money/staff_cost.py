"""Cost of staff: paid hours at their price, with supplements."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.kpi.money.pay import cost_sek
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(cost_sek(f), f.t.is_used)


STAFF_COST = Kpi(
    slug="staff_cost",
    title=Text(sv="Personalkostnad", en="Cost of staff"),
    formula=Text(
        sv="betald tid × timlön, med tillägg för kväll, helg och övertid, och påslag",
        en="paid time × hourly wage, with supplements for evenings, weekends and overtime, and overhead",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.KRONOR,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
