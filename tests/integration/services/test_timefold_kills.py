"""Killed at any step of a run elsewhere, it is taken up where it was, and the other side was asked once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.connect import Database
from data.vocabulary import RunState
from services.timefold.submitting import Step
from tests.integration.services.timefold_ward import Victims, Ward, a_ward
from tests.standins.timefold import Switches, a_timefold


@pytest.fixture(scope="module")
def ward(database: Database) -> Iterator[Ward]:
    with a_timefold(Switches(iterations=60, queue_s=0.2)) as timefold:
        yield a_ward(database, timefold)


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    made = Victims()
    yield made
    made.close()


EVERY_DAY = (Step.POSTED, Step.RECEIVED)
"""The two steps where doubt is greatest; the test below dies at all of them in one run."""


@pytest.mark.parametrize(
    "step", [pytest.param(step, marks=() if step in EVERY_DAY else pytest.mark.campaign) for step in Step]
)
def test_a_run_killed_at_a_step_ends_with_one_plan_and_one_submit(
    ward: Ward, login_url: str, victims: Victims, step: Step
) -> None:
    run_id = ward.ask()
    ward.attempt_and_die(run_id, step, login_url, victims)
    done = ward.attempt(run_id)
    assert (done.state, done.failure, done.taken_up_again) == (RunState.COMPLETED, None, 1)
    assert len(ward.datasets(run_id)) == 1
    assert ward.planning.open_plan(ward.planner, run_id).sheet.score == done.score


def test_killed_at_one_step_after_the_other_it_is_still_submitted_once(
    ward: Ward, login_url: str, victims: Victims
) -> None:
    run_id = ward.ask()
    for step in (Step.INTENDED, Step.POSTED, Step.HEARD):
        ward.attempt_and_die(run_id, step, login_url, victims)
    assert ward.attempt(run_id).state is RunState.COMPLETED
    assert len(ward.datasets(run_id)) == 1
