"""Months of rows that leave the tables for an archive and come back: read whole, removed whole, put back whole.

A family is the tables that stand and fall together, those that are pointed at first. A dependency between two days
goes with the month of the later visit or of the earlier one, whichever leaves first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Table,
    and_,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import Text as AsText
from sqlalchemy.dialects import postgresql

from data.models import Archive, Base
from data.repositories.inside import Repository
from data.vocabulary import ArchiveFamily

FAMILIES: dict[ArchiveFamily, tuple[tuple[str, str], ...]] = {
    ArchiveFamily.VISITS: (
        ("visits", "visit_date"),
        ("visit_skills", "visit_date"),
        ("visit_carers", "visit_date"),
        ("visit_dependencies", "visit_date"),
        ("visit_reports", "visit_date"),
        ("care_tasks", "visit_date"),
    ),
    ArchiveFamily.SHIFTS: (("employee_shifts", "date"), ("shift_skills", "date")),
    ArchiveFamily.PLANS: (
        ("schedule_solutions", "run_date"),
        ("solution_progress", "run_date"),
        ("plan_edits", "run_date"),
        ("plan_notices", "run_date"),
        ("hosted_runs", "run_date"),
    ),
}
"""Family → its tables with the day that tells the month; the first is the one others point at."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """An archive: where from, how much, and what its file must be."""

    id: UUID
    family: ArchiveFamily
    month: date
    rows_kept: int
    size: int
    sha256: bytes
    key_version: int
    restored_at: datetime | None = None


class ChangedUnderway(Exception):
    """Not exactly the rows that were read could be removed."""


class Archives(Repository):
    """For the keeper only."""

    def all(self) -> list[ArchiveRow]:
        """Every archive, the oldest month first."""
        columns = [getattr(Archive, name).label(name) for name in ArchiveRow.__dataclass_fields__]
        rows = self._connection.execute(select(*columns).where(Archive.organization_id == self._org))
        return sorted((ArchiveRow(**row._mapping) for row in rows), key=lambda row: (row.month, row.family, row.id))

    def months(self, family: ArchiveFamily, before: date) -> list[date]:
        """First days of the months with rows older than `before`, the oldest first."""
        name, key = FAMILIES[family][0]
        day = _table(name).c[key]
        month = func.date_trunc("month", day)
        query = select(month).where(_table(name).c.organization_id == self._org, day < before).distinct()
        return sorted(moment.date() for moment in self._connection.execute(query).scalars())

    def older(self, family: ArchiveFamily, before: date) -> int:
        """How many rows of the table others point at are older than `before`."""
        name, key = FAMILIES[family][0]
        where = (_table(name).c.organization_id == self._org, _table(name).c[key] < before)
        return int(self._connection.execute(select(func.count()).select_from(_table(name)).where(*where)).scalar_one())

    def take(self, family: ArchiveFamily, first: date, after: date) -> dict[str, Rows]:
        """The rows of [first, after) by table, locked until they are removed; values as `plain_type` says."""
        taken: dict[str, Rows] = {}
        for name, key in FAMILIES[family]:
            table = _table(name)
            shown = [column if plain_type(column) else cast(column, AsText).label(column.name) for column in table.c]
            query = select(*shown).where(*self._within(table, key, first, after))
            taken[name] = [dict(row._mapping) for row in self._connection.execute(query.with_for_update(of=table))]
        return taken

    def remove(self, family: ArchiveFamily, first: date, after: date, taken: Mapping[str, Sequence[Any]]) -> None:
        """Remove what was taken; `ChangedUnderway` when that is not exactly what stands there."""
        for name, key in reversed(FAMILIES[family]):
            table = _table(name)
            gone = self._connection.execute(delete(table).where(*self._within(table, key, first, after))).rowcount
            if gone != len(taken[name]):
                raise ChangedUnderway(name)

    def put_back(self, family: ArchiveFamily, taken: Mapping[str, Rows]) -> None:
        """Insert what was taken, whole or not at all; the months must be there."""
        for name, _ in FAMILIES[family]:
            if rows := taken.get(name, []):
                # A file from before a column was added says nothing of it: the column's default holds.
                self._connection.execute(text(_insert(_table(name), rows[0].keys())), rows)

    def note(self, row: ArchiveRow) -> None:
        """A new archive stands."""
        values = {name: getattr(row, name) for name in ArchiveRow.__dataclass_fields__ if name != "restored_at"}
        self._connection.execute(insert(Archive).values(organization_id=self._org, **values))

    def rewrite(self, row: ArchiveRow) -> None:
        """The archive's file was written anew."""
        self._set(row.id, sha256=row.sha256, size=row.size, key_version=row.key_version)

    def restored(self, archive_id: UUID) -> None:
        """The archive's rows stand in the tables again."""
        self._set(archive_id, restored_at=func.now())

    def forget(self, ids: Iterable[UUID]) -> None:
        """These archives are no longer needed."""
        self._connection.execute(delete(Archive).where(Archive.organization_id == self._org, Archive.id.in_(list(ids))))

    def _set(self, archive_id: UUID, **values: Any) -> None:
        query = update(Archive).where(Archive.organization_id == self._org, Archive.id == archive_id)
        self._connection.execute(query.values(values))

    def _within(self, table: Table, key: str, first: date, after: date) -> list[ColumnElement[bool]]:
        within = and_(table.c[key] >= first, table.c[key] < after)
        if table.name == "visit_dependencies":
            earlier = table.c.after_visit_date
            within = or_(within, and_(earlier >= first, earlier < after))
        return [table.c.organization_id == self._org, within]


def columns_of(family: ArchiveFamily) -> dict[str, list[tuple[str, type | None]]]:
    """Table → its columns with the Python type kept as it is; None: kept as PostgreSQL's own text."""
    return {name: [(c.name, plain_type(c)) for c in _table(name).c] for name, _ in FAMILIES[family]}


def plain_type(column: Column[Any]) -> type | None:
    """What a file of columns knows by itself; everything else travels as the server's text, without loss."""
    for kind, told in ((Boolean, bool), (Integer, int), (Date, date), (DateTime, datetime)):
        if isinstance(column.type, kind):
            return told
    return None


def _insert(table: Table, told: Collection[str]) -> str:
    columns = [column for column in table.c if column.name in told]
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(f"CAST(:{column.name} AS {_typed(column)})" for column in columns)
    query = f"INSERT INTO caire.{table.name} ({names})"  # names from our own models
    if table.name != "visit_dependencies":
        return f"{query} VALUES ({values})"
    # The other visit may still be in an archive of its own.
    return (
        f"{query} SELECT {values}"  # noqa: S608 - names from our own models
        " WHERE EXISTS (SELECT FROM caire.visits v WHERE v.organization_id ="
        " CAST(:organization_id AS UUID) AND v.visit_date = CAST(:after_visit_date AS DATE)"
        " AND v.id = CAST(:after_visit_id AS UUID)) AND EXISTS (SELECT FROM caire.visits v WHERE v.organization_id ="
        " CAST(:organization_id AS UUID) AND v.visit_date = CAST(:visit_date AS DATE)"
        " AND v.id = CAST(:visit_id AS UUID))"
    )


def _typed(column: Column[Any]) -> str:
    return column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]


def _table(name: str) -> Table:
    return Base.metadata.tables[f"caire.{name}"]
