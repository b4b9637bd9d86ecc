"""What a plan is measured by here: hours, kilometres, care given and carers met, over the visits compared."""

from __future__ import annotations

from dataclasses import dataclass

from services.comparing.beside import Beside
from services.insights.views import SMALLEST_GROUP
from services.kpi import BY_SLUG, Accounts, Assumptions, Frame, whole
from services.kpi.money.driving_cost import driven_km
from services.kpi.money.pay import overtime_extra_s
from services.problem.columns import Columns
from services.problem.timetable import Timetable

HOUR_S = 3600
OF_CLIENTS = frozenset({"continuity_all", "continuity_14d"})
SLUGS = (
    "travel_hours", "waiting_hours", "overtime_hours", "distance_km", "co2_kg", "continuity_all", "continuity_14d",
    "assigned_visits", "unassigned_visits", "unassigned_hours", "client_time_share", "shifts_used", "staff_cost",
    "driving_cost", "revenue",
)  # fmt: skip
"""The key figures of both plans, in the order they are shown."""


@dataclass(frozen=True)
class Measured:
    """One plan: `figures` as key figures say, `overtime_extra_h` what overtime costs above ordinary hours, in hours."""

    figures: dict[str, float | None]
    travel_h: float
    waiting_h: float
    overtime_extra_h: float
    driven_km: float
    care_h: float
    visits: int


def measure(c: Columns, t: Timetable, assumptions: Assumptions) -> Measured:
    """Every figure of a plan under these assumptions; how many carers a client meets is told of no small group."""
    frame, everything = Frame(c, t, Accounts(assumptions=assumptions)), whole(c)
    counted = {slug: BY_SLUG[slug].of_frame(frame, everything) for slug in SLUGS}
    is_small = len(set(c.visit_client.tolist())) < SMALLEST_GROUP
    figures = {s: None if is_small and s in OF_CLIENTS else ratio.value for s, ratio in counted.items()}
    return Measured(
        figures=figures,
        travel_h=counted["travel_hours"].top,
        waiting_h=counted["waiting_hours"].top,
        overtime_extra_h=float(overtime_extra_s(frame).sum()) / HOUR_S,
        driven_km=float(driven_km(frame)[frame.t.is_used].sum()),
        care_h=float(t.visits_s.sum()) / HOUR_S,
        visits=int(frame.is_served.sum()),
    )


def measure_plan(each: Beside, assumptions: Assumptions) -> Measured:
    """The same of a plan laid beside another."""
    return measure(each.columns, each.timetable, assumptions)
