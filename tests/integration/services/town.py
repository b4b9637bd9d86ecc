"""A planner's organisation in which anything can be wrong: one office, carers and clients as they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill
from data.repositories.places import PlaceRow
from data.repositories.requirements import RequirementRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import Role
from data.work import Work
from services.access import Actor
from services.recurrence import Frequency, Kind
from services.recurrence.windows import DayWindow
from tests.integration.conftest import Tenant
from tests.integration.services.care import MONDAY, at

MORNING = DayWindow(time(7, 30), time(9)).to_json()
DAILY = Frequency(Kind.DAILY).to_json()


class Town:
    """A planner's organisation in which anything can be wrong: one office, carers and clients as they are asked for."""

    def __init__(self, database: Database, tenant: Tenant) -> None:
        self.database, self.tenant = database, tenant
        self.actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
        self.office, self.home = PlaceRow(new_id(), 59.30, 18.05), PlaceRow(new_id(), 59.31, 18.05)
        self.write(lambda work: work.places.add([self.office, self.home]))

    def write(self, act: Callable[[Work], object]) -> None:
        with self.database.writing(self.tenant.acting()) as work:
            act(work)

    def client(self, name: str, *, is_placed: bool = True) -> ClientRow:
        row = ClientRow(new_id(), name, place_id=self.home.id if is_placed else None)
        self.write(lambda work: work.people.add_clients([(row, ClientSecrets())]))
        return row

    def carer(self, name: str, *held: HeldSkill) -> EmployeeRow:
        row = EmployeeRow(new_id(), name, skills=held)
        self.write(lambda work: work.people.add_employees([(row, EmployeeSecrets())]))
        return row

    def shift(self, carer: EmployeeRow, day: date = MONDAY, start: int = 7, end: int = 16) -> ShiftRow:
        row = ShiftRow(new_id(), day, carer.id, at(start, day=day), at(end, day=day), self.office.id, self.office.id)
        self.write(lambda work: work.shifts.add([row]))
        return row

    def need(self, client: ClientRow, service: str = "Morgon", **fields: object) -> RequirementRow:
        row = replace(RequirementRow(new_id(), client.id, service, 1800, DAILY, MORNING), **fields)  # type: ignore[arg-type]
        self.write(lambda work: work.requirements.add([row]))
        return row

    def visit(self, client: ClientRow, day: date = MONDAY, hour: int = 8, **fields: object) -> VisitRow:
        window = WindowRow(at(hour, day=day), at(hour + 1, day=day), at(hour + 2, day=day))
        row = VisitRow(new_id(), day, client.id, self.home.id, 1800, (window,), "Morgon")
        row = replace(row, **fields)  # type: ignore[arg-type]
        self.write(lambda work: work.visits.add([row]))
        return row
