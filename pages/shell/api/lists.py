"""Lists to pull: districts, visits, shifts, clients, employees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from data.vocabulary import ApiScope
from pages.shell.api.declared import Call, Nothing, Operation, Reply
from pages.shell.api.shapes import Between, Matching, Says
from services.api import ClientPage, EmployeePage, ShiftPage, Span, VisitPage

Limit = Annotated[int, Between(1, 500)]
Cursor = Annotated[str, Matching("[A-Za-z0-9_-]+", 200), Says("next_cursor of the page before")]


@dataclass(frozen=True, slots=True)
class Days:
    """Rows of some days, both included, perhaps of one district."""

    from_: date
    to: date | None = None
    district: UUID | None = None
    cursor: Cursor | None = None
    limit: Limit = 100

    @property
    def span(self) -> Span:
        return Span(self.from_, self.to or self.from_)


@dataclass(frozen=True, slots=True)
class People:
    """People, perhaps of one district."""

    district: UUID | None = None
    cursor: Cursor | None = None
    limit: Limit = 100


@dataclass(frozen=True, slots=True)
class District:
    """A part of the organisation."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Districts:
    """Every district."""

    items: tuple[District, ...]


def _districts(call: Call[Nothing, Nothing]) -> Reply:
    held = call.services.lists.districts(call.actor)
    return Reply(Districts(tuple(District(held[name], name) for name in sorted(held))))


def _visits(call: Call[Days, Nothing]) -> Reply:
    asked = call.query
    return Reply(call.services.lists.visits(call.actor, asked.span, asked.district, asked.cursor, asked.limit))


def _shifts(call: Call[Days, Nothing]) -> Reply:
    asked = call.query
    return Reply(call.services.lists.shifts(call.actor, asked.span, asked.district, asked.cursor, asked.limit))


def _clients(call: Call[People, Nothing]) -> Reply:
    asked = call.query
    return Reply(call.services.lists.clients(call.actor, asked.district, asked.cursor, asked.limit))


def _employees(call: Call[People, Nothing]) -> Reply:
    asked = call.query
    return Reply(call.services.lists.employees(call.actor, asked.district, asked.cursor, asked.limit))


OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation("listDistricts", "GET", "/districts", "Districts by name", None, _districts, Districts, Nothing, Nothing),
    Operation(
        "listVisits", "GET", "/visits", "Visits of some days", ApiScope.VISITS_READ, _visits, VisitPage, Days, Nothing
    ),
    Operation(
        "listShifts", "GET", "/shifts", "Shifts of some days", ApiScope.SHIFTS_READ, _shifts, ShiftPage, Days, Nothing
    ),
    Operation(
        "listClients", "GET", "/clients", "Clients; with names.read also who they are, on record",
        ApiScope.CLIENTS_READ, _clients, ClientPage, People, Nothing,
    ),
    Operation(
        "listEmployees", "GET", "/employees", "Employees; with names.read also who they are, on record",
        ApiScope.EMPLOYEES_READ, _employees, EmployeePage, People, Nothing,
    ),
)  # fmt: skip
