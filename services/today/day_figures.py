"""Key figures of one day as it is planned now, counted from the plan itself: they are never older than the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.kpi import BY_SLUG, Frame, on_days

SHOWN = ("assigned_visits", "travel_hours", "distance_km", "client_time_share", "field_efficiency", "unassigned_visits")


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Values by slug; None where there is nothing to divide by. Empty for a day without visits."""

    values: dict[str, float | None] = field(default_factory=dict)

    @property
    def travel_s_per_visit(self) -> float | None:
        """The way to a visit in the mean, the way home shared by all."""
        hours, visits = self.values.get("travel_hours"), self.values.get("assigned_visits")
        return None if not visits or hours is None else hours * 3600 / visits

    @property
    def client_time_share(self) -> float | None:
        """Paid time that is spent with clients."""
        return self.values.get("client_time_share")


def day_figures(frame: Frame, day: date) -> DayFigures:
    """The figures shown of `day`."""
    calendar = frame.calendar
    if not len(frame.t.shift_of) or day not in calendar.dates:
        return DayFigures()
    place = calendar.index(day)
    part = on_days(frame.c, frame.t, calendar, place, place)
    values = {slug: BY_SLUG[slug].of_frame(frame, part).value for slug in SHOWN}
    return DayFigures(values if values["assigned_visits"] or values["unassigned_visits"] else {})
