"""Ids of rows that are laid in: the same name gives the same id in one organisation, on every machine."""

from __future__ import annotations

from uuid import NAMESPACE_DNS, UUID, uuid5

from services.demo import DemoOrganization, DemoSize
from services.demo.profiles import Profile

DEMO_ORGANIZATION_ID = UUID("00000000-0000-7000-8000-0000000000de")


def demo_id(name: str, organization_id: UUID = DEMO_ORGANIZATION_ID) -> UUID:
    """The same id for the same name, so that two starts at once cannot make two of anything."""
    return uuid5(NAMESPACE_DNS, f"{name}.{organization_id}")


CARER_ID = demo_id("employee")
"""The employee the demo's carer signs in as."""

CLIENT_ID = demo_id("client")
"""The client the demo's client signs in as."""


class RowIds:
    """From the ids of a made organisation to those of its rows; people stay the same whatever the first day.

    Laid into two organisations, nothing of the one has an id of the other.
    """

    def __init__(self, made: DemoOrganization, organization_id: UUID = DEMO_ORGANIZATION_ID) -> None:
        self._organization_id = organization_id
        self._size = made.size
        self._days = f"{made.size} {made.first_day}"
        self._people: dict[str, UUID] = {}
        if made.size is DemoSize.S and organization_id == DEMO_ORGANIZATION_ID:
            daily = next(client for client in made.clients if client.profile is Profile.HIGH)
            self._people = {made.employees[0].id: CARER_ID, daily.id: CLIENT_ID}

    def employee(self, employee_id: str) -> UUID:
        """Of an employee; the first one of S is the carer who signs in."""
        return self._people.get(employee_id) or self.of(f"employee {employee_id}")

    def client(self, client_id: str) -> UUID:
        """Of a client; one of S who is visited several times a day is the client who signs in."""
        return self._people.get(client_id) or self.of(f"client {client_id}")

    def place(self, place_id: str) -> UUID:
        """Of a home or an office."""
        return self.of(f"place {self._size} {place_id}")

    def vehicle(self, vehicle_id: str) -> UUID:
        """Of a car or a bike."""
        return self.of(f"vehicle {vehicle_id}")

    def template(self, name: str) -> UUID:
        """Of a kind of shift."""
        return self.of(f"template {name}")

    def shift(self, shift_id: str) -> UUID:
        """Of a shift of these days."""
        return self.of(f"shift {self._days} {shift_id}")

    def visit(self, visit_id: str) -> UUID:
        """Of a visit of these days."""
        return self.of(f"visit {self._days} {visit_id}")

    def group(self, group_id: str) -> UUID:
        """Of visits that start together."""
        return self.of(f"group {self._days} {group_id}")

    def of(self, name: str) -> UUID:
        """Of anything that has a name of its own."""
        return demo_id(name, self._organization_id)
