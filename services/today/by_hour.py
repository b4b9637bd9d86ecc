"""A planned day hour by hour: visits, carers, kilometres, and how much of the time is spent with clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from data.repositories.visits import VisitRow
from services.problem.columns import Columns
from services.problem.timetable import Timetable

GREEN_ABOVE, YELLOW_FROM = 0.70, 0.65


class Light(StrEnum):
    """How efficient an hour is; every light has a sign of its own, so that colour never stands alone."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HourRow:
    """Visits that begin in the hour, who makes them, and the way to them; `unplanned` are those nobody has."""

    hour: int
    visits: int = 0
    carers: int = 0
    travel_m: int = 0
    visit_s: int = 0
    travel_s: int = 0
    unplanned: int = 0

    @property
    def efficiency(self) -> float | None:
        """Time with clients over that and the way to them; None in an hour without visits."""
        busy = self.visit_s + self.travel_s
        return self.visit_s / busy if busy else None

    @property
    def light(self) -> Light:
        """Green above 70 %, yellow from 65 %, red below."""
        return light_of(self.efficiency)


def light_of(efficiency: float | None) -> Light:
    """The light of a share."""
    if efficiency is None:
        return Light.NONE
    return Light.GREEN if efficiency > GREEN_ABOVE else Light.YELLOW if efficiency >= YELLOW_FROM else Light.RED


def hour_rows(c: Columns, t: Timetable, day: date, zone: ZoneInfo) -> tuple[HourRow, ...]:
    """All 24 hours; a visit belongs with the way to it to the hour it begins in."""
    rows = [HourRow(hour) for hour in range(24)]
    carers: list[set[int]] = [set() for _ in rows]
    for place, visit in enumerate(t.stop_visit.tolist()):
        start = datetime.fromtimestamp(c.origin_s + int(t.start_s[visit]), UTC).astimezone(zone)
        if start.date() != day:
            continue
        row, hour = rows[start.hour], start.hour
        carers[hour].add(int(c.shift_carer[t.stop_shift[place]]))
        rows[hour] = HourRow(
            hour, row.visits + 1, len(carers[hour]), row.travel_m + int(t.leg_m[place]),
            row.visit_s + c.problem.visits[visit].duration_s, row.travel_s + int(t.leg_s[place]),
        )  # fmt: skip
    return tuple(rows)


def with_unplanned(rows: Sequence[HourRow], visits: Iterable[VisitRow], zone: ZoneInfo) -> tuple[HourRow, ...]:
    """The hours with the visits nobody has, each in the hour it may first begin."""
    waiting = Counter(visit.windows[0].start.astimezone(zone).hour for visit in visits)
    return tuple(replace(row, unplanned=waiting[row.hour]) for row in rows)
