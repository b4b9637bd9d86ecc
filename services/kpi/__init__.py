"""Key figures, one definition each, the same for a draft, a solver's plan, a plan made by hand and what was performed.

Context      Two plans can only be compared when both were counted alike, and a reader may ask how.
Decision     A figure is a small record with its formula in words and one count over a part of a plan; a zero
             denominator gives None, shown as "–", never 0. Performed visits are laid out as a plan of their own, so
             that the one columns-and-timetable frame serves them too; what no plan knows is in `Accounts`.
Consequence  The same figures serve a day, a fortnight, a district, a carer and every page.
Not chosen   Counting in pages or in SQL, or a second frame for performed visits: two places would drift apart.
"""

from services.kpi.accounts import NOTHING_ELSE, Accounts, Moment, moments
from services.kpi.assumptions import USUAL, Assumptions, PaidTime
from services.kpi.change.disruption import DISRUPTION
from services.kpi.change.disruption_moved import DISRUPTION_MOVED
from services.kpi.continuity.contact_share import CONTACT_SHARE
from services.kpi.continuity.continuity_14d import CONTINUITY_14D
from services.kpi.continuity.continuity_14d_median import CONTINUITY_14D_MEDIAN
from services.kpi.continuity.continuity_all import CONTINUITY_ALL
from services.kpi.continuity.continuity_over_15 import CONTINUITY_OVER_15
from services.kpi.continuity.continuity_over_20 import CONTINUITY_OVER_20
from services.kpi.continuity.preferred_share import PREFERRED_SHARE
from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Ratio, Reach, Unit
from services.kpi.money.break_even_client_time import BREAK_EVEN_CLIENT_TIME
from services.kpi.money.co2_kg import CO2_KG
from services.kpi.money.cost_by_model import COST_BY_MODEL
from services.kpi.money.cost_per_visit_hour import COST_PER_VISIT_HOUR
from services.kpi.money.driving_cost import DRIVING_COST
from services.kpi.money.margin import MARGIN
from services.kpi.money.revenue import REVENUE
from services.kpi.money.staff_cost import STAFF_COST
from services.kpi.part import Part, of_people, on_days, whole
from services.kpi.people.fairness_gini import FAIRNESS_GINI
from services.kpi.people.weekend_evening_load import WEEKEND_EVENING_LOAD
from services.kpi.people.weekend_evening_spread import WEEKEND_EVENING_SPREAD
from services.kpi.rules.constraint_satisfaction import CONSTRAINT_SATISFACTION
from services.kpi.rules.hard_violations import HARD_VIOLATIONS
from services.kpi.rules.medium_cost import MEDIUM_COST
from services.kpi.rules.per_constraint import RULE_KPIS
from services.kpi.rules.soft_cost import SOFT_COST
from services.kpi.service.assigned_share import ASSIGNED_SHARE
from services.kpi.service.assigned_visits import ASSIGNED_VISITS
from services.kpi.service.length_kept_share import LENGTH_KEPT_SHARE
from services.kpi.service.on_time_share import ON_TIME_SHARE
from services.kpi.service.performed_of_granted import PERFORMED_OF_GRANTED
from services.kpi.service.performed_of_planned import PERFORMED_OF_PLANNED
from services.kpi.service.shifts_used import SHIFTS_USED
from services.kpi.service.unassigned_hours import UNASSIGNED_HOURS
from services.kpi.service.unassigned_visits import UNASSIGNED_VISITS
from services.kpi.service.unused_hours import UNUSED_HOURS
from services.kpi.time.client_time_share import CLIENT_TIME_SHARE
from services.kpi.time.distance_km import DISTANCE_KM
from services.kpi.time.door_hours import DOOR_HOURS
from services.kpi.time.empty_shifts import EMPTY_SHIFTS
from services.kpi.time.field_efficiency import FIELD_EFFICIENCY
from services.kpi.time.idle_hours import IDLE_HOURS
from services.kpi.time.operating_efficiency import OPERATING_EFFICIENCY
from services.kpi.time.overtime_hours import OVERTIME_HOURS
from services.kpi.time.travel_hours import TRAVEL_HOURS
from services.kpi.time.travel_share import TRAVEL_SHARE
from services.kpi.time.waiting_hours import WAITING_HOURS

__all__ = [
    "BY_SLUG", "COST_BY_MODEL", "EVERY", "KPIS", "NOTHING_ELSE", "RULE_KPIS", "USUAL", "Accounts", "Assumptions",
    "Benchmark", "Better",
    "Frame", "Kpi", "Moment", "PaidTime", "Part", "Ratio", "Reach", "Unit", "moments", "of_people", "on_days", "whole",
]  # fmt: skip

KPIS: tuple[Kpi, ...] = (
    ASSIGNED_VISITS,
    UNASSIGNED_VISITS,
    ASSIGNED_SHARE,
    TRAVEL_HOURS,
    WAITING_HOURS,
    IDLE_HOURS,
    CLIENT_TIME_SHARE,
    FIELD_EFFICIENCY,
    CONTINUITY_ALL,
    SHIFTS_USED,
)
"""The figures plans are told apart by at a glance, in the order they are shown."""

EVERY: tuple[Kpi, ...] = (
    ASSIGNED_VISITS,
    UNASSIGNED_VISITS,
    UNASSIGNED_HOURS,
    ASSIGNED_SHARE,
    TRAVEL_HOURS,
    DISTANCE_KM,
    WAITING_HOURS,
    DOOR_HOURS,
    IDLE_HOURS,
    OVERTIME_HOURS,
    CLIENT_TIME_SHARE,
    FIELD_EFFICIENCY,
    OPERATING_EFFICIENCY,
    TRAVEL_SHARE,
    CONTINUITY_14D,
    CONTINUITY_14D_MEDIAN,
    CONTINUITY_OVER_15,
    CONTINUITY_OVER_20,
    CONTINUITY_ALL,
    CONTACT_SHARE,
    PREFERRED_SHARE,
    ON_TIME_SHARE,
    LENGTH_KEPT_SHARE,
    PERFORMED_OF_PLANNED,
    PERFORMED_OF_GRANTED,
    UNUSED_HOURS,
    SHIFTS_USED,
    EMPTY_SHIFTS,
    FAIRNESS_GINI,
    WEEKEND_EVENING_LOAD,
    WEEKEND_EVENING_SPREAD,
    DISRUPTION,
    DISRUPTION_MOVED,
    STAFF_COST,
    DRIVING_COST,
    COST_PER_VISIT_HOUR,
    REVENUE,
    MARGIN,
    *COST_BY_MODEL.values(),
    BREAK_EVEN_CLIENT_TIME,
    CO2_KG,
    HARD_VIOLATIONS,
    MEDIUM_COST,
    SOFT_COST,
    CONSTRAINT_SATISFACTION,
)
"""Every key figure in the order it is shown; the rules have a figure each beside (`RULE_KPIS`)."""

BY_SLUG: dict[str, Kpi] = {kpi.slug: kpi for kpi in (*EVERY, *RULE_KPIS)}
"""The key figures by slug."""
