"""What the housekeeping asks without a tenant: ids of organisations with something due, through definer doors."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text


class Housekeeping:
    """Looks across organisations that give away nothing but ids."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unsealed(self) -> list[UUID]:
        """Organisations with entries of the audit that no seal covers."""
        return list(self._connection.execute(text("SELECT sec.unsealed()")).scalars())

    def audited(self) -> list[UUID]:
        """Every organisation that is or has been."""
        return sorted(self._connection.execute(text("SELECT sec.audited()")).scalars())

    def tenants(self) -> list[UUID]:
        """Every organisation that has not been erased."""
        return sorted(self._connection.execute(text("SELECT sec.tenants()")).scalars())

    def due_for_erasure(self) -> list[UUID]:
        """Organisations that asked for it 30 days ago, or whose trial ended 90 days ago."""
        return sorted(self._connection.execute(text("SELECT sec.due_for_erasure()")).scalars())

    def forget_attempts(self) -> int:
        """Forget attempts to sign in that are older than 30 days; how many."""
        return int(self._connection.execute(text("SELECT sec.forget_attempts()")).scalar_one())

    def months(self) -> list[date]:
        """First days of every month there is a partition for, the oldest first."""
        return sorted(self._connection.execute(text("SELECT sec.months()")).scalars())

    def prepare_months(self) -> None:
        """Make the coming months, those of the audit too."""
        self._connection.execute(text("SELECT sec.prepare_months(current_date - 123, current_date + 426)"))

    def retire_month(self, month: date) -> int:
        """Take off the empty partitions of a month that ended a year ago; how many."""
        return int(self._connection.execute(text("SELECT sec.retire_month(:month)"), {"month": month}).scalar_one())

    def claim_night(self, day: date) -> bool:
        """Whether this night's work is ours: true once per day, whoever asks."""
        return bool(self._connection.execute(text("SELECT sec.claim_night(:day)"), {"day": day}).scalar_one())
