"""Changed carer: visits of both plans that get another carer."""

from __future__ import annotations

from services.kpi.change.against import against
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    found = against(f)
    return visit_rows(found.other_carer, found.in_both, found.in_both)


DISRUPTION = Kpi(
    slug="disruption",
    title=Text(sv="Bytt medarbetare", en="Changed carer"),
    formula=Text(
        sv="besök i båda planerna som får en annan medarbetare / besök i båda",
        en="visits in both plans that get another carer / visits in both",
    ),
    counted=Text(sv="besök i båda planerna", en="visits in both plans"),
    unit=Unit.SHARE,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
)
