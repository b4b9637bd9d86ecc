"""Clients and employees as cells of a grid, and edited cells as fields of their rows again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data.repositories.people import ClientRow, EmployeeRow
from data.vocabulary import ClientStatus, EmployeeStatus, PaymentModel, Transport

LONGEST_PSEUDONYM = 40
"""As many characters as the database keeps."""


def client_cells(row: ClientRow) -> dict[str, object]:
    """What a planner sees of a client; minutes as hours."""
    return {
        "pseudonym": row.pseudonym, "granted_h": _hours(row.granted_minutes_month), "wishes": row.wishes,
        "traits": row.traits, "protected_identity": row.protected_identity, "is_placed": row.place_id is not None,
        "status": row.status.value,
    }  # fmt: skip


def client_fields(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Edited cells as fields of a row; cells that cannot be edited are no fields."""
    told: dict[str, Any] = {"pseudonym": cells["pseudonym"]} if cells.get("pseudonym") else {}
    if "granted_h" in cells:
        told["granted_minutes_month"] = _minutes(cells["granted_h"])
    if "protected_identity" in cells:
        told["protected_identity"] = bool(cells["protected_identity"])
    if "status" in cells:
        told["status"] = ClientStatus(cells["status"] or ClientStatus.ACTIVE)
    return told | {name: tuple(cells[name] or ()) for name in ("wishes", "traits") if name in cells}


def employee_cells(row: EmployeeRow) -> dict[str, object]:
    """What a planner sees of an employee; minutes as hours."""
    return {
        "pseudonym": row.pseudonym, "transport": row.transport.value, "status": row.status.value,
        "contract_h": _hours(row.contract_minutes_week),
        "hourly_rate_sek": None if row.hourly_rate_sek is None else float(row.hourly_rate_sek),
        "payment_model": row.payment_model and row.payment_model.value, "traits": row.traits, "avoids": row.avoids,
    }  # fmt: skip


def employee_fields(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Edited cells as fields of a row."""
    told: dict[str, Any] = {"pseudonym": cells["pseudonym"]} if cells.get("pseudonym") else {}
    if "transport" in cells:
        told["transport"] = Transport(cells["transport"] or Transport.CAR)
    if "status" in cells:
        told["status"] = EmployeeStatus(cells["status"] or EmployeeStatus.ACTIVE)
    if "contract_h" in cells:
        told["contract_minutes_week"] = _minutes(cells["contract_h"])
    if "payment_model" in cells:
        told["payment_model"] = PaymentModel(cells["payment_model"]) if cells["payment_model"] else None
    if "hourly_rate_sek" in cells:
        rate = cells["hourly_rate_sek"]
        told["hourly_rate_sek"] = None if rate is None else Decimal(str(rate))
    return told | {name: tuple(cells[name] or ()) for name in ("traits", "avoids") if name in cells}


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60


def _minutes(hours: float | None) -> int | None:
    return None if hours is None else round(60 * hours)
