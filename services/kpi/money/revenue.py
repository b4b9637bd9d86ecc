"""Revenue: what the hours with clients bring in."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return visit_rows(f.reimbursed_sek, f.is_served)


REVENUE = Kpi(
    slug="revenue",
    title=Text(sv="Intäkt", en="Revenue"),
    formula=Text(
        sv="tid hos klienter × ersättning per timme, efter insats, och ersättning per besök",
        en="time with clients × reimbursement per hour, by kind of visit, and reimbursement per visit",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.KRONOR,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
)
