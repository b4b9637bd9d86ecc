"""An organisation's own prices and tolerances: every version kept, the newest holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from data.ids import new_id
from data.models import OwnAssumptions
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class AssumptionsRow:
    """One version: what differs from the product's own assumptions, by name."""

    version: int
    changed: dict[str, Any]
    made_by: UUID
    created_at: datetime


class AssumptionsReading(Repository):
    """What may be asked."""

    def all(self) -> list[AssumptionsRow]:
        """Every version, the newest first."""
        columns = [getattr(OwnAssumptions, name) for name in AssumptionsRow.__dataclass_fields__]
        query = select(*columns).where(OwnAssumptions.organization_id == self._org)
        rows = self._connection.execute(query.order_by(OwnAssumptions.version.desc()))
        return [AssumptionsRow(**row._mapping) for row in rows]

    def newest(self) -> AssumptionsRow | None:
        """The version that holds; None while nothing is the organisation's own."""
        return next(iter(self.all()), None)


class Assumptions(AssumptionsReading):
    """What may be changed."""

    def add(self, version: int, changed: dict[str, Any], made_by: UUID) -> None:
        """A new version; one of the same number is refused by the database."""
        row = {"version": version, "changed": changed, "made_by": made_by}
        self._connection.execute(insert(OwnAssumptions).values(organization_id=self._org, id=new_id(), **row))
