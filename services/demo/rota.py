"""The rota: who works which shift on which day, by contract, line, weekend and rest between shifts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import ceil

from services.demo.clock import at_s, days_from, is_weekend
from services.demo.dice import Dice
from services.demo.employees import DemoEmployee, Line
from services.demo.recipe import Recipe
from services.demo.shift_templates import DemoTemplate, Part, shifts_of_a_day

DAILY_REST_S = 11 * 3600
MOST_DAYS_IN_A_ROW = 6
LONGEST_WEEK_MIN = 48 * 60
"""Of a calendar week, as the rule of working hours has it: a shift that would exceed it stays vacant."""
_SUITS = {
    (Part.DAY, Line.DAY): 1.0, (Part.DAY, Line.MIXED): 0.6, (Part.DAY, Line.EVENING): 0.1,
    (Part.EVENING, Line.DAY): 0.1, (Part.EVENING, Line.MIXED): 0.6, (Part.EVENING, Line.EVENING): 1.0,
    (Part.BOTH, Line.DAY): 0.3, (Part.BOTH, Line.MIXED): 1.0, (Part.BOTH, Line.EVENING): 0.3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoShift:
    """One employee on one day."""

    id: str
    day: date
    employee: DemoEmployee
    template: DemoTemplate

    @property
    def start_s(self) -> int:
        """When it begins, epoch seconds."""
        return at_s(self.day, self.template.start_min)

    @property
    def end_s(self) -> int:
        """When nobody works any more, epoch seconds."""
        return at_s(self.day, self.template.end_min)


def make_rota(
    recipe: Recipe, employees: list[DemoEmployee], care_h_per_day: float, first_day: date, seed: int
) -> list[DemoShift]:
    """The shifts of every day, by day and start; a shift nobody may take stays vacant."""
    dice = Dice(seed, "rota")
    count = ceil(recipe.shifts_per_care_hour * care_h_per_day)
    worked_min = dict.fromkeys((each.id for each in employees), 0)
    free_from_s = dict.fromkeys(worked_min, 0)
    in_a_row = dict.fromkeys(worked_min, 0)
    week_min: dict[tuple[str, int], int] = defaultdict(int)
    rota: list[DemoShift] = []
    for day in days_from(first_day, recipe.days):
        templates = shifts_of_a_day(count, len(recipe.districts), is_weekend(day))
        working: set[str] = set()
        week = day.isocalendar().week
        for place, template in enumerate(templates):
            start_s = at_s(day, template.start_min)
            district = place % len(recipe.districts)
            free = [
                each for each in employees
                if each.id not in working
                and start_s - free_from_s[each.id] >= DAILY_REST_S
                and in_a_row[each.id] < MOST_DAYS_IN_A_ROW
                and week_min[each.id, week] + template.paid_min <= LONGEST_WEEK_MIN
            ]  # fmt: skip
            if not free:
                continue
            wanted = max(
                free,
                key=lambda each: (
                    _SUITS[template.part, each.line]
                    + 0.6 * (each.district == district)
                    + 0.8 * (is_weekend(day) and each.weekend == _weekend_number(first_day, day))
                    - 8.0 * worked_min[each.id] / (2 * each.contract_minutes_week)
                    + dice.triangular(0, 0.2)
                ),
            )
            rota.append(DemoShift(f"{wanted.id}-{day:%m%d}", day, wanted, template))
            worked_min[wanted.id] += template.paid_min
            week_min[wanted.id, week] += template.paid_min
            free_from_s[wanted.id] = at_s(day, template.end_min)
            working.add(wanted.id)
        for each in employees:
            in_a_row[each.id] = in_a_row[each.id] + 1 if each.id in working else 0
    return sorted(rota, key=lambda shift: (shift.start_s, shift.id))


def _weekend_number(first_day: date, day: date) -> int:
    """0 or 1: which weekend of the fortnight."""
    return (day.toordinal() - first_day.toordinal() + first_day.weekday()) // 7 % 2
