"""A small organisation with something to plan, and a worker to plan it."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, Relation
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import CarerRelation, Role
from data.work import Context, Work
from services.access import Actor
from services.planning.use_case import Planning
from services.planning.views import RunView
from tests.integration.conftest import MASTER_KEY, Tenant

ROOT = Path(__file__).resolve().parents[3]
ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
PATIENCE_S = 300.0  # a fresh clone compiles the search first, perhaps beside much else


@dataclass(frozen=True)
class Care:
    """An organisation's rows, and a planner in it."""

    actor: Actor
    carers: tuple[UUID, ...]
    clients: tuple[UUID, ...]
    visits: tuple[UUID, ...]


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def seed_care(database: Database, tenant: Tenant, clients: int = 8, carers: int = 3, day: date = MONDAY) -> Care:
    """One day: every client is visited in the morning and at noon, every carer works 7–16 from the same office."""
    with database.writing(tenant.acting()) as work:
        office = _place(work, 0)
        homes = [_place(work, i + 1) for i in range(clients)]
        carer_ids = tuple(new_id() for _ in range(carers))
        client_ids = tuple(new_id() for _ in range(clients))
        work.people.add_employees(
            [
                (EmployeeRow(each, f"M{i}-{each.hex[-6:]}"), EmployeeSecrets(name="Eva Ek"))
                for i, each in enumerate(carer_ids)
            ]
        )
        work.people.add_clients(
            [
                (ClientRow(each, f"K{i}-{each.hex[-6:]}", place_id=homes[i]), ClientSecrets(name="Karl Kvist"))
                for i, each in enumerate(client_ids)
            ]
        )
        work.people.add_relations([Relation(client_ids[0], carer_ids[0], CarerRelation.PREFERRED)])
        work.shifts.add(
            [ShiftRow(new_id(), day, each, at(7, day=day), at(16, day=day), office, office) for each in carer_ids]
        )
        visits = [
            VisitRow(
                new_id(), day, client, homes[i], duration_s=1800, title=title,
                windows=(WindowRow(at(hour, day=day), at(hour + 2, day=day), at(hour + 3, day=day)),),
            )
            for i, client in enumerate(client_ids)
            for title, hour in (("Morgon", 7), ("Lunch", 11))
        ]  # fmt: skip
        work.visits.add(visits)
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.SCHEDULER)
    return Care(actor, carer_ids, client_ids, tuple(visit.id for visit in visits))


def _place(work: Work, number: int) -> UUID:
    """A kilometre further along the road for every number."""
    place_id = new_id()
    work.places.add([PlaceRow(place_id, 59.30 + 0.009 * number, 18.05)])
    return place_id


def start_worker(database_url: str, home: Path, log: Path) -> subprocess.Popen[bytes]:
    """`python -m services worker` on a database that runs elsewhere."""
    environment = {
        **os.environ,
        "CAIRE_HOME": str(home),
        "DATABASE_URL": database_url,
        "CAIRE_MASTER_KEY": base64.b64encode(MASTER_KEY).decode(),
    }
    with log.open("ab") as written:
        return subprocess.Popen(
            [sys.executable, "-m", "services", "worker"], cwd=ROOT, env=environment, stdout=written, stderr=written
        )


def wait_for(is_so: Callable[[], bool], most_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + most_s
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def wait_until_over(planning: Planning, care: Care, run_id: UUID) -> RunView:
    """The run when nothing more will happen to it."""
    wait_for(lambda: planning.follow(care.actor, run_id).is_over)
    return planning.follow(care.actor, run_id)


def acting(care: Care) -> Context:
    return Context(care.actor.organization_id, care.actor.user_id, care.actor.role.value)
