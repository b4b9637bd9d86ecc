"""What every repository holds: one connection in one transaction, inside one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, update

from data.models import Base
from data.vault import Vault


@dataclass(frozen=True, slots=True)
class Inside:
    """A transaction that has entered an organisation."""

    connection: Connection
    organization_id: UUID
    vault: Vault

    def overwrite(self, model: type[Base], row_id: UUID, read_version: int, values: Mapping[str, Any]) -> bool:
        """Write a row over the version it was read as; False when somebody changed it meanwhile or it is gone."""
        table = model.__table__.c
        query = (
            update(model)
            .where(table.organization_id == self.organization_id, table.id == row_id, table.row_version == read_version)
            .values({**values, "row_version": read_version + 1})
        )
        return self.connection.execute(query).rowcount == 1

    def insert(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert many rows of one table, in one round of the driver's pipeline (COPY is refused under row security)."""
        filled = [{"organization_id": self.organization_id, **row} for row in rows]
        if filled:
            self.connection.execute(insert(model), filled)


class Repository:
    """A family of tables seen from inside one organisation."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._connection = inside.connection
        self._org = inside.organization_id
        self._vault = inside.vault
