"""What an organisation already holds of a file's period, by the ids other systems know it by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from data.repositories.people import ClientRow, EmployeeRow
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow
from data.work import ReadingWork


@dataclass(frozen=True)
class Standing:
    """Rows of the organisation: people and places all, shifts and visits of the period."""

    first_day: date
    last_day: date
    places: dict[UUID, PlaceRow]
    employees: list[EmployeeRow]
    clients: list[ClientRow]
    shifts: list[ShiftRow]
    visits: list[VisitRow]


def standing(work: ReadingWork, first_day: date, last_day: date) -> Standing:
    """Read it; both days included."""
    return Standing(
        first_day=first_day,
        last_day=last_day,
        places=work.places.all(),
        employees=work.people.employees(),
        clients=work.people.clients(),
        shifts=work.shifts.between(first_day, last_day),
        visits=work.visits.between(first_day, last_day),
    )
