"""Jobs put in the queue inside the transaction of the row they are about; they carry ids only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from data.repositories.inside import Repository


class Jobs(Repository):
    """The queue's front door; a worker takes the other one (data.urls.for_queue)."""

    def enqueue(
        self,
        task: str,
        ids: Mapping[str, UUID | int | bool | None],
        queue: str = "default",
        lock: str | None = None,
        queueing_lock: str | None = None,
        priority: int = 0,
        at: datetime | None = None,
    ) -> int:
        """Put a job in the queue and return its number; the organisation's id is added, text is refused."""
        payload = {name: str(value) if isinstance(value, UUID) else value for name, value in ids.items()}
        statement = text(
            "SELECT sec.enqueue(:task, CAST(:ids AS jsonb), :queue, :lock, :queueing_lock, :priority, :at)"
        )
        values = {
            "task": task,
            "ids": json.dumps(payload | {"organization_id": str(self._org)}),
            "queue": queue,
            "lock": lock,
            "queueing_lock": queueing_lock,
            "priority": priority,
            "at": at,
        }
        return int(self._connection.execute(statement, values).scalar_one())

    def recount(self, day: date) -> None:
        """Have a day's figures counted anew in a while: one job, however often it is asked for. Carers may ask too."""
        self._connection.execute(text("SELECT sec.recount_day(:day)"), {"day": day})
