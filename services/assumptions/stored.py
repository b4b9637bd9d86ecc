"""Assumptions as they are kept: only what differs from the product's own, so that those can be renewed."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from data.work import ReadingWork
from services.kpi.assumptions import USUAL, Assumptions, PaidTime

NAMES = tuple(field.name for field in fields(Assumptions))


def own_assumptions(work: ReadingWork) -> Assumptions:
    """What holds in the organisation."""
    row = work.assumptions.newest()
    return USUAL if row is None else from_json(row.changed)


def to_json(assumptions: Assumptions) -> dict[str, Any]:
    """What differs from the usual."""
    return {
        name: value.value if isinstance(value := getattr(assumptions, name), PaidTime) else value
        for name in NAMES
        if getattr(assumptions, name) != getattr(USUAL, name)
    }


def from_json(changed: dict[str, Any]) -> Assumptions:
    """What was kept; a name that is no longer known is left out."""
    known: dict[str, Any] = {name: value for name, value in changed.items() if name in NAMES}
    if "paid_time" in known:
        known["paid_time"] = PaidTime(known["paid_time"])
    return Assumptions(**known)
