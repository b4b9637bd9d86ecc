"""From the bytes of a file to its top object: size, text and JSON are checked here, nowhere else."""

from __future__ import annotations

import json
from typing import Final

from services.integrations.timefold.element import OBJECT
from services.problem.report import Report

LIMIT_BYTES: Final = 20 * 1024 * 1024
"""Larger files are refused before they are parsed."""


def load(raw: bytes, report: Report) -> dict[str, object] | None:
    """The top object of a JSON file, or None with the fault noted."""
    if len(raw) > LIMIT_BYTES:
        refuse_size(len(raw), report)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.add("FSR-002", "")
        return None
    if not text.strip():
        report.add("FSR-005", "")
        return None
    try:
        document = json.loads(text)
    except json.JSONDecodeError as fault:
        if not text.lstrip().startswith(("{", "[")):  # a list of another kind: where it is no JSON helps nobody
            report.add("FSR-068", "")
            return None
        is_cut = fault.pos >= len(text.rstrip()) or fault.msg.startswith("Unterminated string")
        report.add("FSR-004" if is_cut else "FSR-003", "", line=fault.lineno, column=fault.colno)
        return None
    except (RecursionError, ValueError):  # nesting without end; an integer of thousands of digits
        report.add("FSR-006", "")
        return None
    if not isinstance(document, dict):
        report.add("FSR-011", "", "", document, wanted=OBJECT)
        return None
    return document


def refuse_size(size_bytes: int, report: Report) -> None:
    """Notes that the file is too large."""
    size_mb = f"{size_bytes / 1024 / 1024:.0f}"
    report.add("FSR-001", "", "", f"{size_mb} MB", size_mb=size_mb, limit_mb=LIMIT_BYTES // 1024 // 1024)
