"""Key figures, one definition each, the same for a draft, a solver's plan and a plan made by hand.

Context      Two plans can only be compared when both were counted alike, and a reader may ask how.
Decision     A figure is a small record with its formula in words and one additive count over a part of a plan; a zero
             denominator gives None, shown as "–", never 0.
Consequence  The same figures serve a day, a fortnight and every page.
Not chosen   Counting in pages or in SQL: two places would drift apart.
"""

from services.kpi.continuity.continuity_all import CONTINUITY_ALL
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part, on_days, whole
from services.kpi.service.assigned_share import ASSIGNED_SHARE
from services.kpi.service.assigned_visits import ASSIGNED_VISITS
from services.kpi.service.shifts_used import SHIFTS_USED
from services.kpi.service.unassigned_visits import UNASSIGNED_VISITS
from services.kpi.time.client_time_share import CLIENT_TIME_SHARE
from services.kpi.time.field_efficiency import FIELD_EFFICIENCY
from services.kpi.time.idle_hours import IDLE_HOURS
from services.kpi.time.travel_hours import TRAVEL_HOURS
from services.kpi.time.waiting_hours import WAITING_HOURS

__all__ = ["BY_SLUG", "KPIS", "Better", "Kpi", "Part", "Ratio", "Unit", "on_days", "whole"]

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
"""Every key figure in the order it is shown."""

BY_SLUG: dict[str, Kpi] = {kpi.slug: kpi for kpi in KPIS}
"""The key figures by slug."""
