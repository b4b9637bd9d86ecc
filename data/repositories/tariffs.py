"""What care brings in from a day on, by district and kind of care."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, select

from data.models import Tariff
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class TariffRow:
    """A price from a day on; no district: every one, no service: every kind of care."""

    id: UUID
    valid_from: date
    hour_sek: Decimal
    visit_sek: Decimal = Decimal(0)
    district_id: UUID | None = None
    service_type: str | None = None
    row_version: int = 1


_COLUMNS = tuple(TariffRow.__dataclass_fields__)


class TariffsReading(Repository):
    """What may be asked."""

    def all(self) -> list[TariffRow]:
        """Every tariff, the newest first."""
        query = select(*(getattr(Tariff, name) for name in _COLUMNS)).where(Tariff.organization_id == self._org)
        rows = self._connection.execute(query.order_by(Tariff.valid_from.desc(), Tariff.service_type, Tariff.id))
        return [TariffRow(**row._mapping) for row in rows]


class Tariffs(TariffsReading):
    """What may be changed, by administrators."""

    def add(self, rows: Iterable[TariffRow]) -> None:
        """New tariffs; a second one for the same care from the same day is refused by the database."""
        self._inside.insert(Tariff, ({name: getattr(row, name) for name in _COLUMNS} for row in rows))

    def change(self, row: TariffRow) -> bool:
        """Write over the version it was read as; False: changed meanwhile."""
        values = {name: getattr(row, name) for name in _COLUMNS[1:-1]}
        return self._inside.overwrite(Tariff, row.id, row.row_version, values)

    def remove(self, ids: Iterable[UUID]) -> int:
        """Tariffs that hold no longer; how many."""
        query = delete(Tariff).where(Tariff.organization_id == self._org, Tariff.id.in_(list(ids)))
        return self._connection.execute(query).rowcount
