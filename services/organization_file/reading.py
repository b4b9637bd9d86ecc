"""From the file to rows, and everything wrong with it: packing, version, checksums, values, references."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from data.repositories.planner_tables import Plain
from data.repositories.table_facts import points_at, unique_keys
from services.constraints import CATALOGUE
from services.organization_file.shape import FIELDS, FORMAT, MANIFEST, VERSION
from services.organization_file.values import is_fitting, misunderstood
from services.problem.report import Report

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 100
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, LookupError)
"""What zipfile raises of a torn or encrypted file."""
_RULES = {rule.id: rule for rule in CATALOGUE}


@dataclass
class Content:
    """What the file tells; empty when it cannot be read at all."""

    zone: str = ""
    with_personal: bool = False
    rows: dict[str, list[Plain]] = field(default_factory=dict)


def is_organization_file(raw: bytes) -> bool:
    """Whether the file is packed the way ours are: a zip that begins with the manifest."""
    return raw.startswith(b"PK") and raw[30 : 30 + len(MANIFEST)] == MANIFEST.encode()


def read(raw: bytes, report: Report) -> Content:
    """Everything the file says."""
    if len(raw) > MOST_BYTES:
        report.add("ORG-001", "")
        return Content()
    parts = _unpacked(raw, report)
    manifest = _manifest(parts, report) if parts else None
    if manifest is None:
        return Content()
    content = Content(str(manifest["zone"]), manifest.get("with_personal") is True)
    for table in sorted(manifest["tables"].keys() - FIELDS.keys()):
        report.add("ORG-006", table)
    for table in FIELDS:
        content.rows[table] = _rows(table, parts, manifest["tables"].get(table), report)
    if not report.has_errors:
        _look_across(content, report)
    return content


def _unpacked(raw: bytes, report: Report) -> dict[str, bytes]:
    """The parts by name; by the directory alone when they are too many or too large."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as bundle:
            parts = bundle.infolist()
            if len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
                report.add("ORG-002", "")
                return {}
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                report.add("ORG-016", "", most=MOST_UNPACKED // 1024 // 1024)
                return {}
            return {part.filename: bundle.read(part) for part in parts}
    except _TORN:
        report.add("ORG-002", "")
        return {}


def _manifest(parts: Mapping[str, bytes], report: Report) -> dict[str, Any] | None:
    told = _json(parts.get(MANIFEST, b""))
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("tables"), dict):
        report.add("ORG-002", MANIFEST)
        return None
    version = told.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        report.add("ORG-004", MANIFEST, "version", version)
        return None
    if version > VERSION:
        report.add("ORG-003", MANIFEST, "version", version, version=version, known=VERSION)
        return None
    if not isinstance(told.get("zone"), str):
        report.add("ORG-010", MANIFEST, "zone")
        return None
    return told


def _rows(table: str, parts: Mapping[str, bytes], told: object, report: Report) -> list[Plain]:
    body = parts.get(f"{table}.jsonl")
    if body is None or not isinstance(told, dict):
        report.add("ORG-005", table)
        return []
    if hashlib.sha256(body).hexdigest() != told.get("sha256"):
        report.add("ORG-007", table)
        return []
    rows = []
    for number, line in enumerate(body.splitlines(), start=1):
        row = _json(line)
        if not isinstance(row, dict):
            report.add("ORG-008", f"{table} · rad {number}")
        elif _is_sound(table, row, f"{table} · rad {number}", report):
            rows.append(row)
    return rows


def _json(raw: bytes) -> object:
    try:
        told: object = json.loads(raw.decode())
    except (ValueError, RecursionError):
        return None
    return told


def _is_sound(table: str, row: Plain, where: str, report: Report) -> bool:
    """Every key known, every needed one there, every value of its kind; no value is repeated, it may be private."""
    known = {each.name: each for each in FIELDS[table]}
    is_sound = True
    for name in row.keys() - known.keys():
        report.add("ORG-009", where, name)
        is_sound = False
    for name, each in known.items():
        if row.get(name) is None:
            if each.is_needed:
                report.add("ORG-010", where, name)
                is_sound = False
        elif not is_fitting(each.facts, row[name]):
            report.add("ORG-011", where, name, kind=str(each.facts.kind))
            is_sound = False
    return is_sound


def _look_across(content: Content, report: Report) -> None:
    positions = {row["id"]: (row["lat"], row["lon"]) for row in content.rows["places"]}
    for table, rows in content.rows.items():
        _find_doubles(table, rows, report)
        _find_gaps(table, content.rows, report)
        for number, row in enumerate(rows, start=1):
            if name := misunderstood(table, row, positions):
                report.add("ORG-014", f"{table} · rad {number}", name)
            if fault := _fault_of_rule(table, row):
                report.add(fault, f"{table} · rad {number}", "rule", row.get("rule") or row.get("name"))


def _fault_of_rule(table: str, row: Plain) -> str | None:
    """A rule nobody knows here, or one that never changes and is told to be otherwise."""
    if table == "constraint_definitions":
        rule = _RULES.get(row["name"])
        as_made = rule is not None and (not rule.is_system or (row["weight"], row["enabled"]) == (rule.weight, True))
        return None if as_made else "ORG-015"
    if table == "constraint_values":
        rule = _RULES.get(row["rule"])
        return None if rule is not None and not rule.is_system else "ORG-015"
    return None


def _find_doubles(table: str, rows: list[Plain], report: Report) -> None:
    names = {each.name for each in FIELDS[table]}
    for columns in unique_keys(table):
        if not names.issuperset(columns):
            continue
        seen: dict[tuple[object, ...], int] = {}
        for number, row in enumerate(rows, start=1):
            key = tuple(row.get(column) for column in columns)
            if None in key:
                continue
            if key in seen:
                report.add("ORG-012", f"{table} · rad {number}", ", ".join(columns), other=seen[key])
            seen.setdefault(key, number)


def _find_gaps(table: str, rows: Mapping[str, list[Plain]], report: Report) -> None:
    names = {each.name for each in FIELDS[table]}
    for other, pairs in points_at(table):
        if other not in FIELDS or not names.issuperset(own for own, _ in pairs):
            continue
        there = {tuple(row.get(theirs) for _, theirs in pairs) for row in rows[other]}
        for number, row in enumerate(rows[table], start=1):
            key = tuple(row.get(own) for own, _ in pairs)
            if None not in key and key not in there:
                report.add("ORG-013", f"{table} · rad {number}", pairs[-1][0], table=other)
