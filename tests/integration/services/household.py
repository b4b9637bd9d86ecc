"""An organisation in which every column of the workbook has something to say, of any size."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.people import (
    ClientRow,
    ClientSecrets,
    EmployeeRow,
    EmployeeSecrets,
    HeldSkill,
    Relation,
)
from data.repositories.places import PlaceRow
from data.repositories.requirements import RequirementRow
from data.repositories.shifts import BreakRow, ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import CarerRelation, ClientStatus, EntityType, PaymentModel, Transport
from data.work import Work
from services.access import Actor
from services.recurrence import Frequency, Kind
from services.recurrence.windows import DayWindow
from services.tuning import overriding
from services.tuning.use_case import seed_catalogue
from services.tuning.views import Override
from tests.integration.conftest import Tenant

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
SERVICES = ("Morgon", "=1+1", "+46 dusch", "-städ", "@lunch", "Åäö; kväll", "Tillsyn\nnatt", "  Matlåda ")
RULES = (
    Frequency(Kind.DAILY), Frequency(Kind.WEEKLY, (1, 3, 5)), Frequency(Kind.EVERY_N_WEEKS, (2,), 3),
    Frequency(Kind.N_PER_WEEK, (1, 2, 3, 4, 5), 2, 2),
    Frequency(Kind.DATES, dates=(date(2027, 2, 3), date(2028, 2, 29))),
    Frequency(Kind.DAILY, except_dates=(date(2027, 12, 24),), skips_holidays=True),
)  # fmt: skip
WINDOWS = (
    (DayWindow(time(7), time(10)),),
    (DayWindow(time(7, 30), time(9), 1, 3), DayWindow(time(8), time(11), 6, -2)),
    (DayWindow(time(22), time(2)), DayWindow(time(12), time(13), date(2027, 2, 3))),
)


def furnish(database: Database, tenant: Tenant, actor: Actor, needs: int = 24) -> None:
    """Clients, employees, vehicles, kinds of shift, shifts, weights and `needs` recurring visits."""
    dice = random.Random(7)
    with database.writing(tenant.acting()) as work:
        places = [PlaceRow(new_id(), 59.3 + i / 1000, 18.1 + i / 700) for i in range(12)]
        work.places.add(places)
        district = work.people.add_districts(["Norr"])["Norr"]
        employees = _employees(work, places)
        clients = _clients(work, places, employees, max(4, needs // 10))
        work.people.add_clients(
            [(ClientRow(new_id(), "Utan allt", district_id=district, status=ClientStatus.PAUSED), ClientSecrets())]
        )
        rows = [_need(i, dice, clients) for i in range(needs)]
        rows[1] = RequirementRow(
            **{name: getattr(rows[1], name) for name in rows[1].__dataclass_fields__ if name not in _AFTER},
            after_requirement_id=rows[0].id, min_delay_min=210,
        )  # fmt: skip
        work.requirements.add(rows)
        vehicles = [VehicleRow(new_id(), f"Bil {i}", "car", 5, location=(18.1, 59.3), licences=("körkort B",))
                    for i in range(3)]  # fmt: skip
        work.vehicles.add(vehicles)
        _shifts(work, employees, vehicles, places[0].id)
        seed_catalogue(work)
        rare = Override("soft.continuity.new_face", EntityType.CLIENT, clients[0].id, clients[0].pseudonym, 7)
        overriding.write(work, actor, [rare], ())


_AFTER = {"after_requirement_id", "min_delay_min"}


def _employees(work: Work, places: list[PlaceRow]) -> list[EmployeeRow]:
    rows = [
        EmployeeRow(
            new_id(), f"M{i}", f"E{i:03}", list(Transport)[i % 4], places[i].id, contract_minutes_week=2280,
            hourly_rate_sek=Decimal("312.45"), payment_model=PaymentModel.MONTHLY, traits=("lugn", "kvinna"),
            avoids=("katt",),
            skills=(HeldSkill("insulin", 2, date(2027, 1, 1), date(2027, 12, 31)), HeldSkill("lyft"),
                    HeldSkill("insulin", 3, date(2028, 1, 1))),
        )
        for i in range(6)
    ]  # fmt: skip
    work.people.add_employees([(row, EmployeeSecrets("Eva Ek", "eva@example.test", "+46 70 000")) for row in rows])
    return rows


def _clients(
    work: Work, places: list[PlaceRow], employees: list[EmployeeRow], count: int
) -> list[ClientRow]:  # fmt: skip
    rows = [
        ClientRow(
            new_id(), f"K{i}", f"000{i}", places[i % len(places)].id, contact_employee_id=employees[i % 6].id,
            granted_minutes_month=1200, protected_identity=i == 3, traits=("katt",), wishes=("kvinna",),
        )
        for i in range(count)
    ]  # fmt: skip
    secrets = ClientSecrets("Olle Ohlsson", "Storgatan 1", "Nyckel under mattan")
    work.people.add_clients([(row, secrets) for row in rows])
    work.people.add_relations(
        Relation(row.id, employees[(i + j) % 6].id, relation)
        for i, row in enumerate(rows)
        for j, relation in enumerate(CarerRelation)
    )
    return rows


def _need(number: int, dice: random.Random, clients: list[ClientRow]) -> RequirementRow:
    return RequirementRow(
        new_id(), clients[number % len(clients)].id, SERVICES[number % len(SERVICES)],
        dice.choice((900, 1800, 100, 5400)),
        RULES[number % len(RULES)].to_json() if number % 11 else None,
        [entry for window in dice.choice(WINDOWS) for entry in window.to_json()],
        skills=(("insulin", 2), ("lyft", 1)) if number % 3 else (), priority=1 + number % 10,
        carers_needed=1 + number % 2, valid_from=date(2027, 1, 1),
        valid_to=date(2027, 12, 31) if number % 2 else None,
        external_ref=f"V{number:05}" if number % 4 else None, slinga=f"Slinga {number % 9}",
        is_dormant=number % 13 == 0, is_pattern_locked=number % 5 == 0,
    )  # fmt: skip


def _shifts(work: Work, employees: list[EmployeeRow], vehicles: list[VehicleRow], office: object) -> None:
    pause = {"start": "11:00", "end": "13:00", "required": True, "duration_min": 30, "paid": True}
    day = TemplateRow(new_id(), "Dag", time(7), time(16), [pause])
    night = TemplateRow(new_id(), "Natt", time(21), time(7))
    work.shifts.add_templates([day, night])
    rows = []
    for i, employee in enumerate(employees):
        on = MONDAY + timedelta(days=i % 3)
        hours = (21, 31) if i == 5 else (7, 16)
        start, end = (datetime.combine(on, time(), ZONE) + timedelta(hours=hour) for hour in hours)
        noon = datetime.combine(on, time(11), ZONE)
        breaks = () if i == 5 else (BreakRow("b", noon, noon + timedelta(hours=2), 1800),)
        rows.append(ShiftRow(
            new_id(), on, employee.id, start, end, office, office, breaks=breaks,  # type: ignore[arg-type]
            vehicle_id=vehicles[i].id if i < 3 else None, shift_template_id=(night if i == 5 else day).id,
        ))  # fmt: skip
    work.shifts.add(rows)
