"""What the rules cost over time, planned and performed: the dearest rules by step, the others as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.repositories.figure_answers import RuleCostRow
from data.vocabulary import FigureBasis

MOST_RULES = 6
OTHERS = "OTHERS"
"""Stands for all the rules that are not among the dearest."""

Costs = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class RuleCosts:
    """Cost of each rule (by id, the dearest first, the same ones on both sides) in each of `days`."""

    days: tuple[date, ...]
    sides: dict[FigureBasis, Costs]


def rule_costs(rows: Iterable[RuleCostRow]) -> RuleCosts:
    """The first days of the steps and what each rule cost in them; a side that was never judged is missing."""
    found: dict[FigureBasis, dict[str, dict[date, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    total: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row.basis][row.rule_id][row.first_day] += row.cost
        total[row.rule_id] += row.cost
    days = sorted({day for rules in found.values() for by_day in rules.values() for day in by_day})
    order = sorted(total, key=lambda rule: (-total[rule], rule))
    sides = {basis: _side(found[basis], order, days) for basis in FigureBasis if basis in found}
    return RuleCosts(tuple(days), sides)


def _side(rules: dict[str, dict[date, int]], order: list[str], days: list[date]) -> Costs:
    costs = {rule: tuple(rules[rule][day] for day in days) for rule in order[:MOST_RULES]}
    left = order[MOST_RULES:]
    if left:
        costs[OTHERS] = tuple(sum(rules[rule][day] for rule in left) for day in days)
    return costs
