"""Key figures of a plan day by day, small enough to be kept and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.kpi import BY_SLUG, EVERY, NOTHING_ELSE, Accounts, Frame, on_days, whole
from services.problem.columns import Columns
from services.problem.days import days
from services.problem.timetable import Timetable

SPREAD_OVER_DAYS = frozenset(kpi.slug for kpi in EVERY if kpi.is_over_days)
"""Figures that mean little for one day: each day shows the plan so far, and the plan counts as a whole."""


@dataclass(frozen=True, slots=True)
class ByDay:
    """Values by slug for each of `days`, with what was counted (`n`); and of the whole plan."""

    days: tuple[date, ...]
    values: dict[str, tuple[float | None, ...]]
    counted: dict[str, tuple[int, ...]]
    whole: dict[str, float | None]
    whole_counted: dict[str, int]

    def value(self, slug: str, day: date) -> float | None:
        """What a reader of `day` is shown."""
        if slug in SPREAD_OVER_DAYS:
            return self.whole[slug]
        return self.values[slug][self.days.index(day)] if day in self.days else None

    def n(self, slug: str, day: date) -> int:
        """How many things `value` was counted over."""
        if slug in SPREAD_OVER_DAYS:
            return self.whole_counted[slug]
        return self.counted[slug][self.days.index(day)] if day in self.days else 0


def by_day(c: Columns, t: Timetable, slugs: tuple[str, ...], accounts: Accounts = NOTHING_ELSE) -> ByDay:
    """The figures of every day of a plan."""
    calendar, frame = days(c), Frame(c, t, accounts)
    parts = [on_days(c, t, calendar, day, day) for day in range(len(calendar))]
    so_far = [on_days(c, t, calendar, 0, day) for day in range(len(calendar))]
    everything = whole(c)
    ratios = {
        slug: [BY_SLUG[slug].of_frame(frame, part) for part in (so_far if slug in SPREAD_OVER_DAYS else parts)]
        for slug in slugs
    }
    total = {slug: BY_SLUG[slug].of_frame(frame, everything) for slug in slugs}
    return ByDay(
        days=calendar.dates,
        values={slug: tuple(ratio.value for ratio in found) for slug, found in ratios.items()},
        counted={slug: tuple(ratio.n for ratio in found) for slug, found in ratios.items()},
        whole={slug: ratio.value for slug, ratio in total.items()},
        whole_counted={slug: ratio.n for slug, ratio in total.items()},
    )
