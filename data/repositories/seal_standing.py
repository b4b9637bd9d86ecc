"""How far the chain of seals reaches: looked up and not checked, so it costs the same at any length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

_NEWEST = "SELECT n, last_at, sealed_at FROM audit.seal WHERE organization_id = :org ORDER BY n DESC LIMIT 1"
# Whatever is older than the last sealed entry by a day is sealed or belongs to another lineage: one index range.
_WAITING = """
SELECT count(*) FROM audit.log l WHERE l.organization_id = :org
  AND l.at >= coalesce(CAST(:until AS timestamptz) - interval '1 day', '-infinity')
  AND l.txid >= coalesce((SELECT max(s.txid_to) FROM audit.seal s
    WHERE s.organization_id = :org AND s.lineage = l.lineage), 0)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many seals there are, the newest entry they cover, when the last was made, and how many entries wait."""

    seals: int
    until: datetime | None
    sealed_at: datetime | None
    waiting: int


def standing(connection: Connection, organization_id: UUID) -> Standing:
    """Of one organisation, for a worker, who alone reads seals."""
    row = connection.execute(text(_NEWEST), {"org": organization_id}).one_or_none()
    until = None if row is None else row.last_at
    waiting = connection.execute(text(_WAITING), {"org": organization_id, "until": until}).scalar_one()
    return Standing(0 if row is None else row.n, until, None if row is None else row.sealed_at, waiting)
