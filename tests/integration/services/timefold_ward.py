"""An organisation connected to the stand-in, runs of it, and attempts at them at a pace for tests."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from data.connect import Database
from data.vocabulary import Role
from services.access import Actor
from services.connections.use_case import Connections, ConnectionWish
from services.planning.runs import RunId, Runs
from services.planning.use_case import Planning
from services.planning.views import RunView, SolveRequest
from services.timefold import tag_of
from services.timefold.attempting import attempt_hosted
from services.timefold.submitting import Pace, Step
from tests.integration.conftest import MASTER_KEY, make_tenant
from tests.integration.services.care import MONDAY, ROOT, Care, seed_care
from tests.standins.timefold.server import KEY, Timefold
from tests.standins.timefold.tenant import Dataset

INSIDE = frozenset({"127.0.0.1"})
PACE = Pace(
    tick_s=0.02, first_poll_s=0.05, longest_poll_s=0.2, plan_every_s=0.1, queue_s=60.0, silence_s=1.5, grace_s=20.0,
    settle_s=0.2, doubt_s=0.5,
)  # fmt: skip
VICTIM = "tests.integration.services.timefold_victim"


class Victims:
    """Processes that make one attempt each and do not survive it."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([sys.executable, "-m", VICTIM], stdin=pipe, stdout=pipe, text=True, cwd=ROOT)

    def send(self, errand: dict[str, object]) -> int:
        """The exit code of the one that took the errand."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(errand) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate(timeout=60)


@dataclass(frozen=True)
class Ward:
    """Everything a test needs of the organisation; the planner asks, the administrator connects."""

    database: Database
    care: Care
    timefold: Timefold

    @property
    def planner(self) -> Actor:
        return self.care.actor

    @property
    def admin(self) -> Actor:
        return replace(self.care.actor, role=Role.ADMIN)

    @property
    def connections(self) -> Connections:
        return Connections(self.database, INSIDE)

    @property
    def planning(self) -> Planning:
        return Planning(self.database)

    def connect(self) -> None:
        """Over the stand-in's address, with its key."""
        self.connections.save(self.admin, ConnectionWish(self.timefold.url, KEY, "Caire"))

    def ask(self, seconds: int = 5, **wishes: object) -> UUID:
        """A run that waits for a worker."""
        request = SolveRequest(MONDAY, MONDAY, seconds=seconds, is_hosted=True, **wishes)  # type: ignore[arg-type]
        return self.planning.start_run(self.planner, request)

    def run(self, run_id: UUID) -> RunId:
        return RunId(self.planner.organization_id, run_id)

    def take(self, run_id: UUID) -> int:
        """The next attempt's number, as a worker takes it that knows the one before is dead."""
        attempt = Runs(self.database).take(self.run(run_id), 0.0)
        assert attempt is not None
        return attempt

    def attempt(
        self, run_id: UUID, pace: Pace = PACE, passed: Callable[[Step], None] = lambda step: None
    ) -> RunView:  # fmt: skip
        """Make one attempt to its end."""
        runs = Runs(self.database)
        attempt_hosted(self.database, runs, self.run(run_id), self.take(run_id), INSIDE, _leave, pace, passed)
        return self.look(run_id)

    def attempt_and_die(self, run_id: UUID, step: Step, login_url: str, victims: Victims) -> None:
        """Make an attempt in a process that is killed without a warning at a step."""
        code = victims.send({
            "url": login_url, "key": MASTER_KEY.hex(), "organization": str(self.planner.organization_id),
            "solution": str(run_id), "attempt": self.take(run_id), "step": step.value, "inside_hosts": sorted(INSIDE),
            "pace": asdict(PACE),
        })  # fmt: skip
        assert code == -signal.SIGKILL, f"was not killed at {step}"

    def look(self, run_id: UUID) -> RunView:
        return self.planning.follow(self.planner, run_id)

    def datasets(self, run_id: UUID) -> list[Dataset]:
        """What was ever submitted of a run."""
        return self.timefold.tagged(tag_of(run_id))


def _leave() -> None:
    raise AssertionError("left without being overtaken")


def a_ward(database: Database, timefold: Timefold) -> Ward:
    """A new organisation of eight clients and three carers, connected."""
    ward = Ward(database, seed_care(database, make_tenant(database, "Solbacken")), timefold)
    ward.connect()
    return ward
