"""What the rules cost over time: the dearest rules by step, the others as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.insights.views import Pace

MOST_RULES = 6
OTHERS = "OTHERS"
"""Stands for all the rules that are not among the dearest."""


@dataclass(frozen=True, slots=True)
class RuleCosts:
    """Cost of each rule (by id, the dearest first) in each of `days`, the first days of the steps."""

    days: tuple[date, ...]
    costs: dict[str, tuple[int, ...]]


def rule_costs(impacts: Iterable[tuple[date, dict[str, Any]]], step: Pace) -> RuleCosts:
    """Impacts of single days added up by step."""
    summed: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for day, rules in impacts:
        for rule, told in rules.items():
            summed[rule][_begin(day, step)] += int(told["cost"])
    days = sorted({day for by_day in summed.values() for day in by_day})
    order = sorted(summed, key=lambda rule: (-sum(summed[rule].values()), rule))
    costs = {rule: tuple(summed[rule][day] for day in days) for rule in order[:MOST_RULES]}
    left = order[MOST_RULES:]
    if left:
        costs[OTHERS] = tuple(sum(summed[rule][day] for rule in left) for day in days)
    return RuleCosts(tuple(days), costs)


def _begin(day: date, step: Pace) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day
