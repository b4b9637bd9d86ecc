"""The queue as operations see it: workers, jobs by kind, those that keep failing; and what may be done with these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from data.repositories.outlook import QueueReading

NOTE_FAULT = (
    "INSERT INTO queue.job_faults (job_id, fault) VALUES (%(job)s, %(fault)s)"
    " ON CONFLICT (job_id) DO UPDATE SET fault = excluded.fault, at = now()"
)
"""Said by a worker on its own connection, in the driver's words."""
_ALIVE = """
SELECT EXISTS (SELECT 1 FROM queue.procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :within))
"""
_WORKERS = """
SELECT w.id, w.last_heartbeat AS heard_at,
  (SELECT count(*) FROM queue.procrastinate_jobs j WHERE j.worker_id = w.id AND j.status = 'doing') AS jobs
FROM queue.procrastinate_workers w ORDER BY w.id
"""
_DEPTHS = """
SELECT j.task_name AS task, count(*) FILTER (WHERE j.status = 'todo') AS waiting,
  count(*) FILTER (WHERE j.status = 'doing') AS doing,
  min(coalesce(j.scheduled_at, e.at))
    FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()) AS oldest
FROM queue.procrastinate_jobs j
LEFT JOIN LATERAL (SELECT min(x.at) AS at FROM queue.procrastinate_events x WHERE x.job_id = j.id) e ON true
WHERE j.status IN ('todo', 'doing') GROUP BY 1 ORDER BY 1
"""
_TROUBLED = """
SELECT j.id, j.task_name AS task, (j.args ->> 'organization_id')::uuid AS organization_id, j.attempts,
  j.status::text AS status, f.fault, f.at
FROM queue.procrastinate_jobs j LEFT JOIN queue.job_faults f ON f.job_id = j.id
WHERE j.status = 'failed' OR j.status IN ('todo', 'doing') AND j.attempts >= :attempts
ORDER BY j.id DESC LIMIT :most
"""
_RETRY = """
UPDATE queue.procrastinate_jobs SET status = 'todo', scheduled_at = now(), worker_id = NULL
WHERE id = :job AND status IN ('todo', 'failed')
"""
_GIVE_UP = "UPDATE queue.procrastinate_jobs SET status = 'cancelled' WHERE id = :job AND status IN ('todo', 'failed')"


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A process that serves the queue, and when it last said so."""

    id: int
    heard_at: datetime
    jobs: int


@dataclass(frozen=True, slots=True)
class DepthRow:
    """Jobs of one kind: how many wait and since when the oldest that is due, how many are under way."""

    task: str
    waiting: int
    doing: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class TroubledRow:
    """A job that keeps failing, or has; `fault` is the kind of its last fault, never its words."""

    id: int
    task: str
    organization_id: UUID | None
    attempts: int
    status: str
    fault: str | None
    at: datetime | None


class QueueCare(QueueReading):
    """What may be asked of the queue, and done with jobs that do not go through by themselves."""

    def are_workers_alive(self, within_s: float = 15.0) -> bool:
        """Whether any worker has said so lately."""
        within = {"within": within_s}
        return bool(self._connection.execute(text(_ALIVE), within).scalar_one())

    def workers(self) -> list[WorkerRow]:
        """Every worker that is known, the dead ones too until they are cleared away."""
        return [WorkerRow(**row._mapping) for row in self._connection.execute(text(_WORKERS))]

    def depths(self) -> list[DepthRow]:
        """What waits and what is under way, by kind."""
        return [DepthRow(**row._mapping) for row in self._connection.execute(text(_DEPTHS))]

    def troubled(self, attempts: int, most: int = 100) -> list[TroubledRow]:
        """Jobs that failed, or were tried so often and are not done; the newest first."""
        rows = self._connection.execute(text(_TROUBLED), {"attempts": attempts, "most": most})
        return [TroubledRow(**row._mapping) for row in rows]

    def retry(self, job_id: int) -> bool:
        """Let a waiting or failed job be taken up at once; False when it is neither."""
        return self._connection.execute(text(_RETRY), {"job": job_id}).rowcount == 1

    def give_up(self, job_id: int) -> bool:
        """Never try a waiting or failed job again; False when it is neither."""
        return self._connection.execute(text(_GIVE_UP), {"job": job_id}).rowcount == 1
