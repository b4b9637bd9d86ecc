"""What the file holds: its version, its tables in order, and each table's columns with how they are written.

    manifest.json       {"format", "version", "zone", "with_personal", "tables": {name: {"rows", "sha256", "columns"}}}
    clients.jsonl       one JSON object per row, keys in alphabetical order, rows by their key
    employees.jsonl     …

Moments are ISO 8601 in UTC, lengths of time as `HH:MM:SS`, ids as UUIDs. Left out are the machinery's stamps, who asked
for what, sessions, users, credentials, imports, edits and the audit: they belong to the installation, not the planner.
A rule is called by its name (`soft.travel.minutes`), and an organisation's own override names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.repositories.planner_tables import MACHINERY, TABLES
from data.repositories.table_facts import ColumnFacts, ColumnKind, columns

FORMAT, VERSION = "caire-organization", 1
MANIFEST = "manifest.json"

_LEFT_OUT = {
    *MACHINERY, "asked_by", "job_id", "attempt", "heartbeat_at", "stop_requested_at", "archived_uri", "input_sha256",
    "made_by", "started_at", "lat_rounded", "lon_rounded", "constraint_definition_id",
}  # fmt: skip
_ONLY = {"constraint_definitions": ("name", "priority", "weight", "enabled")}
_ALSO = {"constraint_profile_versions": ("created_at",)}
PERSONAL = {
    "clients": ("name", "address", "notes"),
    "employees": ("name", "email", "phone"),
}
"""Columns that are empty without the right to reveal; places are rounded then to about a kilometre."""


@dataclass(frozen=True)
class Field:
    """One key of a row: what it is, and the column it becomes (None: told in another way)."""

    name: str
    facts: ColumnFacts
    column: str | None
    is_needed: bool


def _own(name: str, kind: ColumnKind, *, is_needed: bool = True) -> Field:
    return Field(name, ColumnFacts(name, kind, not is_needed, has_default=False), None, is_needed)


def fields_of(table: str) -> tuple[Field, ...]:
    """The keys of a table's rows."""
    fields = []
    for column in columns(table):
        is_out = column.name in _LEFT_OUT and column.name not in _ALSO.get(table, ())
        if is_out or (table in _ONLY and column.name not in _ONLY[table]):
            continue
        # What came after a file was written has a default, and the file is read as before.
        fields.append(Field(column.name, column, column.name, not column.is_nullable and not column.has_default))
    if table == "places":
        fields += [_own("lat", ColumnKind.NUMBER), _own("lon", ColumnKind.NUMBER)]
    elif table == "constraint_values":
        fields = [f for f in fields if f.name != "entity_id"]
        fields += [_own("entity_id", ColumnKind.ID, is_needed=False), _own("rule", ColumnKind.TEXT)]
    else:
        fields += [_own(name, ColumnKind.TEXT, is_needed=False) for name in PERSONAL.get(table, ())]
    return tuple(fields)


FIELDS = {table: fields_of(table) for table in TABLES}
"""Table → its keys, in the order in which tables are read and written."""


def described(field: Field) -> str:
    """How the manifest describes a key: `id`, `text 40`, `word ACTIVE|INACTIVE`, `moment, may be missing`."""
    facts = field.facts
    told = f"{facts.kind} {'|'.join(sorted(facts.words))}" if facts.words else str(facts.kind)
    if facts.kind is ColumnKind.TEXT and facts.most:
        told = f"{told} {facts.most}"
    return told if field.is_needed else f"{told}, may be missing"
