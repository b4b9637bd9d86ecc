"""A run from asking to plan, on a real database with a real worker."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import CarerRelation, PlanKind, Role, RunState, VisitStatus
from services.access import Actor
from services.constraints.scoring import score_sheet
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.planning import snapshot
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.problem import Plan, Route, Stop, StopKind
from tests.integration.conftest import Tenant
from tests.integration.services.care import (
    MONDAY,
    Care,
    acting,
    at,
    seed_care,
    start_worker,
    tomorrow,
    wait_for,
    wait_until_over,
)

REQUEST = SolveRequest(MONDAY, MONDAY, seconds=5)


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    return seed_care(database, own)


@pytest.fixture(scope="module")
def planning(database: Database) -> Planning:
    return Planning(database)


@pytest.fixture(scope="module")
def worker(login_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    home = tmp_path_factory.mktemp("worker")
    process = start_worker(login_url, home, home / "worker.log")
    yield process
    process.terminate()
    process.wait(timeout=20)


def test_a_run_ends_with_a_plan_whose_score_is_that_of_the_catalogue(
    worker: subprocess.Popen[bytes], planning: Planning, care: Care
) -> None:
    run_id = planning.start_run(care.actor, REQUEST)
    assert planning.current_run(care.actor) == run_id
    run = wait_until_over(planning, care, run_id)
    assert run.state is RunState.COMPLETED
    assert run.points
    assert run.taken_up_again == 0
    opened = planning.open_plan(care.actor, run_id)
    assert opened.sheet.score == score_sheet(opened.columns, opened.timetable).score == run.score
    assert run.score is not None
    assert run.score.hard == 0
    assert run.results is not None
    assert run.results.visits == len(care.visits)
    assert run.results.unassigned == 0
    assert planning.current_run(care.actor) is None
    assert planning.plans(care.actor)[0].id == run_id
