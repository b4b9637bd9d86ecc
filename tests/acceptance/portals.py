"""A home of its own beside the demo organisation: Anna, who visits Karl and Klara today, each with a sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.users import UserRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import Role, UserStatus, VisitStatus
from data.work import Context
from services.access import Actor
from services.bootstrap import Services
from services.passwords import hash_password
from tests.acceptance.newcomers import PASSWORD, Newcomer, newcomer

ZONE = ZoneInfo("Europe/Stockholm")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Home:
    """Who signs in, and Anna's visits in their order: first Karl, then Klara."""

    manager: Newcomer
    anna: Newcomer
    karl: Newcomer
    visits: tuple[UUID, UUID]


def home(services: Services, name: str) -> Home:
    """Two visits today: one that should have begun some minutes ago, one soon after."""
    manager = newcomer(services, name)
    acting = Context(manager.actor.organization_id, manager.actor.user_id, Role.ADMIN)
    carer, clients, places = new_id(), (new_id(), new_id()), (new_id(), new_id())
    now = datetime.now(ZONE)
    first = max(now - 10 * MINUTE, datetime.combine(now.date(), time(), ZONE) + MINUTE)
    visits = [_visit(carer, clients[n], places[n], first + n * MINUTE) for n in range(2)]
    with services.database.writing(acting) as work:
        work.places.add([PlaceRow(each, 59.3 + 0.01 * n, 18.0) for n, each in enumerate(places)])
        work.people.add_employees([(EmployeeRow(carer, "M1"), EmployeeSecrets("Anna Ask"))])
        names = ("Karl Kvist", "Klara Kvist")
        work.people.add_clients(
            (ClientRow(each, f"K{n}", place_id=places[n]), ClientSecrets(names[n], f"Storgatan {n + 1}", "Nyckel 4"))
            for n, each in enumerate(clients)
        )
        work.shifts.add([ShiftRow(new_id(), now.date(), carer, first, first + 8 * 60 * MINUTE, places[0], places[0])])
        work.visits.add(visits)
    anna = _user(services, manager, Role.EMPLOYEE, employee_id=carer)
    karl = _user(services, manager, Role.CLIENT, client_id=clients[0])
    return Home(manager, anna, karl, (visits[0].id, visits[1].id))


def _visit(carer: UUID, client: UUID, place: UUID, start: datetime) -> VisitRow:
    end = start + 30 * MINUTE
    return VisitRow(
        new_id(), start.date(), client, place, 1800, (WindowRow(start, start, end),), "Morgon, Dusch",
        status=VisitStatus.PLANNED, employee_id=carer, planned_start=start, planned_end=end,
    )  # fmt: skip


def _user(
    services: Services, manager: Newcomer, role: Role, employee_id: UUID | None = None, client_id: UUID | None = None
) -> Newcomer:
    user_id, email = new_id(), f"{new_id()}@example.test"
    acting = Context(manager.actor.organization_id, manager.actor.user_id, Role.ADMIN)
    with services.database.writing(acting) as work:
        row = UserRow(user_id, "Användare", email, role, UserStatus.ACTIVE, employee_id, client_id)
        work.users.add(row, hash_password(PASSWORD))
    return Newcomer(email, Actor(manager.actor.organization_id, user_id, role, employee_id or client_id))
