"""An organisation as large as a real district: a thousand needs that give some four thousand visits in a fortnight."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill
from data.repositories.places import PlaceRow
from data.repositories.requirements import RequirementRow
from data.repositories.shifts import ShiftRow
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from data.work import Context
from services.access import Actor
from services.recurrence import Frequency, Kind
from services.recurrence.windows import DayWindow, moment

ZONE = ZoneInfo("Europe/Stockholm")
FIRST = date(2027, 2, 1)
LAST = FIRST + timedelta(days=13)
CLIENTS, CARERS = 115, 41
SERVICES = ("Morgon", "Lunch", "Tillsyn", "Kväll", "Dusch", "Städ")
SKILLS = ("insulin", "lyft", "sond")


def seed(database: Database, needs: int) -> Actor:
    """The organisation and a planner in it; every carer works 7–16 or 13–22 every day."""
    organization, planner, dice = new_id(), new_id(), random.Random(11)
    context = Context(organization, planner, Role.ADMIN)
    with database.writing(Context(organization, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own("Stora kommunen")
        work.users.add(UserRow(planner, "Pia", f"{planner}@example.test", Role.ADMIN, UserStatus.ACTIVE), "no hash")
    with database.writing(context) as work:
        places = [PlaceRow(new_id(), 59.3 + dice.random() / 20, 18.0 + dice.random() / 10) for _ in range(CLIENTS)]
        work.places.add(places)
        districts = list(work.people.add_districts(["Norr", "Söder"]).values())
        carers = [
            EmployeeRow(new_id(), f"M{i:02}", skills=tuple(map(HeldSkill, SKILLS[: i % 4]))) for i in range(CARERS)
        ]
        work.people.add_employees([(row, EmployeeSecrets()) for row in carers])
        clients = [ClientRow(new_id(), f"K{i:03}", place_id=place.id, district_id=districts[i % 2])
                   for i, place in enumerate(places)]  # fmt: skip
        work.people.add_clients([(row, ClientSecrets()) for row in clients])
        work.requirements.add(_need(i, clients[i % CLIENTS], dice) for i in range(needs))
        days = [FIRST + timedelta(days=i) for i in range(14)]
        work.shifts.add(_shift(i, row.id, day, places[0].id) for day in days for i, row in enumerate(carers))
    return Actor(organization, planner, Role.ADMIN)


def _shift(number: int, carer: UUID, day: date, office: UUID) -> ShiftRow:
    first = 7 + 6 * (number % 2)
    start, end = (moment(day, time(hour), ZONE) for hour in (first, first + 9))
    return ShiftRow(new_id(), day, carer, start, end, office, office)


def _need(number: int, client: ClientRow, dice: random.Random) -> RequirementRow:
    """A third comes back often, the rest once or twice a week: four visits a fortnight on average."""
    rule = Frequency(Kind.WEEKLY, (1, 3, 4, 6)) if number % 3 == 0 else Frequency(Kind.WEEKLY, (1 + number % 7,))
    start = 7 + number % 13
    window = DayWindow(time(start), time(start + 2))
    return RequirementRow(
        new_id(), client.id, SERVICES[number % 6], 900 + 300 * dice.randrange(6), rule.to_json(), window.to_json(),
        skills=((SKILLS[number % 3], 1),) if number % 4 == 0 else (), carers_needed=2 if number % 25 == 0 else 1,
        priority=1 + number % 10, valid_from=FIRST - timedelta(days=70),
    )  # fmt: skip
