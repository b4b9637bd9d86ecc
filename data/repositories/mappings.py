"""An organisation's own names of a format's columns or fields: every version kept, the newest holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from data.ids import new_id
from data.models import MappingProfile
from data.repositories.inside import Repository
from data.vocabulary import MappingKind


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One version: our name of a column → the file's."""

    kind: MappingKind
    version: int
    names: dict[str, str]
    made_by: UUID
    created_at: datetime


class MappingsReading(Repository):
    """What may be asked."""

    def all(self) -> list[MappingRow]:
        """Every version of every format, the newest first."""
        columns = [getattr(MappingProfile, name) for name in MappingRow.__dataclass_fields__]
        query = select(*columns).where(MappingProfile.organization_id == self._org)
        rows = self._connection.execute(query.order_by(MappingProfile.kind, MappingProfile.version.desc()))
        return [MappingRow(**row._mapping) for row in rows]

    def newest(self) -> dict[MappingKind, MappingRow]:
        """The version that holds, by format."""
        found: dict[MappingKind, MappingRow] = {}
        for row in self.all():
            found.setdefault(row.kind, row)
        return found


class Mappings(MappingsReading):
    """What may be changed."""

    def add(self, kind: MappingKind, version: int, names: dict[str, str], made_by: UUID) -> None:
        """A new version; one of the same number is refused by the database."""
        row = {"kind": kind, "version": version, "names": names, "made_by": made_by}
        self._connection.execute(insert(MappingProfile).values(organization_id=self._org, id=new_id(), **row))
