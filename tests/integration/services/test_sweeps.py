"""A trade-off is a row of runs, each begun from the plan before it, and a curve of those nobody beats."""

from __future__ import annotations

import pytest

from data.connect import Database
from data.vocabulary import SolutionStatus
from services.access import Actor
from services.constraints.kind import DEFAULT_WEIGHTS
from services.errors import BadInput
from services.planning.runs import RunId, Runs
from services.problem import Plan, Route, Stop, StopKind
from services.tuning.sweeps import PointView, Sweeps
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, seed_care

GOALS = ("travel", "continuity")
DAYS = (MONDAY, MONDAY)


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Solbacken"))


def finish(database: Database, actor: Actor, point: PointView, visits: int) -> Plan | None:
    """Do the point's work by hand: its first visits, one after the other; what it was given to begin from."""
    runs, run = Runs(database), RunId(actor.organization_id, point.run_id)
    attempt = runs.take(run, 15)
    assert attempt is not None
    errand = runs.open(run)
    shift = errand.problem.shifts[0]
    stops = [Stop(StopKind.VISIT, v.id, v.windows[0].start_s) for v in errand.problem.visits[:visits]]
    assert runs.finish(run, attempt, errand, Plan((Route(shift.id, tuple(stops)),)), was_stopped=False)
    return errand.given


def test_every_point_begins_from_the_plan_before_it_and_the_best_are_marked(database: Database, care: Care) -> None:
    sweeps = Sweeps(database)
    sweeps.start(care.actor, GOALS, 5, 5, DAYS, DEFAULT_WEIGHTS)
    view = sweeps.newest(care.actor)
    assert view is not None
    assert [point.number for point in view.points] == [1, 2, 3, 4, 5]
    assert not view.is_over
    assert len({tuple(sorted(point.weights.organization.items())) for point in view.points}) == 5
    assert finish(database, care.actor, view.points[0], 2) is None
    given = finish(database, care.actor, view.points[1], 3)
    assert given is not None
    assert len(given.served()) == 2
    now = sweeps.newest(care.actor)
    assert now is not None
    ready = [point for point in now.points if point.status is SolutionStatus.COMPLETED]
    assert [point.number for point in ready] == [1, 2]
    assert all(point.values is not None for point in ready)
    assert ready[1].is_best


def test_goals_that_cannot_be_weighed_are_refused(database: Database, care: Care) -> None:
    sweeps = Sweeps(database)
    for goals, points, seconds in (
        (("travel", "travel"), 5, 5), (("travel", "nothing"), 5, 5), (GOALS, 4, 5), (GOALS, 10, 5), (GOALS, 5, 4),
    ):  # fmt: skip
        with pytest.raises(BadInput, match="TUNE-030"):
            sweeps.start(care.actor, goals, points, seconds, DAYS, DEFAULT_WEIGHTS)
    assert sweeps.newest(care.actor) is None


def test_a_stopped_sweep_cancels_what_waits_and_keeps_what_is_there(database: Database, care: Care) -> None:
    sweeps = Sweeps(database)
    assert sweeps.stop(care.actor) == 0
    sweeps.start(care.actor, GOALS, 5, 5, DAYS, DEFAULT_WEIGHTS)
    view = sweeps.newest(care.actor)
    assert view is not None
    finish(database, care.actor, view.points[0], 2)
    assert sweeps.stop(care.actor) == 4
    now = sweeps.newest(care.actor)
    assert now is not None
    assert now.is_over
    assert [point.values is not None for point in now.points] == [True, False, False, False, False]
