"""An organisation in which everything that has a name is named by an enemy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg

from data.ids import new_id
from data.repositories.people import ClientSecrets, EmployeeSecrets
from data.repositories.requirements import RequirementRow
from data.repositories.shifts import TemplateRow
from data.repositories.users import UserRow
from data.repositories.vehicles import VehicleRow
from data.repositories.wishes import WishRow
from data.vocabulary import ApiScope, PlanKind, Role, UserStatus, WishKind
from data.work import Work
from services.access import Actor
from services.api_keys.use_case import KeyWish
from services.bootstrap import Services
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan, Route, Stop, StopKind
from services.recurrence import Frequency, Kind
from services.tuning.documents import EMPTY
from services.tuning.use_case import seed_catalogue
from tests.integration.conftest import Tenant
from tests.integration.services.care import Care, seed_care

LINK, PICTURE = "[x](javascript:1)", "<img src=x>"
HOSTILE = f"{LINK}{PICTURE}"
_RENAMED = {
    "clients": ("pseudonym",), "employees": ("pseudonym",), "visits": ("title",), "organizations": ("name",),
    "users": ("name",), "districts": ("name",),
}  # fmt: skip


@dataclass(frozen=True)
class Lair:
    """Its people, and the day of its plan."""

    admin: Actor
    carer: Actor
    client: Actor
    plan_id: UUID
    day: date


def lair(services: Services, tenant: Tenant, owner_url: str, name: str = HOSTILE) -> Lair:
    """A day with a plan, a register, wishes, keys and profiles; every free text of theirs is `name`."""
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    care = seed_care(services.database, tenant, clients=2, carers=1, day=today)
    admin = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    with services.database.writing(tenant.acting()) as work:
        _furnish(work, care, name)
        users = {role: _user(work, role, care, name) for role in (Role.EMPLOYEE, Role.CLIENT)}
    rename(owner_url, tenant.organization_id, name)
    with services.database.writing(tenant.acting()) as work:
        plan_id = _plan(work, today, tenant.admin_id, name)
    services.publishing.publish(admin, plan_id, 1, f"{name} och skäl", name)
    services.tuning.save(admin, name, EMPTY, name)
    services.api_keys.make(admin, KeyWish(name, [ApiScope.VISITS_READ]))
    carer = Actor(tenant.organization_id, users[Role.EMPLOYEE], Role.EMPLOYEE, care.carers[0])
    client = Actor(tenant.organization_id, users[Role.CLIENT], Role.CLIENT, care.clients[0])
    return Lair(admin, carer, client, plan_id, today)


def rename(owner_url: str, organization_id: UUID, name: str) -> None:
    """Give every row of the organisation a name of the enemy's, and a number to tell them apart."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("SET row_security = off")
        for table, columns in _RENAMED.items():
            which = "id" if table == "organizations" else "organization_id"
            for column in columns:
                owner.execute(
                    f"UPDATE caire.{table} SET {column} = %s || right(id::text, 6) WHERE {which} = %s",
                    [name, organization_id],
                )


def _furnish(work: Work, care: Care, name: str) -> None:
    work.people.add_districts([name])
    for client in care.clients:
        work.people.seal_client(client, ClientSecrets(name, name, name))
    for carer in care.carers:
        work.people.seal_employee(carer, EmployeeSecrets(name, None, name))
    work.vehicles.add([VehicleRow(new_id(), name, name)])
    work.shifts.add_templates([TemplateRow(new_id(), name, time(7), time(16))])
    work.requirements.add(
        [RequirementRow(new_id(), care.clients[0], name, 1800, Frequency(Kind.DAILY).to_json(), slinga=name)]
    )
    about, carer = care.clients[0], care.carers[0]
    work.wishes.add(WishRow(new_id(), WishKind.CARER, client_id=about, about_employee_id=carer, note=name))
    seed_catalogue(work)


def _user(work: Work, role: Role, care: Care, name: str) -> UUID:
    user_id = new_id()
    carer, client = (care.carers[0], None) if role is Role.EMPLOYEE else (None, care.clients[0])
    work.users.add(UserRow(user_id, name, f"{user_id}@example.test", role, UserStatus.ACTIVE, carer, client), "-")
    return user_id


def _plan(work: Work, day: date, admin_id: UUID, name: str) -> UUID:
    problem = load_problem(work, day, day)
    begins = int(datetime.combine(day, time(8), ZoneInfo("Europe/Stockholm")).timestamp())
    plan = Plan((Route(problem.shifts[0].id, (Stop(StopKind.VISIT, problem.visits[0].id, begins),)),))
    return store_plan(work, PlanKind.MANUAL, name, (day, day), problem, plan, asked_by=admin_id)
