"""The audit searched backwards in time from a cursor, so that each page costs the same however old it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from data.vocabulary import AuditAction

Cursor = tuple[datetime, int]

_COLUMNS = (
    "l.id, l.at, l.app_user AS user_id, l.app_role AS role, l.db_user, l.action, l.table_name, l.row_id, l.client_id,"
    " l.old_row AS was, l.new_row AS became, l.reason"
)


@dataclass(frozen=True)
class Sought:
    """Entries of [first, last): whatever is None or empty is not asked for; `below` is where the page before ended."""

    first: datetime
    last: datetime
    user_id: UUID | None = None
    tables: tuple[str, ...] = ()
    row: str | None = None
    actions: tuple[AuditAction, ...] = ()
    became: Mapping[str, str] = field(default_factory=dict)
    below: Cursor | None = None


def entries(connection: Connection, organization_id: UUID, sought: Sought, most: int) -> list[dict[str, Any]]:
    """The newest `most` entries that fit, as plain rows."""
    asked: dict[str, Any] = {"org": organization_id, "first": sought.first, "last": sought.last, "most": most}
    where = ["l.organization_id = :org", "l.at >= :first", "l.at < :last"]
    if sought.below is not None:
        # The first half lets the index begin there; the second decides between entries of the same moment.
        where += ["l.at <= :at", "(l.at, l.id) < (:at, :id)"]
        asked |= {"at": sought.below[0], "id": sought.below[1]}
    if sought.user_id is not None:
        # Who signs in is nobody yet: the session tells whose it is.
        where.append("(l.app_user = :user OR l.table_name = 'user_sessions' AND l.new_row ->> 'user_id' = :named)")
        asked |= {"user": sought.user_id, "named": str(sought.user_id)}
    for name, column, values in (
        ("tables", "table_name", list(sought.tables)),
        ("rows", "row_id", [sought.row] if sought.row else []),
        ("actions", "action", [action.value for action in sought.actions]),
    ):
        if values:
            where.append(f"l.{column} = ANY(:{name})")
            asked[name] = values
    for number, (key, value) in enumerate(sought.became.items()):
        where.append(f"l.new_row ->> :key{number} = :value{number}")
        asked |= {f"key{number}": key, f"value{number}": value}
    query = f"SELECT {_COLUMNS} FROM audit.log l WHERE {' AND '.join(where)} ORDER BY l.at DESC, l.id DESC LIMIT :most"  # noqa: S608 - our own names, values are bound
    return [dict(row._mapping) for row in connection.execute(text(query), asked)]
