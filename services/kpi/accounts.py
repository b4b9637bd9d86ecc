"""What figures need to know that a plan does not say: agreements, prices, tolerances, and a plan to compare with.

All of it is optional: what is not known makes the figures that need it "–", never 0. Prices are assumptions until an
organisation sets its own, and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.problem.plan import Plan
from services.problem.problem import Problem
from services.problem.travel import Mode


class PaidTime(StrEnum):
    """Which time of a used shift is paid; supplements for evenings and weekends follow the paid time."""

    SHIFT = "A"
    VISITS = "B"
    VISITS_AND_TRAVEL = "C"
    UNTIL_LAST_VISIT = "D"


@dataclass(frozen=True, slots=True)
class Moment:
    """Who makes a visit and when it begins, epoch seconds, in another plan."""

    carer_id: str
    start_s: int


CO2_KG_PER_KM: dict[Mode, float] = {Mode.CAR: 0.15, Mode.BIKE: 0.0, Mode.WALK: 0.0, Mode.PUBLIC: 0.03}
"""Assumptions by the way of travelling; a vehicle's own factor goes first."""


@dataclass(frozen=True)
class Accounts:
    """Beside a plan.

    Attributes
    ----------
    paid_time, pays_breaks
        the payment model; `None`: each break as its shift says.
    hourly_sek
        what a paid hour costs where the carer has no rate of their own.
    reimbursement_sek, reimbursement_by_title
        what the municipality pays per hour with a client, and where a kind of visit (its title) has its own price.
    tolerance_s
        how far outside its window a visit may begin and still be on time.
    co2_by_vehicle
        kilogrammes per kilometre by vehicle id.
    granted_min
        minutes granted a month by client id.
    planned_s
        of performed visits: how long each was planned, by visit id; a visit that is missing was not planned.
    still_planned_s
        visits of the same month that are still to be made, by visit id.
    other
        the plan it is held against, by visit id.
    """

    paid_time: PaidTime = PaidTime.SHIFT
    pays_breaks: bool | None = None
    hourly_sek: float = 220.0
    reimbursement_sek: float = 377.0
    reimbursement_by_title: Mapping[str, float] = field(default_factory=dict)
    tolerance_s: int = 900
    co2_by_vehicle: Mapping[str, float] = field(default_factory=dict)
    granted_min: Mapping[str, int] = field(default_factory=dict)
    planned_s: Mapping[str, int] = field(default_factory=dict)
    still_planned_s: Mapping[str, int] = field(default_factory=dict)
    other: Mapping[str, Moment] = field(default_factory=dict)
    weights: Weights = DEFAULT_WEIGHTS


NOTHING_ELSE = Accounts()
"""Nothing is known beside the plan."""


def moments(problem: Problem, plan: Plan) -> dict[str, Moment]:
    """A plan as something to hold another one against."""
    carer = {shift.id: shift.carer_id for shift in problem.shifts}
    return {stop.id: Moment(carer[shift_id], stop.start_s) for shift_id, stop in plan.visit_stops()}
