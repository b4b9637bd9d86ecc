"""What the housekeeping asks without a tenant: ids of organisations with something due, through definer doors."""

from __future__ import annotations

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
