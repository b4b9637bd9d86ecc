"""How the districts of an organisation are set: where people set out from, tolerances, and what belongs to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from data.models import Client, District, DistrictSetting, Employee, ScheduleMetric, Tariff
from data.models.table import Base
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district; `tolerance_min` None: as the organisation's."""

    id: UUID
    name: str
    place_id: UUID | None = None
    tolerance_min: int | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """How many of each belong to a district, those too who receive or give no care any more."""

    clients: int = 0
    employees: int = 0
    tariffs: int = 0
    figures: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nothing would be without a district; figures go with it."""
        return not (self.clients or self.employees or self.tariffs)


class DistrictsReading(Repository):
    """What may be asked."""

    def all(self) -> list[DistrictRow]:
        """Every district, by name."""
        query = (
            select(District.id, District.name, DistrictSetting.place_id, DistrictSetting.tolerance_min)
            .outerjoin(
                DistrictSetting,
                (DistrictSetting.organization_id == District.organization_id)
                & (DistrictSetting.district_id == District.id),
            )
            .where(District.organization_id == self._org)
        )
        return [DistrictRow(**row._mapping) for row in self._connection.execute(query.order_by(District.name))]

    def belonging(self, *, with_figures: bool = False) -> dict[UUID, Belonging]:
        """What belongs to each district that has anything; figures are counted only when asked for."""
        found = {
            "clients": self._count(Client), "employees": self._count(Employee), "tariffs": self._count(Tariff),
            "figures": self._count(ScheduleMetric) if with_figures else {},
        }  # fmt: skip
        every = {district for counts in found.values() for district in counts}
        return {each: Belonging(**{name: counts.get(each, 0) for name, counts in found.items()}) for each in every}

    def _count(self, model: type[Base]) -> Mapping[UUID, int]:
        columns: Any = model.__table__.c
        query = select(columns.district_id, func.count()).where(
            columns.organization_id == self._org, columns.district_id.is_not(None)
        )
        rows = self._connection.execute(query.group_by(columns.district_id))
        return {row[0]: row[1] for row in rows}


class Districts(DistrictsReading):
    """What may be changed, by administrators."""

    def set(self, row: DistrictRow) -> None:
        """How a district is set from now on."""
        values = {"place_id": row.place_id, "tolerance_min": row.tolerance_min}
        made = insert(DistrictSetting).values(organization_id=self._org, district_id=row.id, **values)
        self._connection.execute(
            made.on_conflict_do_update(index_elements=["organization_id", "district_id"], set_=values)
        )
