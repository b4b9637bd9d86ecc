"""The tables a planner owns, as rows of plain values: what undoing and the file of a whole organisation go by.

A row is the object PostgreSQL makes of it (`to_jsonb`), its sealed columns opened. Names of tables and columns come
from our own models, never from a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from data.repositories.inside import Inside, Repository
from data.repositories.keys import INDEXED, SEALED
from data.repositories.table_facts import key_columns, table, written_columns
from data.vault import Vault

Plain = dict[str, Any]

TABLES = (
    "districts", "places", "skills", "employees", "employee_skills", "employee_absences", "employee_availability",
    "clients", "client_carers", "vehicles", "vehicle_absences", "shift_templates", "shift_patterns",
    "visit_requirements", "requirement_skills", "employee_shifts", "shift_skills", "visits", "visit_skills",
    "visit_carers", "visit_dependencies", "constraint_definitions", "constraint_values", "constraint_profiles",
    "constraint_profile_versions", "schedule_solutions",
)  # fmt: skip
"""Those that are pointed at first."""

MACHINERY = ("created_at", "updated_at", "row_version", "key_version", "address_bidx", "pnr_bidx")
"""Columns that say nothing of what a row tells."""

_ONLY = {"constraint_definitions": ("priority", "weight", "enabled")}
"""Tables of which only these columns are ever written."""


def key_of(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """A row's key, comparable."""
    return tuple(str(row[column]) for column in key_columns(name))


def opened(vault: Vault, name: str, row: Mapping[str, Any]) -> Plain:
    """The row with its sealed columns as text, and without their blind indexes."""
    told = dict(row)
    for column in SEALED.get(name, ()):
        if told.get(column) is not None:
            told[column] = vault.open(name, column, UUID(told["id"]), bytes.fromhex(told[column].removeprefix("\\x")))
    return told


def sealed(vault: Vault, name: str, row: Mapping[str, Any]) -> Plain:
    """The other way: as the table holds it."""
    told = dict(row)
    for index, column in INDEXED.get(name, ()):
        if index in table(name).c:
            plain = told.get(column)
            told[index] = None if plain is None else "\\x" + vault.index(name, index, plain).hex()
    for column in SEALED.get(name, ()):
        if told.get(column) is not None:
            told[column] = "\\x" + vault.seal(name, column, UUID(told["id"]), told[column]).hex()
    if "key_version" in table(name).c and name in SEALED:
        told["key_version"] = vault.version
    return told


def digest(row: Mapping[str, Any]) -> str:
    """Equal for rows that tell the same, whatever their stamps are and whichever key they are sealed with."""
    told = {column: value for column, value in row.items() if column not in MACHINERY}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class PlannerTablesReading(Repository):
    """Rows by table, as they stand."""

    def __init__(self, inside: Inside) -> None:
        super().__init__(inside)
        self._sql: Connection = inside.connection
        self._sql.exec_driver_sql("SET LOCAL timezone = 'UTC'")  # moments are text here, and compared as text

    def everything(self, name: str) -> list[Plain]:
        """Every row of the organisation, by key; plans with their documents."""
        order = ", ".join(f't."{column}"' for column in key_columns(name))
        query = f"SELECT to_jsonb(t) FROM caire.{name} t WHERE t.organization_id = :org ORDER BY {order}"  # noqa: S608
        return [opened(self._vault, name, row) for row in self._sql.execute(text(query), {"org": self._org}).scalars()]

    def is_empty(self, name: str) -> bool:
        """Whether the organisation has no row there."""
        query = f"SELECT EXISTS (SELECT FROM caire.{name} WHERE organization_id = :org)"  # noqa: S608
        return not self._sql.execute(text(query), {"org": self._org}).scalar_one()


class PlannerTables(PlannerTablesReading):
    """Rows put in, written over, removed."""

    def rows(self, name: str, keys: Iterable[Mapping[str, Any]]) -> list[Plain]:
        """The rows of these keys as they stand, locked; plans without their documents."""
        query = (
            f"SELECT to_jsonb(t) - '{{input_data,output_solution}}'::text[] FROM caire.{name} t"  # noqa: S608 - our own names
            f" JOIN jsonb_populate_recordset(NULL::caire.{name}, CAST(:keys AS jsonb)) k ON {_same(name)}"
            " WHERE t.organization_id = :org FOR UPDATE OF t"
        )
        found = self._sql.execute(text(query), {"org": self._org, "keys": _json(keys)}).scalars()
        return [opened(self._vault, name, row) for row in found]

    def pointing(self, name: str, pairs: Mapping[str, str], at: str, keys: Sequence[Mapping[str, Any]]) -> list[Plain]:
        """The rows of `name` whose columns point at rows of `at`: their keys, and what they call each other by."""
        named = [*key_columns(name), *pairs, *(c for c in _TOLD if c in table(name).c)]
        columns = ", ".join(f"'{each}', t.\"{each}\"" for each in dict.fromkeys(named))
        same = " AND ".join(f't."{own}" = k."{other}"' for own, other in pairs.items())
        query = (
            f"SELECT jsonb_build_object({columns}) FROM caire.{name} t"  # noqa: S608
            f" JOIN jsonb_populate_recordset(NULL::caire.{at}, CAST(:keys AS jsonb)) k ON {same}"
            " WHERE t.organization_id = :org"
        )
        return list(self._sql.execute(text(query), {"org": self._org, "keys": _json(keys)}).scalars())

    def put_in(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows that do not stand yet; columns a row does not speak of get their default."""
        groups: dict[frozenset[str], list[Plain]] = {}
        for row in rows:
            told = sealed(self._vault, name, row)
            groups.setdefault(frozenset(told), []).append(told)
        for spoken, told_rows in groups.items():
            columns = ", ".join(f'"{column.name}"' for column in written_columns(name) if column.name in spoken)
            self._sql.execute(
                text(
                    f"INSERT INTO caire.{name} (organization_id, {columns}) SELECT :org, {columns}"  # noqa: S608
                    f" FROM jsonb_populate_recordset(NULL::caire.{name}, CAST(:rows AS jsonb))"
                ),
                {"org": self._org, "rows": _json(told_rows)},
            )

    def write_over(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Rows that stand, each column as told; how many."""
        told = [sealed(self._vault, name, row) for row in rows]
        own = (*key_columns(name), "created_at", "updated_at", "row_version")
        columns = [c.name for c in written_columns(name) if c.name not in own]
        sets = [f'"{column}" = k."{column}"' for column in _ONLY.get(name, columns)]
        if "row_version" in table(name).c:
            sets.append("row_version = t.row_version + 1")
        query = (
            f"UPDATE caire.{name} t SET {', '.join(sets)}"  # noqa: S608
            f" FROM jsonb_populate_recordset(NULL::caire.{name}, CAST(:rows AS jsonb)) k"
            f" WHERE t.organization_id = :org AND {_same(name)}"
        )
        if not told or not sets:
            return 0
        return self._sql.execute(text(query), {"org": self._org, "rows": _json(told)}).rowcount

    def remove(self, name: str, keys: Sequence[Mapping[str, Any]]) -> int:
        """Rows that go; how many."""
        query = (
            f"DELETE FROM caire.{name} t USING jsonb_populate_recordset(NULL::caire.{name}, CAST(:keys AS jsonb)) k"  # noqa: S608
            f" WHERE t.organization_id = :org AND {_same(name)}"
        )
        return self._sql.execute(text(query), {"org": self._org, "keys": _json(keys)}).rowcount if keys else 0


_TOLD = ("pseudonym", "client_id", "employee_id", "service_type", "first_day", "last_day")


def _same(name: str) -> str:
    return " AND ".join(f't."{column}" = k."{column}"' for column in key_columns(name))


def _json(rows: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps([dict(row) for row in rows])
