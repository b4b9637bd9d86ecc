"""Months of the partitioned tables: made before rows of their days come in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from data.repositories.inside import Repository


class Months(Repository):
    """The making of months; nothing is locked where they stand already."""

    def prepare(self, first_day: date, last_day: date) -> None:
        """Every month from `first_day` to `last_day`."""
        self._connection.execute(
            text("SELECT sec.prepare_months(:first, :last)"), {"first": first_day, "last": last_day}
        )
