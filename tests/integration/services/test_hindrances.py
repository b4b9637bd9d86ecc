"""Everything that would spoil a solve, in a real database: named once, worst first, and gone when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.patterns import PatternRow
from data.repositories.people import EmployeeRow, HeldSkill, Relation
from data.repositories.shifts import TemplateRow
from data.repositories.vehicles import VehicleRow
from data.repositories.visits import AfterRow
from data.vocabulary import AbsenceKind, CarerRelation, Role
from services.demand import Demand
from services.errors import BadInput, NotAllowed
from services.hindrances import Hindrance, Hindrances, Mend
from services.problem import Severity
from services.recurrence import Frequency, Kind
from services.register import Register
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, at
from tests.integration.services.town import Town

TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database, make_tenant(database, "Solbacken"))


def found(town: Town, first: date = MONDAY, last: date = SUNDAY) -> list[Hindrance]:
    return Hindrances(town.database).of(town.actor, first, last)


def only(town: Town, code: str) -> Hindrance:
    (told,) = [each for each in found(town) if each.code == code]
    return told


def test_a_client_without_a_place_costs_all_its_visits_and_placing_it_mends_that(town: Town) -> None:
    client = town.client("K1", is_placed=False)
    town.need(client)
    town.need(client, "Lunch", duration_s=3600)
    told = only(town, "NEED-002")
    assert (told.where, told.mend, told.about, told.visits, told.lost_s) == ("K1", Mend.PLACE, client.id, 14, 7 * 5400)
    Register(town.database).place(town.actor, client.id, 59.31, 18.06)
    assert "NEED-002" not in {each.code for each in found(town)}


def test_a_need_that_gives_no_visit_is_named_once_for_all_its_days(town: Town) -> None:
    need = town.need(town.client("K1"), duration_s=7200)
    told = only(town, "NEED-004")
    assert (told.where, told.mend, told.about, told.visits) == ("K1 Morgon", Mend.NEED, need.id, 7)


def test_visits_that_are_not_laid_out_are_told_until_they_are(town: Town) -> None:
    town.need(town.client("K1"))
    told = only(town, "PLAN-030")
    assert (told.mend, told.visits, told.lost_s) == (Mend.LAY_OUT, 7, 7 * 1800)
    Demand(town.database).lay_out(town.actor, MONDAY, SUNDAY)
    assert "PLAN-030" not in {each.code for each in found(town)}


def test_nothing_to_plan_and_nobody_to_plan_stop_the_solve_and_come_first(town: Town) -> None:
    first = found(town)[0]
    assert (first.code, first.severity) == ("RUN-011", Severity.ERROR)
    town.visit(town.client("K1"))
    first = found(town)[0]
    assert (first.code, first.severity, first.mend) == ("RUN-012", Severity.ERROR, Mend.SHIFTS)


def test_a_day_without_shifts_is_one_line_whatever_it_costs(town: Town) -> None:
    client = town.client("K1")
    town.shift(town.carer("M1"))
    for hour in (8, 10, 12):
        town.visit(client, TUESDAY, hour)
    town.visit(client)
    told = only(town, "PLAN-032")
    assert (told.day, told.visits, told.mend) == (TUESDAY, 3, Mend.SHIFTS)
    assert len(found(town)) == 1


def test_a_skill_nobody_has_is_one_line_and_giving_it_mends_it(town: Town) -> None:
    carer, client = town.carer("M1"), town.client("K1")
    town.shift(carer)
    for hour in (8, 10):
        town.visit(client, hour=hour, skills=(("insulin", 1),))
    told = only(town, "PROB-070")
    assert (told.where, told.visits, told.mend) == ("insulin", 2, Mend.SKILLS)
    assert len(found(town)) == 1
    Register(town.database).change(town.actor, employees=[replace(carer, skills=(HeldSkill("insulin"),))])
    assert found(town) == []


def test_visits_of_one_need_that_fail_alike_are_one_line(town: Town) -> None:
    client, carer = town.client("K1"), town.carer("M1")
    for day in range(7):
        town.shift(carer, MONDAY + timedelta(days=day), 12, 16)
    need = town.need(client)
    Demand(town.database).lay_out(town.actor, MONDAY, SUNDAY)
    told = only(town, "REACH-002")
    assert (told.where, told.visits, told.mend, told.about) == ("K1 Morgon", 7, Mend.NEED, need.id)


def test_a_pool_nobody_of_whom_works_leads_to_the_clients_carers(town: Town) -> None:
    client, away = town.client("K1"), town.carer("M2")
    town.shift(town.carer("M1"))
    town.visit(client)
    town.write(lambda work: work.people.add_relations([Relation(client.id, away.id, CarerRelation.POOL)]))
    told = only(town, "REACH-001")
    assert (told.mend, told.about) == (Mend.CARERS, client.id)


def test_an_impossible_dependency_is_told_with_its_chain(town: Town) -> None:
    client = town.client("K1")
    town.shift(town.carer("M1"))
    first = town.visit(client)
    later = town.visit(client, hour=10, after=(AfterRow(first.id, MONDAY, 6 * 3600),))
    told = only(town, "REACH-006")
    assert (told.mend, told.about) == (Mend.VISIT, later.id)
    assert "K1 Morgon" in told.cause.sv


def test_visits_that_wait_for_each_other_stop_the_solve(town: Town) -> None:
    client = town.client("K1")
    town.shift(town.carer("M1"))
    first, second = town.visit(client), town.visit(client, hour=10)
    tied = [
        replace(first, after=(AfterRow(second.id, MONDAY, 0),)),
        replace(second, after=(AfterRow(first.id, MONDAY, 0),)),
    ]
    town.write(lambda work: work.visits.change(tied))
    told = found(town)[0]
    assert (told.code, told.severity, told.mend) == ("PROB-021", Severity.ERROR, Mend.VISIT)


def test_a_delegation_that_ends_inside_the_period_is_told_with_the_visits_that_need_it(town: Town) -> None:
    carer, client = town.carer("M1", HeldSkill("insulin", 1, None, MONDAY)), town.client("K1")
    other = town.carer("M2", HeldSkill("insulin"))
    for day in (MONDAY, TUESDAY):
        town.shift(carer, day)
        town.shift(other, day)
        town.visit(client, day, skills=(("insulin", 1),))
    told = only(town, "PLAN-031")
    assert (told.where, told.about, told.risk_s, told.visits) == ("M1", carer.id, 1800, 0)


def test_a_shift_of_somebody_who_is_away_is_told(town: Town) -> None:
    sick = town.carer("M1")
    town.visit(town.client("K1"))
    town.shift(sick)
    absence = EmployeeAbsenceRow(new_id(), sick.id, at(0), at(0, day=TUESDAY), AbsenceKind.SICK)
    town.write(lambda work: work.absences.add_of_employees([absence]))
    told = only(town, "ROTA-001")
    assert (told.where, told.mend, told.day, told.risk_s) == ("M1", Mend.ABSENCE, MONDAY, 9 * 3600)
    town.write(lambda work: work.absences.remove(absence.id))
    assert found(town) == []


def test_patterns_that_want_the_same_carer_or_vehicle_twice_are_told_and_so_are_shifts_not_made(town: Town) -> None:
    car = VehicleRow(new_id(), "Bil 1", "car", 5, location=(18.05, 59.3))
    day, evening = (TemplateRow(new_id(), "Dag", time(7), time(16)), TemplateRow(new_id(), "Kväll", time(15), time(22)))
    town.visit(town.client("K1"))

    def pattern(carer: EmployeeRow, kind: TemplateRow, vehicle: UUID | None = None) -> PatternRow:
        rule = Frequency(Kind.DATES, dates=(MONDAY,)).to_json()
        return PatternRow(new_id(), carer.id, kind.id, rule, MONDAY, town.office.id, town.office.id, None, vehicle)

    first, second = town.carer("M1"), town.carer("M2")
    town.write(lambda work: work.vehicles.add([car]))
    town.write(lambda work: work.shifts.add_templates([day, evening]))
    rows = [pattern(first, day, car.id), pattern(first, evening), pattern(second, evening, car.id)]
    for row in rows:
        town.write(lambda work, row=row: work.patterns.add([row]))  # type: ignore[misc]
    told = {each.code: each for each in found(town)}
    assert {code: each.where for code, each in told.items() if code.startswith("ROTA")} == {
        "ROTA-002": "M1",
        "ROTA-005": "M2",
    }
    assert (told["PLAN-034"].risk_s, told["PLAN-034"].mend) == (9 * 3600, Mend.MAKE)


def test_a_rest_shorter_than_eleven_hours_is_told(town: Town) -> None:
    carer = town.carer("M1")
    town.visit(town.client("K1"))
    town.shift(carer, MONDAY, 14, 22)
    town.shift(carer, TUESDAY, 7, 16)
    assert [(each.code, each.day) for each in found(town)] == [("REACH-002", MONDAY), ("ROTA-010", TUESDAY)]


def test_more_minutes_lost_come_before_fewer(town: Town) -> None:
    town.shift(town.carer("M1"))
    town.visit(town.client("K1"), hour=18, duration_s=600)
    town.visit(town.client("K2"), hour=18, duration_s=3600)
    assert [each.where.split()[0] for each in found(town)] == ["K2", "K1"]


def test_the_stamp_moves_with_every_change_and_only_then(town: Town) -> None:
    hindrances, client = Hindrances(town.database), town.client("K1")
    carer = town.carer("M1")
    stamps = [hindrances.stamp(town.actor, MONDAY, SUNDAY)]
    assert hindrances.stamp(town.actor, MONDAY, SUNDAY) == stamps[0]
    pool = Relation(client.id, carer.id, CarerRelation.POOL)
    acts: list[Callable[[], object]] = [
        lambda: town.visit(client), lambda: town.shift(carer), lambda: town.need(client),
        lambda: Register(town.database).relate(town.actor, client.id, [pool]),
        lambda: Register(town.database).place(town.actor, client.id, 59.4, 18.1),
    ]  # fmt: skip
    for act in acts:
        act()
        stamps.append(hindrances.stamp(town.actor, MONDAY, SUNDAY))
    assert len(set(stamps)) == len(stamps)


def test_only_those_who_see_plans_ask_and_only_for_so_many_days(town: Town) -> None:
    hindrances = Hindrances(town.database)
    with pytest.raises(NotAllowed):
        hindrances.of(replace(town.actor, role=Role.EMPLOYEE), MONDAY, SUNDAY)
    for first, last in ((SUNDAY, MONDAY), (MONDAY, MONDAY + timedelta(days=35))):
        with pytest.raises(BadInput, match="PLAN-033"):
            hindrances.of(town.actor, first, last)
