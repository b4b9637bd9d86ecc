"""Opens what the database keeps of a plan or a run: documents become problems, plans and summaries again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from data.repositories.solutions import SolutionRow, SolutionSummary
from data.vocabulary import RunState
from data.work import ReadingWork
from services.constraints.scoring import score_sheet
from services.planning import snapshot
from services.planning.overlay import overlaid, overlay_from_json
from services.planning.results import Results
from services.planning.stored import plan_from_json, score_from_json, weights_from_json
from services.planning.stored_roads import roads_from_json
from services.planning.views import Failure, OpenPlan, PlanSummary
from services.problem import Plan, Problem, Roads
from services.problem.columns import columns
from services.problem.fitting import fitted
from services.problem.timetable import timetable
from services.words import Text

_NO_WORDS = Text(sv="Ingen förklaring finns sparad.", en="No explanation was kept.")


def open_problem(work: ReadingWork, row: SolutionRow) -> Problem:
    """The problem as it was asked and planners have changed it since; raises `snapshot.MissingPlace`.

    Of a run that changes a plan, and of what planners make of its result, that plan is the baseline.
    """
    problem = measured(work, row.summary.id, asked_problem(work, row.input_data))
    return overlaid(problem, overlay_from_json(row.output_solution))


def measured(work: ReadingWork, plan_id: UUID, problem: Problem) -> Problem:
    """The problem with the plan that this one's changes are counted from, where there is one."""
    baseline_id = work.solutions.baseline_of(plan_id)
    before = None if baseline_id is None else _routes(work, baseline_id)
    return problem if before is None else replace(problem, baseline=fitted(before, problem))


def asked_problem(work: ReadingWork, input_data: Mapping[str, Any]) -> Problem:
    """The problem as it was asked, with today's positions of its places; raises `snapshot.MissingPlace`."""
    ids = [UUID(place) for place in snapshot.place_ids(input_data)]
    positions = {str(place.id): (place.lat, place.lon) for place in work.places.all(ids).values()}
    return snapshot.from_json(input_data, positions)


def roads_of(row: SolutionRow) -> Roads | None:
    """What a plan or run travels by; None: the models of its problem."""
    held = row.input_data.get("roads")
    return None if held is None else roads_from_json(held)


def parent_plan(work: ReadingWork, row: SolutionRow) -> Plan | None:
    """The plan a run was begun from, None where there is none any more."""
    return None if row.summary.parent_id is None else _routes(work, row.summary.parent_id)


def _routes(work: ReadingWork, plan_id: UUID) -> Plan | None:
    row = work.solutions.find(plan_id)
    routes = row.output_solution if row is not None else None
    return None if routes is None else plan_from_json(routes)


def assemble(row: SolutionRow, problem: Problem) -> OpenPlan:
    """A finished plan with everything that can be worked out from it."""
    assert row.output_solution is not None  # a finished plan is whole: the database sees to it
    c = columns(problem)
    plan = plan_from_json(row.output_solution)
    t = timetable(c, plan)
    weights = weights_from_json(row.weights)
    return OpenPlan(summary_of(row.summary), problem, c, plan, t, score_sheet(c, t, weights), weights)


def summary_of(row: SolutionSummary) -> PlanSummary:
    """A finished plan as a list shows it."""
    return PlanSummary(
        id=row.id,
        kind=row.kind,
        name=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
        made_at=row.finished_at or row.run_date,
        profile=row.profile,
        score=score_from_json(row.score or {}),
        results=results_of(row),
        was_stopped=row.state is RunState.STOPPED,
        parent_id=row.parent_id,
        version=row.row_version,
        publication=row.publication,
    )


def results_of(row: SolutionSummary) -> Results | None:
    """The stored results, where there are any."""
    if row.figures is None:
        return None
    held = {name: row.figures[name] for name in Results.__dataclass_fields__ if name in row.figures}
    return Results(**held) if len(held) == len(Results.__dataclass_fields__) else None


def failure_of(row: SolutionSummary) -> Failure | None:
    """Why a run failed, None when it did not."""
    if row.failure_code is None:
        return None
    held = row.failure_cause or {}
    action = held.get("action") or {}
    return Failure(row.failure_code, _text(held), _text(action))


def _text(held: dict[str, str]) -> Text:
    return Text(sv=held["sv"], en=held["en"]) if held.get("sv") and held.get("en") else _NO_WORDS
