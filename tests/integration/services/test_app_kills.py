"""The app is killed while a run goes on: started again, it finds the run finished or finishes it, once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ports import free_port
from data.urls import as_role
from data.vault import KeyRing
from data.vocabulary import Role
from data.work import Unreachable
from services.access import Actor
from services.demo_seeding.ids import DEMO_ORGANIZATION_ID, demo_id
from services.demo_seeding.use_case import local_today
from services.planning.use_case import Planning
from services.planning.views import RunView, SolveRequest
from services.settings import read_settings
from tests.integration.services.care import PATIENCE_S, ROOT
from tests.integration.services.killing import a_moment, patiently

SECONDS = 5
WHOLE = 20
PLANNER = Actor(DEMO_ORGANIZATION_ID, demo_id("planerare@demo.example"), Role.SCHEDULER, is_demo=True)
MEANT_FOR_OTHERS = {"DATABASE_URL", "DEMO", "CAIRE_MASTER_KEY", "CAIRE_MASTER_KEY_FILE", "CAIRE_BASE_URL"}


@dataclass
class App:
    """The app as `make run` starts it, with its own database and worker; killed without a warning."""

    home: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in MEANT_FOR_OTHERS}
        environment |= {"CAIRE_HOME": str(self.home), "PORT": str(free_port())}
        with (self.home / "app.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)

    @property
    def owner_url(self) -> str:
        """Read from the files the app keeps, without keeping the server alive ourselves."""
        return EmbeddedPostgres(self.home).url


@contextmanager
def looking_into(app: App) -> Iterator[Database]:
    """The app's own database, once its demo day is laid."""
    key = read_settings({"CAIRE_HOME": str(app.home)}).master_key
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            with psycopg.connect(app.owner_url, connect_timeout=2) as owner:
                row = owner.execute("SELECT count(*) FROM caire.schedule_solutions").fetchone()
                if row is not None and row[0] >= 1:
                    break
        except psycopg.Error:
            pass
        assert time.monotonic() < deadline, (app.home / "app.log").read_text()[-2000:]
        time.sleep(0.2)
    url = as_role(app.owner_url, migrating.LOGIN_ROLE, migrating.login_password(key))
    database = Database(url, KeyRing.of(key), pool_size=2)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture(scope="module")
def app() -> Iterator[App]:
    home = Path(tempfile.mkdtemp(prefix="caire-app-kills-"))
    home.chmod(0o711)
    made = App(home)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(home)


def results(app: App, run_id: UUID) -> tuple[int, int]:
    """How many rows and how many final results the run has."""
    with psycopg.connect(app.owner_url) as owner:
        row = owner.execute(
            "SELECT count(*), count(finished_at) FROM caire.schedule_solutions WHERE id = %s", [run_id]
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def follow(planning: Planning, run_id: UUID) -> RunView:
    return patiently(lambda: planning.follow(PLANNER, run_id))


def started(planning: Planning) -> UUID:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return planning.start_run(PLANNER, SolveRequest(local_today(), local_today(), seconds=SECONDS))
        except Unreachable:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_run_survives_the_app_killed_at_any_moment(app: App, campaign: Callable[[int, int], int]) -> None:
    with looking_into(app) as database:
        planning = Planning(database)
        for seed in range(campaign(1, WHOLE)):
            run_id = started(planning)
            time.sleep(a_moment(seed + 900, SECONDS + 2.0))
            app.kill()
            app.start()
            deadline = time.monotonic() + PATIENCE_S
            while not (run := follow(planning, run_id)).is_over:
                assert time.monotonic() < deadline, f"lost: still {run.state}"
                time.sleep(0.2)
            assert results(app, run_id) == (1, 1)
            if run.failure is not None:
                assert run.failure.cause.sv
                assert run.failure.action.sv
            else:
                assert planning.open_plan(PLANNER, run_id).sheet.score == run.score
            time.sleep(0.5)
            assert follow(planning, run_id) == run, "a late word changed a run that was over"
