"""Stamps: one word for how far an organisation's planning data have come; an answer is kept until they move.

Sums, not the newest time: a long transaction may end after a younger one and would move no maximum.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from data.repositories.inside import Repository

_WHOLE = ("clients", "employees", "visit_requirements", "vehicles", "vehicle_absences", "employee_absences")
_DATED = (("visits", "visit_date"), ("employee_shifts", "date"))
_TOUCHED = "count(*) AS rows, coalesce(sum(extract(epoch FROM updated_at)), 0) AS moved"
_PARTS = [
    *(f"SELECT {_TOUCHED} FROM caire.{table} WHERE organization_id = :org" for table in _WHOLE),  # noqa: S608 - names above
    *(
        f"SELECT {_TOUCHED} FROM caire.{table} WHERE organization_id = :org AND {day} BETWEEN :first AND :last"  # noqa: S608
        for table, day in _DATED
    ),
    "SELECT count(*), coalesce(sum(hashtext(client_id::text || employee_id || relation)), 0) FROM caire.client_carers"
    " WHERE organization_id = :org",
]
_PLANNING = text(" UNION ALL ".join(_PARTS))


class StampsReading(Repository):
    """What may be asked."""

    def planning(self, first: date, last: date) -> str:
        """People, needs, fleet and absences, and the visits and shifts of these days."""
        rows = self._connection.execute(_PLANNING, {"org": self._org, "first": first, "last": last})
        return "|".join(f"{row[0]}:{row[1]}" for row in rows)
