"""What the platform's staff see of organisations: their names, and how much they are used; never what they hold.

Each question goes through one definer door (migration 0028), which answers nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from data.vocabulary import OrganizationStatus


@dataclass(frozen=True, slots=True)
class ListedRow:
    """An organisation in the list."""

    id: UUID
    name: str
    status: OrganizationStatus
    trial_expiration_date: date | None
    timezone: str
    is_demo: bool
    created_at: datetime
    deletion_requested_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class UseRow:
    """How much an organisation is used: visits of 30 days around today, all runs, bytes of plans and archives."""

    organization_id: UUID
    users: int
    visits: int
    solves: int
    bytes: int
    last_seen_at: datetime | None
    days_active: int
    has_data: bool
    has_solved: bool
    has_published: bool


@dataclass(frozen=True, slots=True)
class FailureRow:
    """Something that came to nothing: a solve, an exchange or a call, by its code."""

    organization_id: UUID
    kind: str
    code: str
    at: datetime


class PlatformReading:
    """Looks across organisations, in a transaction of the platform's own organisation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def organizations(
        self, words: str = "", status: OrganizationStatus | None = None, most: int = 1000
    ) -> list[ListedRow]:
        """Those whose name holds `words`, the newest first."""
        query = text("SELECT * FROM sec.organization_list(:words, :status, :most)")
        rows = self._connection.execute(query, {"words": words, "status": status, "most": most})
        return [ListedRow(**{**row._mapping, "status": OrganizationStatus(row.status)}) for row in rows]

    def use(self, organizations: Iterable[UUID]) -> dict[UUID, UseRow]:
        """How much each of these is used; at most 200 are answered at a time."""
        rows = self._connection.execute(text("SELECT * FROM sec.organization_use(:ids)"), {"ids": list(organizations)})
        return {row.organization_id: UseRow(**row._mapping) for row in rows}

    def failures(self, since: datetime, most: int = 200) -> list[FailureRow]:
        """What came to nothing since then, the newest first."""
        query = text("SELECT * FROM sec.failures_since(:since, :most)")
        return [FailureRow(**row._mapping) for row in self._connection.execute(query, {"since": since, "most": most})]

    def sealing_lag(self) -> tuple[int, datetime | None]:
        """Organisations with entries of the audit that no seal covers, and since when the oldest waits."""
        row = self._connection.execute(text("SELECT waiting, oldest FROM sec.sealing_lag()")).one()
        return int(row.waiting), row.oldest

    def size(self) -> tuple[int, int]:
        """Bytes of the whole database, and how many monthly parts its tables have."""
        row = self._connection.execute(
            text(
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes,"
                " count(*) FILTER (WHERE c.relispartition) AS parts"
                " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname IN ('caire', 'audit', 'queue') AND c.relkind = 'r'"
            )
        ).one()
        return int(row.bytes), int(row.parts)

    def server(self) -> str:
        """The version of the database server."""
        return str(self._connection.execute(text("SHOW server_version")).scalar_one())
