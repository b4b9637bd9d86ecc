"""The audit as an administrator reads it, and notes of acts that leave no trace in a table.

Changes of rows are written by the database itself (migration 0014); nothing here can leave one out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from data.repositories.audit_search import Sought, entries
from data.repositories.inside import Repository
from data.vocabulary import AuditAction

_ENTRIES = """
SELECT l.id, l.at, l.app_user AS user_id, l.app_role AS role, l.db_user, l.action, l.table_name, l.row_id, l.client_id,
       l.old_row AS was, l.new_row AS became, l.reason
FROM audit.log l
WHERE l.organization_id = :org AND l.at >= :first AND l.at < :last
  AND (CAST(:table AS text) IS NULL OR l.table_name = :table)
  AND (CAST(:row AS text) IS NULL OR l.row_id = :row)
  AND (CAST(:actor AS uuid) IS NULL OR l.app_user = :actor)
  AND (CAST(:action AS text) IS NULL OR l.action = :action)
ORDER BY l.at DESC, l.id DESC LIMIT :most
"""

_WHO = """
SELECT DISTINCT ON (l.row_id) l.row_id, l.app_user
FROM audit.log l
WHERE l.organization_id = :org AND l.table_name = :table AND l.row_id = ANY(:rows) AND l.at >= :first
ORDER BY l.row_id, l.at DESC, l.id DESC
"""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: `was` and `became` hold the changed columns only, hidden ones as "[hidden]"."""

    id: int
    at: datetime
    user_id: UUID | None
    role: str | None
    db_user: str
    action: AuditAction
    table_name: str | None
    row_id: str | None
    client_id: UUID | None
    was: dict[str, Any] | None
    became: dict[str, Any] | None
    reason: str | None


class AuditReading(Repository):
    """What may be asked, by an administrator or a worker; others see no entry."""

    def entries(
        self,
        first: datetime,
        last: datetime,
        *,
        table: str | None = None,
        row: str | None = None,
        actor: UUID | None = None,
        action: AuditAction | None = None,
        most: int = 1000,
    ) -> list[AuditEntry]:
        """Entries of [first, last), the newest first, at most `most`."""
        asked = {"org": self._org, "first": first, "last": last, "table": table, "row": row, "actor": actor}
        rows = self._connection.execute(text(_ENTRIES), {**asked, "action": action, "most": most})
        return [AuditEntry(**{**row._mapping, "action": AuditAction(row.action)}) for row in rows]

    def search(self, sought: Sought, most: int) -> list[AuditEntry]:
        """The newest `most` entries that fit, below the cursor where one is given."""
        rows = entries(self._connection, self._org, sought, most)
        return [AuditEntry(**{**row, "action": AuditAction(row["action"])}) for row in rows]

    def who(self, table: str, rows: Iterable[str], first: datetime) -> dict[str, UUID]:
        """Who last changed each of these rows since `first`; rows by the name the audit gives them."""
        asked = {"org": self._org, "table": table, "rows": list(rows), "first": first}
        return {row.row_id: row.app_user for row in self._connection.execute(text(_WHO), asked) if row.app_user}


class Audit(AuditReading):
    """What may be added."""

    def note(self, action: AuditAction, table: str, rows: Iterable[UUID | str], reason: str) -> None:
        """Say that rows were shown, taken out, erased, and why (at most 500 characters, nothing of the person)."""
        named = [str(row) for row in rows]
        self._connection.execute(
            text("SELECT audit.note(:action, :table, :rows, :reason)"),
            {"action": action.value, "table": table, "rows": named, "reason": reason},
        )
