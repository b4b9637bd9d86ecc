"""Plans laid beside each other: key figures, rules and the front between travel and continuity, judged alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.comparing.sharing import Days, Shared, restricted, share
from services.constraints.kind import Constraint, Level, Weights
from services.constraints.scoring import ScoreSheet, reweigh, score_sheet
from services.kpi import KPIS, whole
from services.planning.views import OpenPlan, PlanSummary
from services.problem import Plan, Problem
from services.problem.columns import Columns, columns
from services.problem.timetable import Timetable, timetable
from services.sweeping.front import non_dominated

TRAVEL, CONTINUITY = "travel_hours", "continuity_all"
"""The key figures of the scatter: lower is better in both."""


@dataclass(frozen=True)
class Beside:
    """One plan over what all share; `figures` are key figures by slug, `counted` what each was counted over."""

    summary: PlanSummary
    problem: Problem
    columns: Columns
    plan: Plan
    timetable: Timetable
    sheet: ScoreSheet
    figures: dict[str, float | None]
    counted: dict[str, int]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in every plan, in the order of the plans."""

    rule: Constraint
    weight: int
    costs: tuple[int, ...]
    units: tuple[int, ...]


@dataclass(frozen=True)
class Comparison:
    """Two to six plans; `front` are those that no other beats in travel without losing in continuity.

    A start that differs by more than `moved_s` is another time to the client.
    """

    plans: tuple[Beside, ...]
    shared: Shared
    rules: tuple[RuleLine, ...]
    front: frozenset[int]
    moved_s: int = 30 * 60


def beside(opened: Sequence[OpenPlan], days: Days, weights: Weights) -> Comparison:
    """The plans in the order given, over the days and visits they share, under the same weights."""
    shared = share([each.problem for each in opened], days)
    plans = tuple(_one(each, shared, weights) for each in opened)
    return Comparison(plans, shared, _rules(plans), _front(plans))


def _one(opened: OpenPlan, shared: Shared, weights: Weights) -> Beside:
    problem, plan = restricted(opened.problem, opened.plan, shared)
    if problem is opened.problem:
        c, t = opened.columns, opened.timetable
        sheet = reweigh(opened.sheet, c, weights)
    else:
        c = columns(problem)
        t = timetable(c, plan)
        sheet = score_sheet(c, t, weights)
    part = whole(c)
    counts = {kpi.slug: kpi.count(c, t, part) for kpi in KPIS}
    values = {slug: ratio.value for slug, ratio in counts.items()}
    return Beside(opened.summary, problem, c, plan, t, sheet, values, {slug: r.n for slug, r in counts.items()})


def _rules(plans: tuple[Beside, ...]) -> tuple[RuleLine, ...]:
    """Rules that cost something in some plan, hard ones first, then by the greatest cost."""
    lines = []
    for rows in zip(*(each.sheet.rows for each in plans), strict=True):
        costs = tuple(row.cost for row in rows)
        if any(costs):
            lines.append(RuleLine(rows[0].constraint, rows[0].weight, costs, tuple(row.units for row in rows)))
    return tuple(sorted(lines, key=lambda line: (list(Level).index(line.rule.level), -max(line.costs))))


def _front(plans: tuple[Beside, ...]) -> frozenset[int]:
    known = {
        number: (each.figures[TRAVEL], each.figures[CONTINUITY])
        for number, each in enumerate(plans)
        if each.figures[TRAVEL] is not None and each.figures[CONTINUITY] is not None
    }
    numbers = list(known)
    kept = non_dominated([(travel or 0.0, faces or 0.0) for travel, faces in known.values()])
    return frozenset(numbers[i] for i in kept)
