"""A fortnight that was planned and lived through: two districts of an own organisation, five carers, ten clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import VisitStatus
from data.work import Context, Work
from services.bootstrap import Services
from services.insights.keeping import FigureKeeping
from tests.acceptance.newcomers import Newcomer, newcomer

ZONE = ZoneInfo("Europe/Stockholm")
FIRST, DAYS = date(2027, 2, 1), 14
LAST = FIRST + timedelta(days=DAYS - 1)
NORTH, SOUTH = "Norra", "Södra"
CARERS, CLIENTS, A_DAY = 5, 10, 2
MINUTES, MADE = timedelta(minutes=30), timedelta(minutes=24)


@dataclass(frozen=True)
class Lived:
    """Who may look at it, and its clients by pseudonym; the first half live in the north."""

    manager: Newcomer
    clients: dict[str, UUID]


def lived(services: Services, name: str) -> Lived:
    """Every client is visited twice a day, 24 minutes of the 30 that were planned; all of it is counted."""
    manager = newcomer(services, name)
    context = Context(manager.actor.organization_id, manager.actor.user_id, manager.actor.role.value)
    clients = {f"K{n:02}": new_id() for n in range(CLIENTS)}
    with services.database.writing(context) as work:
        _lay(work, list(clients.items()))
    FigureKeeping(services.database).count(manager.actor.organization_id, FIRST, LAST)
    return Lived(manager, clients)


def _lay(work: Work, clients: list[tuple[str, UUID]]) -> None:
    north, south, office = new_id(), new_id(), new_id()
    homes = [new_id() for _ in clients]
    work.people.name_districts({NORTH: north, SOUTH: south})
    work.places.add([PlaceRow(office, 59.30, 18.05)])
    work.places.add([PlaceRow(home, 59.301 + 0.002 * n, 18.05) for n, home in enumerate(homes)])
    carers = [new_id() for _ in range(CARERS)]
    work.people.add_employees(
        [(EmployeeRow(each, f"M{n:02}", district_id=(north, south)[n % 2]), EmployeeSecrets())
         for n, each in enumerate(carers)]
    )  # fmt: skip
    work.people.add_clients(
        [(ClientRow(each, label, place_id=homes[n], district_id=south if n >= CLIENTS // 2 else north), ClientSecrets())
         for n, (label, each) in enumerate(clients)]
    )  # fmt: skip
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    work.shifts.add([ShiftRow(new_id(), day, each, _at(day, 7), _at(day, 16), office, office)
                     for day in days for each in carers])  # fmt: skip
    work.visits.add([
        _visit(day, client, homes[n], carers[(n + number) % CARERS], _at(day, hour) + n // CARERS * timedelta(hours=1))
        for number, day in enumerate(days) for n, (_, client) in enumerate(clients) for hour in (8, 12)
    ])  # fmt: skip


def _visit(day: date, client: UUID, home: UUID, carer: UUID, start: datetime) -> VisitRow:
    window = WindowRow(start - timedelta(hours=1), start + timedelta(hours=1), start + timedelta(hours=2))
    return VisitRow(
        new_id(), day, client, home, duration_s=int(MINUTES.total_seconds()), title="Omsorg", windows=(window,),
        status=VisitStatus.DONE, employee_id=carer, planned_start=start, planned_end=start + MINUTES,
        actual_start=start, actual_end=start + MADE,
    )  # fmt: skip


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
