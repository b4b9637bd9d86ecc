"""Supply and demand read from a real database: of a district, with the night before and visits that may move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import Role
from services.access import Actor
from services.errors import BadInput, NotAllowed
from services.supply import ANYBODY, Supply, gaps
from services.words import Language
from tests.integration.conftest import Tenant, make_tenant

ZONE = ZoneInfo("Europe/Stockholm")
TUESDAY = date(2027, 2, 2)


@dataclass(frozen=True)
class Town:
    """Two districts with a carer and a client each."""

    actor: Actor
    tenant: Tenant
    districts: dict[str, UUID]
    eva: EmployeeRow


def at(clock: str, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def a_visit(client: ClientRow, first: datetime, last: datetime, minutes: int, day: date = TUESDAY) -> VisitRow:
    assert client.place_id is not None
    window = WindowRow(first, last, last + timedelta(minutes=minutes))
    return VisitRow(
        new_id(), day, client.id, client.place_id, 60 * minutes, (window,), skills=(("insulin", 1),)
    )  # fmt: skip


@pytest.fixture(scope="module")
def town(database: Database) -> Town:
    tenant = make_tenant(database, "Solbacken")
    office = new_id()
    with database.writing(tenant.acting()) as work:
        districts = work.people.add_districts(["Norr", "Söder"])
        north, south = districts["Norr"], districts["Söder"]
        eva = EmployeeRow(new_id(), "M1", district_id=north, skills=(HeldSkill("insulin"),))
        bo = EmployeeRow(new_id(), "M2", district_id=south)
        karl, lisa = (ClientRow(new_id(), name, place_id=office, district_id=where)
                      for name, where in (("K1", north), ("K2", south)))  # fmt: skip
        work.places.add([PlaceRow(office, 59.3, 18.1)])
        work.people.add_employees([(eva, EmployeeSecrets("Eva Ek")), (bo, EmployeeSecrets("Bo Berg"))])
        work.people.add_clients([(karl, ClientSecrets("Karl Kvist")), (lisa, ClientSecrets("Lisa Lind"))])
        monday = TUESDAY - timedelta(days=1)
        work.shifts.add([
            ShiftRow(new_id(), TUESDAY, eva.id, at("16:00"), at("22:00"), office, office),
            ShiftRow(new_id(), monday, bo.id, at("22:00", monday), at("06:00"), office, office),
        ])  # fmt: skip
        movable = a_visit(karl, at("09:00", monday), at("21:00"), 30, monday)
        work.visits.add([
            a_visit(karl, at("17:15"), at("17:15"), 75), a_visit(lisa, at("17:15"), at("17:15"), 75), movable,
        ])  # fmt: skip
    return Town(Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN), tenant, districts, eva)


def test_the_whole_organisation_lacks_one_and_a_district_none(database: Database, town: Town) -> None:
    supply = Supply(database)
    assert supply.districts(town.actor) == town.districts
    whole = supply.picture(town.actor, TUESDAY, TUESDAY)
    assert [gap.words(Language.EN) for gap in gaps(whole, [("insulin", 1)])] == [
        "Tue 17:15–18:30: 1 carer with insulin missing"
    ]
    north = supply.picture(town.actor, TUESDAY, TUESDAY, town.districts["Norr"])
    assert gaps(north) == []


def test_the_night_that_began_the_day_before_is_on_duty_and_a_movable_visit_is_wanted_in_part(
    database: Database, town: Town
) -> None:
    line = Supply(database).picture(town.actor, TUESDAY, TUESDAY).lines[ANYBODY]
    assert line.on_duty[: 6 * 4].tolist() == [1.0] * 24
    assert 2 * 75 < 15 * line.wanted.sum() < 2 * 75 + 30


def test_whoever_is_reported_absent_is_missing_at_once(database: Database, town: Town) -> None:
    away = EmployeeAbsenceRow(new_id(), town.eva.id, at("00:00"), at("23:59"))
    with database.writing(town.tenant.acting()) as work:
        work.absences.add_of_employees([away])
    picture = Supply(database).picture(town.actor, TUESDAY, TUESDAY, town.districts["Norr"])
    assert [gap.most for gap in gaps(picture)] == [1, 1]
    with database.writing(town.tenant.acting()) as work:
        assert work.absences.remove(away.id)


@pytest.mark.parametrize(("today", "usual"), [(-3, -1), (0, 0), (9, 0)])
def test_the_day_to_look_at_first_lies_among_the_visits(database: Database, town: Town, today: int, usual: int) -> None:
    days = [TUESDAY + timedelta(days=each) for each in (today, usual)]
    assert Supply(database).usual_day(town.actor, days[0]) == days[1]


def test_too_many_days_and_a_client_who_asks_are_refused(database: Database, town: Town) -> None:
    with pytest.raises(BadInput, match="SUPPLY-001"):
        Supply(database).picture(town.actor, TUESDAY, TUESDAY + timedelta(days=28))
    guest = Actor(town.actor.organization_id, town.actor.user_id, Role.CLIENT)
    with pytest.raises(NotAllowed):
        Supply(database).picture(guest, TUESDAY, TUESDAY)
