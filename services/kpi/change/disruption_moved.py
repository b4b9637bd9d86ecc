"""Changed time: visits of both plans whose start moves by more than the organisation calls the same time."""

from __future__ import annotations

from services.kpi.change.against import against
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    found = against(f)
    return visit_rows(found.is_moved, found.in_both, found.in_both)


DISRUPTION_MOVED = Kpi(
    slug="disruption_moved",
    title=Text(sv="Flyttad tid", en="Changed time"),
    formula=Text(
        sv="besök i båda planerna vars start flyttas mer än gränsen (30 min om inget annat ställts in) / i båda",
        en="visits in both plans whose start moves by more than the limit (30 min unless set) / visits in both",
    ),
    counted=Text(sv="besök i båda planerna", en="visits in both plans"),
    unit=Unit.SHARE,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
)
