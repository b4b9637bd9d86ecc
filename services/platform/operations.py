"""Operations at a glance: who works, what waits, what fails, how large it all is; and jobs that are helped along."""

from __future__ import annotations

import platform as machine
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID
from data.repositories.platform import FailureRow
from data.repositories.queue_care import DepthRow, TroubledRow, WorkerRow
from data.vocabulary import Role
from data.work import Context
from services.access import Actor, Capability
from services.platform import refusals

ALIVE_S = 15.0
"""A worker says that it lives once a second; one that was silent for so long is taken for dead."""
TRIED = 3
"""A job that was tried so often keeps failing."""
SINCE = timedelta(days=7)
_LIBRARIES = ("streamlit", "procrastinate", "sqlalchemy", "psycopg", "numba")


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything on the page, of one moment."""

    at: datetime
    workers: tuple[WorkerRow, ...]
    depths: tuple[DepthRow, ...]
    troubled: tuple[TroubledRow, ...]
    failures: tuple[FailureRow, ...]
    bytes: int
    parts: int
    first_month: date | None
    last_month: date | None
    unsealed: int
    unsealed_since: datetime | None
    versions: tuple[tuple[str, str], ...]

    def is_alive(self, worker: WorkerRow) -> bool:
        """Whether it has said so lately."""
        return (self.at - worker.heard_at).total_seconds() < ALIVE_S

    @property
    def alive(self) -> int:
        """How many workers live."""
        return sum(map(self.is_alive, self.workers))

    @property
    def oldest_s(self) -> float:
        """Seconds the oldest job that is due has waited."""
        return max((self.age_s(each.oldest) for each in self.depths), default=0.0)

    def age_s(self, moment: datetime | None) -> float:
        """Seconds from a moment to this one, 0 for none."""
        return 0.0 if moment is None else max(0.0, (self.at - moment).total_seconds())


class Operations:
    """For the platform's staff only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def glance(self, actor: Actor) -> Glance:
        """How everything stands now."""
        actor.require(Capability.PLATFORM)
        now = datetime.now(UTC)
        with self._database.queue() as queue:
            workers, depths, troubled = queue.workers(), queue.depths(), queue.troubled(TRIED)
        with self._database.housekeeping() as everywhere:
            months = everywhere.months()
        with self._database.reading(Context(PLATFORM_ORGANIZATION_ID, actor.user_id, Role.SUPER_ADMIN)) as work:
            failures = work.platform.failures(now - SINCE)
            size, parts = work.platform.size()
            unsealed, since = work.platform.sealing_lag()
            server = work.platform.server()
        return Glance(
            at=datetime.now(UTC),
            workers=tuple(workers),
            depths=tuple(depths),
            troubled=tuple(troubled),
            failures=tuple(failures),
            bytes=size,
            parts=parts,
            first_month=months[0] if months else None,
            last_month=months[-1] if months else None,
            unsealed=unsealed,
            unsealed_since=since,
            versions=_versions(server),
        )

    def retry(self, actor: Actor, job_id: int) -> None:
        """Let a job that keeps failing be taken up at once."""
        actor.require(Capability.PLATFORM)
        with self._database.queue() as queue:
            if not queue.retry(job_id):
                raise refusals.GONE

    def give_up(self, actor: Actor, job_id: int) -> None:
        """Never try a job again; what it was about stays as it is."""
        actor.require(Capability.PLATFORM)
        with self._database.queue() as queue:
            if not queue.give_up(job_id):
                raise refusals.GONE


def _versions(server: str) -> tuple[tuple[str, str], ...]:
    libraries = ((name, version(name)) for name in _LIBRARIES)
    return (("Python", machine.python_version()), ("PostgreSQL", server.split(" ", maxsplit=1)[0]), *libraries)
