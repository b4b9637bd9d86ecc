"""JSON of unknown origin: too deep, too long or broken is a problem of the file, never a fault of ours."""

from __future__ import annotations

import json

from services.problem.report import Report


def parsed(text: str, filename: str, report: Report) -> object | None:
    """The value, or None with the reason in `report`; a bare `null` is no file of anybody's either."""
    try:
        told: object = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    if told is None:
        report.add("FILE-009", filename)
    return told
