"""Cost of staff under each payment model, so that models can be compared before one is agreed on."""

from __future__ import annotations

from services.kpi.assumptions import PaidTime
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Rows, Unit, shift_rows
from services.kpi.money.pay import cost_sek
from services.words import Text

PAID: dict[PaidTime, Text] = {
    PaidTime.SHIFT: Text(sv="A hela passet", en="A the whole shift"),
    PaidTime.VISITS: Text(sv="B besöken", en="B the visits"),
    PaidTime.VISITS_AND_TRAVEL: Text(sv="C besök och resor", en="C visits and travel"),
    PaidTime.UNTIL_LAST_VISIT: Text(sv="D till sista besöket", en="D until the last visit"),
}
"""What is paid for under each model."""


def of_model(model: PaidTime) -> Kpi:
    """The cost of staff as if this model held for everybody."""

    def rows(f: Frame) -> Rows:
        return shift_rows(cost_sek(f, model), f.t.is_used)

    return Kpi(
        slug=f"staff_cost_{model.name.lower()}",
        title=Text(sv="Kostnad, modell {paid}", en="Cost, model {paid}").fill(paid=PAID[model]),
        formula=Text(
            sv="betald tid enligt modell {paid} × timkostnad, med tillägg för kväll och helg",
            en="paid time by model {paid} × hourly cost, with supplements for evenings and weekends",
        ).fill(paid=PAID[model]),
        counted=Text(sv="pass med besök", en="shifts with visits"),
        unit=Unit.KRONOR,
        better=Better.LOWER,
        rows=rows,
    )


COST_BY_MODEL: dict[PaidTime, Kpi] = {model: of_model(model) for model in PaidTime}
"""One figure per model."""
