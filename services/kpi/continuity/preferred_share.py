"""Preferred carer: visits made by somebody the client wishes for."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    asked = np.flatnonzero(f.is_served & f.c.has_preferred)
    kept = np.zeros(f.c.size[0], np.bool_)
    kept[asked] = f.c.is_preferred[asked, f.carer_of[asked]]
    counted = f.is_served & f.c.has_preferred
    return visit_rows(kept, counted, counted)


PREFERRED_SHARE = Kpi(
    slug="preferred_share",
    title=Text(sv="Önskad medarbetare", en="Preferred carer"),
    formula=Text(
        sv="besök av en önskad medarbetare / besök som har önskemål",
        en="visits by a preferred carer / visits that name one",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
)
