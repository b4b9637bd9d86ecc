"""What the queue looks like from outside: jobs ahead, and workers that are alive."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class QueueOutlook:
    """How many jobs wait ahead, and how many workers have said they are alive lately."""

    ahead: int
    workers: int


class QueueReading:
    """The queue of all organisations, of which only numbers are told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def outlook(self, job_id: int, alive_within_s: float = 15.0) -> QueueOutlook:
        """What a job has before it: jobs of its queue that wait or run and were put in earlier."""
        ahead = text(
            "SELECT count(*) FROM queue.procrastinate_jobs AS other, queue.procrastinate_jobs AS own"
            " WHERE own.id = :job AND other.queue_name = own.queue_name AND other.id < own.id"
            " AND other.status IN ('todo', 'doing')"
        )
        workers = text(
            "SELECT count(*) FROM queue.procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => :within)"
        )
        return QueueOutlook(
            ahead=self._connection.execute(ahead, {"job": job_id}).scalar_one(),
            workers=self._connection.execute(workers, {"within": alive_within_s}).scalar_one(),
        )
