"""A database, a worker and a run, and how to kill each of them without a warning."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.urls import as_role
from data.vault import KeyRing
from data.work import Unreachable
from services.planning.use_case import Planning
from services.planning.views import RunView
from tests.integration.conftest import LOGIN_PASSWORD, MASTER_KEY, make_tenant
from tests.integration.services.care import PATIENCE_S, Care, seed_care, start_worker

CHILD = "services.jobs.solve_child"


@dataclass
class Plant:
    """Everything that works on a run; `database` is for looking only."""

    server: EmbeddedPostgres
    home: Path
    login_url: str
    owner_url: str
    database: Database
    planning: Planning
    care: Care
    worker: subprocess.Popen[bytes] | None = None

    def start_worker(self) -> None:
        self.worker = start_worker(self.login_url, self.home, self.home / "worker.log")

    def kill_worker(self) -> None:
        assert self.worker is not None
        self.worker.kill()
        self.worker.wait()
        self.start_worker()

    def kill_child(self) -> None:
        assert self.worker is not None
        for pid in children(self.worker.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_database(self) -> None:
        assert self.server.server is not None
        self.server.server.kill()

    def look(self, run_id: UUID) -> RunView:
        """The run as the page would see it, as soon as the database answers."""
        return patiently(lambda: self.planning.follow(self.care.actor, run_id))

    def results(self, run_id: UUID) -> tuple[int, int]:
        """How many rows and how many final results the run has."""
        with psycopg.connect(self.owner_url) as owner:
            row = owner.execute(
                "SELECT count(*), count(finished_at) FROM caire.schedule_solutions WHERE id = %s", [run_id]
            ).fetchone()
        assert row is not None
        return row[0], row[1]

    def job_state(self, job_id: int) -> str | None:
        """Where a job of the queue stands; None when it is gone."""
        with psycopg.connect(self.owner_url) as owner:
            row = owner.execute("SELECT status FROM queue.procrastinate_jobs WHERE id = %s", [job_id]).fetchone()
        return None if row is None else str(row[0])


@contextmanager
def a_plant() -> Iterator[Plant]:
    """A server of its own, since it will be killed: what is committed must survive that."""
    home = Path(tempfile.mkdtemp(prefix="caire-kills-"))
    home.chmod(0o711)
    server = EmbeddedPostgres(home)
    owner_url = server.start()
    migrating.upgrade(owner_url)
    login_url = migrating.prepare_login(owner_url, LOGIN_PASSWORD)
    assert login_url == as_role(owner_url, migrating.LOGIN_ROLE, LOGIN_PASSWORD)
    database = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=2)
    care = seed_care(database, make_tenant(database, "Solbacken"))
    plant = Plant(server, home, login_url, owner_url, database, Planning(database), care)
    plant.start_worker()
    try:
        yield plant
    finally:
        if plant.worker is not None:
            plant.worker.terminate()
            plant.worker.wait(timeout=30)
        database.close()
        server.stop()
        shutil.rmtree(home)


def children(pid: int) -> list[int]:
    """The processes `pid` has started that still live, those that solve only."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == pid and CHILD in (entry / "cmdline").read_text():
                    found.append(int(entry.name))
    return found


def patiently(look: Callable[[], RunView]) -> RunView:
    """What is seen once the database answers."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return look()
        except Unreachable:
            assert time.monotonic() < deadline, "the database did not come back"
            time.sleep(0.1)


def a_moment(seed: int, most_s: float) -> float:
    """When to kill, seconds after the start: anywhere from queue to result."""
    return random.Random(seed).uniform(0.0, most_s)
