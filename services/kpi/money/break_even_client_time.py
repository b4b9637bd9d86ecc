"""Break-even: the share of paid time that must be spent with clients for the revenue to cover the wages."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.money.pay import cost_sek, paid_s
from services.kpi.part import Part
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    cost, paid = cost_sek(f)[part.shift].sum(), paid_s(f)[part.shift].sum()
    revenue, visits = f.per_shift(f.reimbursed_sek)[part.shift].sum(), f.t.visits_s[part.shift].sum()
    return Ratio(float(cost * visits), float(revenue * paid), int(f.t.is_used[part.shift].sum()))


BREAK_EVEN_CLIENT_TIME = Kpi(
    slug="break_even_client_time",
    title=Text(sv="Nollpunkt för brukartid", en="Break-even client time"),
    formula=Text(
        sv="kostnad per betald timme / ersättning per utförd timme",
        en="cost per paid hour / reimbursement per performed hour",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.SHARE,
    better=Better.LOWER,
    whole=whole,
)
