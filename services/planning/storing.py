"""Keeps a finished plan: the problem it answers, its routes, its score row by row, its results."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from data.ids import new_id
from data.repositories.solutions import NewSolution
from data.vocabulary import PlanKind
from data.work import Work
from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.constraints.scoring import score_sheet
from services.planning import snapshot
from services.planning.results import results
from services.planning.stored import plan_to_json, score_to_json, weights_to_json
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable


def store_plan(
    work: Work,
    kind: PlanKind,
    name: str,
    days: tuple[date, date],
    problem: Problem,
    plan: Plan,
    weights: Weights = DEFAULT_WEIGHTS,
    asked_by: UUID | None = None,
    parent_id: UUID | None = None,
) -> UUID:
    """Store a plan made elsewhere, by hand or in a file; `problem` is that of the rows (see `load_problem`)."""
    c = columns(problem)
    t = timetable(c, plan)
    sheet = score_sheet(c, t, weights)
    new = NewSolution(
        id=new_id(),
        kind=kind,
        first_day=days[0],
        last_day=days[1],
        input_data=snapshot.to_json(problem),
        name=name,
        parent_id=parent_id,
        weights=weights_to_json(weights),
        asked_by=asked_by,
    )
    work.solutions.store(new, plan_to_json(plan), score_to_json(sheet.score, sheet), results(c, t).to_json())
    return new.id
