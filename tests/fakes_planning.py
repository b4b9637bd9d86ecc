"""Plans as the planning use case would open them, made from problems in words instead of a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from data.vocabulary import PlanKind
from services.access import Actor, Capability
from services.constraints.scoring import score_sheet
from services.planning.results import results
from services.planning.views import OpenPlan, PlanSummary
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable

MADE_AT = datetime(2027, 1, 29, 14, 5, tzinfo=UTC)


def an_open_plan(
    problem: Problem,
    plan: Plan,
    *,
    number: int = 1,
    kind: PlanKind = PlanKind.OPTIMISED,
    name: str = "",
    days: tuple[date, date] = (date(2027, 2, 1), date(2027, 2, 2)),
) -> OpenPlan:
    """A finished plan of the first days of the builders' week."""
    c = columns(problem)
    t = timetable(c, plan)
    sheet = score_sheet(c, t)
    summary = PlanSummary(
        id=UUID(int=number), kind=kind, name=name, first_day=days[0], last_day=days[1], made_at=MADE_AT,
        profile="balanced" if kind is PlanKind.OPTIMISED else None, score=sheet.score, results=results(c, t),
        was_stopped=False, parent_id=None,
    )  # fmt: skip
    return OpenPlan(summary, problem, c, plan, t, sheet)


@dataclass
class FakePlanning:
    """Finished plans, the newest first."""

    opened: Sequence[OpenPlan] = field(default_factory=tuple)

    def plans(self, actor: Actor) -> list[PlanSummary]:
        actor.require(Capability.SEE_PLAN)
        return [each.summary for each in self.opened]

    def open_plan(self, actor: Actor, plan_id: UUID) -> OpenPlan:
        actor.require(Capability.SEE_PLAN)
        return next(each for each in self.opened if each.summary.id == plan_id)
