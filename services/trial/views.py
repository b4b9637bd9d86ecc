"""What the page and the report are told: both plans measured, what the difference is worth, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.comparing.beside import Beside
from services.comparing.sharing import Days, Shared
from services.kpi import BY_SLUG
from services.kpi.assumptions import Assumptions
from services.kpi.writing import is_better
from services.trial.choosing import count
from services.trial.measuring import SLUGS, Measured, measure_plan
from services.trial.sensitivity import Band, band
from services.trial.worth import FORTNIGHT_DAYS, YEAR_DAYS, Worth, worth

WEIGHTY = (
    "unassigned_visits", "travel_hours", "waiting_hours", "overtime_hours", "distance_km", "co2_kg", "continuity_all",
    "staff_cost",
)  # fmt: skip
"""Figures of which it is said in words when the optimised plan is the worse."""
_LEAST = 0.005
"""A difference below half a per cent is none."""


@dataclass(frozen=True)
class Return:
    """A plan made by hand beside an optimised one, under some assumptions; `turned` is how far prices may be wrong."""

    plans: tuple[UUID, UUID]
    by_hand: Measured
    optimised: Measured
    shared: Shared
    assumptions: Assumptions
    turned: float
    worth: Worth
    band_of_year: Band

    @property
    def days(self) -> Days:
        """The days compared."""
        return self.shared.days

    @property
    def fortnight(self) -> Worth:
        """If all days were like these."""
        return self.worth.per(FORTNIGHT_DAYS)

    @property
    def year(self) -> Worth:
        """If all days were like these."""
        return self.worth.per(YEAR_DAYS)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Figures at least one of the plans has."""
        plans = (self.by_hand, self.optimised)
        return tuple(slug for slug in SLUGS if any(plan.figures[slug] is not None for plan in plans))

    @property
    def worse(self) -> tuple[str, ...]:
        """Figures in which the optimised plan is the worse."""
        return tuple(slug for slug in WEIGHTY if self._is_worse(slug))

    @property
    def has_less_care(self) -> bool:
        """Whether the optimised plan leaves out visits the other one makes, so that the sum is of unlike things."""
        return self.optimised.visits < self.by_hand.visits

    def _is_worse(self, slug: str) -> bool:
        was, now = self.by_hand.figures[slug], self.optimised.figures[slug]
        if was is None or now is None or abs(now - was) <= _LEAST * max(abs(was), abs(now)):
            return False
        return is_better(BY_SLUG[slug], now, was) is False


def returned(by_hand: Beside, optimised: Beside, shared: Shared, assumptions: Assumptions, turned: float) -> Return:
    """Both plans measured and priced under these assumptions."""
    was, now = measure_plan(by_hand, assumptions), measure_plan(optimised, assumptions)
    days = count(shared.days)
    year = band(lambda prices: worth(was, now, prices, days).per(YEAR_DAYS).total, assumptions, turned)
    plans = by_hand.summary.id, optimised.summary.id
    return Return(plans, was, now, shared, assumptions, turned, worth(was, now, assumptions, days), year)
