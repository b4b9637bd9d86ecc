"""What figures need to know that a plan does not say: agreements, prices, tolerances, and a plan to compare with.

All of it is optional: what is not known makes the figures that need it "–", never 0. Prices are assumptions, the
product's until an organisation sets its own, and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.kpi.assumptions import USUAL, Assumptions
from services.kpi.tariffs import Tariff
from services.problem.plan import Plan
from services.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class Moment:
    """Who makes a visit and when it begins, epoch seconds, in another plan."""

    carer_id: str
    start_s: int


@dataclass(frozen=True)
class Accounts:
    """Beside a plan.

    Attributes
    ----------
    assumptions
        prices, emissions by way of travelling, tolerances.
    reimbursement_by_title
        what an hour with a client brings in where a kind of visit (its title) has its own price.
    tariffs
        prices that hold from a day on; where one fits a visit it goes before every other price.
    tolerance_s_by_district
        how far outside its window a visit may begin where a district has its own limit.
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

    assumptions: Assumptions = USUAL
    reimbursement_by_title: Mapping[str, float] = field(default_factory=dict)
    tariffs: tuple[Tariff, ...] = ()
    tolerance_s_by_district: Mapping[str, int] = field(default_factory=dict)
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
