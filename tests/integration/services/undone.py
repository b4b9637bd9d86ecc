"""Everything planners own in an organisation, as plain rows, to compare what stood with what stands."""

from __future__ import annotations

from typing import Any

from data.connect import Database
from data.repositories.planner_tables import MACHINERY, TABLES, key_of
from tests.integration.conftest import Tenant

Rows = dict[str, dict[tuple[str, ...], dict[str, Any]]]


def everything(database: Database, tenant: Tenant) -> Rows:
    """Table → key → row, sealed columns opened, stamps left out."""
    with database.writing(tenant.acting()) as work:
        return {
            name: {
                key_of(name, row): {column: value for column, value in row.items() if column not in MACHINERY}
                for row in work.planner_tables.everything(name)
            }
            for name in TABLES
        }


def differing(one: Rows, other: Rows) -> dict[str, int]:
    """How many rows of each table are not the same."""
    found = {
        name: sum(one[name].get(key) != other[name].get(key) for key in one[name].keys() | other[name].keys())
        for name in one
    }
    return {name: count for name, count in found.items() if count}
