"""From an organisation's rows to the file; the same rows give the same bytes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from data.repositories.planner_tables import Plain
from data.vocabulary import EntityType, SolutionStatus
from data.work import ReadingWork
from services.organization_file.shape import FIELDS, FORMAT, MANIFEST, PERSONAL, VERSION, described

Rows = dict[str, list[Plain]]
_MOMENT = (1980, 1, 1, 0, 0, 0)  # a zip's own stamps would make every file another one


def rows_of(work: ReadingWork, *, with_personal: bool, with_plans: bool) -> Rows:
    """Every row a planner owns, as the file tells it."""
    held = {table: work.planner_tables.everything(table) for table in FIELDS if table != "schedule_solutions"}
    plans = work.planner_tables.everything("schedule_solutions") if with_plans else []
    held["schedule_solutions"] = [row for row in plans if row["status"] == SolutionStatus.COMPLETED]
    rules = {row["id"]: row["name"] for row in held["constraint_definitions"]}
    hidden = _hidden(held)
    told: Rows = {}
    for table in FIELDS:
        rows = (_told(table, row, rules, hidden, with_personal=with_personal) for row in held[table])
        told[table] = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return told


def packed(rows: Rows, zone: str, *, with_personal: bool) -> bytes:
    """The file."""
    members = {table: _lines(rows.get(table, [])) for table in FIELDS}
    tables = {
        table: {
            "rows": len(rows.get(table, [])),
            "sha256": hashlib.sha256(body).hexdigest(),
            "columns": {field.name: described(field) for field in FIELDS[table]},
        }
        for table, body in members.items()
    }
    manifest = {"format": FORMAT, "version": VERSION, "zone": zone, "with_personal": with_personal, "tables": tables}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        _add(bundle, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
        for table, body in members.items():
            _add(bundle, f"{table}.jsonl", body)
    return file.getvalue()


def _told(
    table: str, row: Plain, rules: Mapping[str, str], hidden: frozenset[str], *, with_personal: bool
) -> dict[str, Any]:
    """One row by the keys of the file; what is personal only when it may leave the house."""
    is_open = with_personal and row.get("id") not in hidden
    told = {field.name: row.get(field.column) for field in FIELDS[table] if field.column is not None}
    if table == "places":
        exact = row["position_enc"].split(",") if is_open else (row["lat_rounded"], row["lon_rounded"])
        told |= {"lat": float(exact[0]), "lon": float(exact[1])}
    elif table == "constraint_values":
        is_own = row["entity_type"] == EntityType.ORGANIZATION
        told |= {"rule": rules[row["constraint_definition_id"]], "entity_id": None if is_own else row["entity_id"]}
    for name in PERSONAL.get(table, ()):
        told[name] = row[f"{name}_enc"] if is_open else None
    return told


def _hidden(held: Rows) -> frozenset[str]:
    """Clients with a protected identity, and the places they live or are visited at: never in a file."""
    clients = {row["id"] for row in held["clients"] if row["protected_identity"]}
    places = {row["place_id"] for row in held["clients"] if row["id"] in clients and row["place_id"]}
    places |= {row["place_id"] for row in held["visits"] if row["client_id"] in clients}
    return frozenset(clients | places)


def _lines(rows: Iterable[Plain]) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows)
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def _add(bundle: zipfile.ZipFile, name: str, body: bytes) -> None:
    part = zipfile.ZipInfo(name, _MOMENT)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    bundle.writestr(part, body)
