"""Killed at any moment, a run ends with a plan or with a reason: never lost, never twice.

Each kill comes without a warning (SIGKILL) at a moment drawn from its seed, from the queue to the result.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from data.vocabulary import RunState
from services.editing.use_case import context
from services.jobs.queue import enqueue_figures
from services.planning.views import SolveRequest
from tests.integration.services.care import MONDAY, PATIENCE_S
from tests.integration.services.killing import Plant, a_moment, a_plant

SECONDS = 5
REQUEST = SolveRequest(MONDAY, MONDAY, seconds=SECONDS)
KILLS: dict[str, Callable[[Plant], None]] = {
    "worker": Plant.kill_worker,
    "solve child": Plant.kill_child,
    "database": Plant.kill_database,
}
WHOLE = 20


@pytest.fixture(scope="module")
def plant() -> Iterator[Plant]:
    with a_plant() as made:
        yield made


def run_to_its_end(plant: Plant, kill: Callable[[], None], moment_s: float) -> None:
    """Start a run, kill at the moment, and hold what must be true whatever was killed."""
    run_id = plant.planning.start_run(plant.care.actor, REQUEST)
    time.sleep(moment_s)
    kill()
    deadline = time.monotonic() + PATIENCE_S
    while not (run := plant.look(run_id)).is_over:
        assert time.monotonic() < deadline, f"lost: still {run.state} after a kill at {moment_s:.2f} s"
        time.sleep(0.2)
    assert plant.results(run_id) == (1, 1)
    if run.failure is not None:
        assert run.failure.cause.sv
        assert run.failure.action.sv
    else:
        opened = plant.planning.open_plan(plant.care.actor, run_id)
        assert opened.sheet.score == run.score
        assert opened.summary.results == run.results
    time.sleep(0.5)
    assert plant.look(run_id) == run, "a late word changed a run that was over"


@pytest.mark.parametrize("victim", KILLS)
def test_a_run_survives_a_kill_at_any_moment(plant: Plant, victim: str, campaign: Callable[[int, int], int]) -> None:
    for seed in range(campaign(1, WHOLE)):
        moment_s = a_moment(seed + 100 * len(victim), SECONDS + 1.5)
        run_to_its_end(plant, lambda: KILLS[victim](plant), moment_s)


def test_a_run_whose_child_is_killed_again_and_again_ends_with_the_best_it_found_or_the_reason(plant: Plant) -> None:
    run_id = plant.planning.start_run(plant.care.actor, SolveRequest(MONDAY, MONDAY, seconds=3600))
    deadline = time.monotonic() + PATIENCE_S
    while not (run := plant.look(run_id)).is_over:
        assert time.monotonic() < deadline
        plant.kill_child()
        time.sleep(0.1)
    assert run.state in {RunState.STOPPED, RunState.FAILED}
    if run.state is RunState.FAILED:
        assert run.failure is not None
        assert run.failure.code == "RUN-003"
    else:
        assert run.was_cut_short


def test_a_run_taken_up_again_goes_on_from_the_best_plan_so_far(plant: Plant) -> None:
    run_id = plant.planning.start_run(plant.care.actor, SolveRequest(MONDAY, MONDAY, seconds=3600))
    deadline = time.monotonic() + PATIENCE_S
    while not (points := plant.look(run_id).points) or points[-1].elapsed_s < 6:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    plant.kill_worker()
    while not (again := plant.look(run_id)).taken_up_again or again.points[0].elapsed_s < 1:
        assert time.monotonic() < deadline + PATIENCE_S
        time.sleep(0.2)
    assert again.points[0].elapsed_s >= 5
    assert again.points[0].soft <= points[0].soft
    assert plant.planning.stop(plant.care.actor, run_id)
    while not (run := plant.look(run_id)).is_over:
        assert time.monotonic() < deadline + 2 * PATIENCE_S
        time.sleep(0.2)
    assert run.state is RunState.STOPPED
    assert run.failure is None


def test_key_figures_are_counted_while_a_solve_goes_on(plant: Plant) -> None:
    run_id = plant.planning.start_run(plant.care.actor, SolveRequest(MONDAY, MONDAY, seconds=3600))
    deadline = time.monotonic() + PATIENCE_S
    while plant.look(run_id).state is not RunState.SOLVING:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    with plant.database.writing(context(plant.care.actor)) as work:
        job_id = enqueue_figures(work, MONDAY, MONDAY)
    while plant.job_state(job_id) != "succeeded":
        assert time.monotonic() < deadline, "the figures waited for the solve"
        time.sleep(0.2)
    assert not plant.look(run_id).is_over
    assert plant.planning.stop(plant.care.actor, run_id)
    while not plant.look(run_id).is_over:
        assert time.monotonic() < deadline + PATIENCE_S
        time.sleep(0.2)
