"""Today is told from the rows: how the day runs, what is lacking, and what was put on record since yesterday."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.imports import RowOutcome
from data.repositories.solutions import NewSolution
from data.vocabulary import ImportState, PlanKind, Role, VisitStatus
from services.access import Actor
from services.errors import NotAllowed
from services.today.use_case import DayView, Today
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, at, seed_care

ZONE = ZoneInfo("Europe/Stockholm")


def planned(database: Database, care: Care, waiting: int = 1) -> list[datetime]:
    """All visits but the first few get a carer and a time; when they begin."""
    with database.writing(acting(care)) as work:
        rows = work.visits.between(MONDAY, MONDAY)[waiting:]
        starts = [row.windows[0].start + timedelta(minutes=30) for row in rows]
        work.visits.record([
            replace(row, status=VisitStatus.PLANNED, employee_id=care.carers[number % len(care.carers)],
                    planned_start=start, planned_end=start + timedelta(minutes=30))
            for number, (row, start) in enumerate(zip(rows, starts, strict=True))
        ])  # fmt: skip
    return starts


def seen(database: Database, care: Care) -> DayView:
    return Today(database).day(care.actor, MONDAY, ZONE)


def test_planned_visits_stand_in_their_hours_and_the_others_are_advised(database: Database) -> None:
    care = seed_care(database, make_tenant(database, "Sjövik"), clients=6, carers=5)
    starts = planned(database, care)
    view = seen(database, care)
    counted = {row.hour: row.visits for row in view.hours if row.visits}
    hours = [start.astimezone(ZONE).hour for start in starts]
    assert counted == {hour: hours.count(hour) for hour in hours}
    assert sum(row.unplanned for row in view.hours) == 1
    assert (view.counts.visits, view.counts.unplanned, view.counts.shifts) == (12, 1, 5)
    assert view.advice[0].key == "unplanned"
    assert view.advice[0].what.en == "One visit today has no carer"


def test_figures_are_those_of_the_plan_as_it_is_now_although_nothing_was_performed(database: Database) -> None:
    care = seed_care(database, make_tenant(database, "Norrsund"), clients=4, carers=2)
    assert seen(database, care).figures.travel_s_per_visit is None
    planned(database, care, waiting=0)
    figures = seen(database, care).figures
    assert figures.values["assigned_visits"] == 8
    assert figures.travel_s_per_visit
    assert 0 < (figures.client_time_share or 0) < 1


def test_a_carer_who_is_away_while_visits_wait_comes_first(database: Database) -> None:
    care = seed_care(database, make_tenant(database, "Lidby"), clients=4, carers=2)
    planned(database, care)
    with database.writing(acting(care)) as work:
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), care.carers[0], at(0), at(23, 59))])
    first = seen(database, care).advice[0]
    assert first.is_pressing
    assert first.what.en.endswith("is away today and has 4 visits")


def test_clients_who_meet_very_many_carers_are_counted_from_the_rows(database: Database) -> None:
    care = seed_care(database, make_tenant(database, "Hagen"), clients=1, carers=16)
    with database.writing(acting(care)) as work:
        (row, _) = work.visits.between(MONDAY, MONDAY)
        work.visits.add([
            replace(row, id=new_id(), visit_date=MONDAY - timedelta(days=1 + number % 13), status=VisitStatus.DONE,
                    employee_id=carer)
            for number, carer in enumerate(care.carers)
        ])  # fmt: skip
    assert "16" in next(each for each in seen(database, care).advice if each.key == "continuity").effect.sv


def test_what_was_put_on_record_since_yesterday_is_told_with_who_and_where(database: Database) -> None:
    care = seed_care(database, make_tenant(database, "Kullen"), clients=6, carers=2)
    planned(database, care)
    today = datetime.now(UTC).astimezone(ZONE).date()
    plan, file = new_id(), new_id()
    with database.writing(acting(care)) as work:
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), care.carers[0], at(0), at(23, 59))])
        work.visits.cancel([(row.visit_date, row.id) for row in work.visits.between(MONDAY, MONDAY)[2:6]])
        work.imports.receive(file, "fsr", "veckan.json", b"0" * 32, 10, care.actor.user_id)
        work.imports.settle(file, ImportState.APPLIED, 12, 12, 0, [RowOutcome(1, ok=True)])
        work.solutions.queue(NewSolution(plan, PlanKind.OPTIMISED, MONDAY, MONDAY, {}, asked_by=care.actor.user_id))
    told = {each.key.split(".")[0]: each for each in Today(database).day(care.actor, today, ZONE).happened}
    assert told["away"].what.en.endswith("is ill until Mon 1/2")
    assert told["off"].what.sv.startswith("4 besök är avbokade: ")
    assert told["off"].what.en.endswith(" and 1 more")
    assert told["import"].what.en == "A file was imported: 12 rows"
    assert told["plan"].what.sv == "En plan beräknas, mån 1/2"
    assert {key: each.url_path for key, each in told.items()} == {
        "away": "shifts", "off": "plan", "import": "import", "plan": "solve",
    }  # fmt: skip
    assert told["import"].who
    assert Today(database).day(care.actor, today + timedelta(days=2), ZONE).happened == ()


def test_who_called_in_sick_on_behalf_is_told_to_administrators_only(database: Database) -> None:
    """The audit is theirs; others see that and when."""
    care = seed_care(database, make_tenant(database, "Vreten"), clients=1, carers=1)
    with database.writing(acting(care)) as work:
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), care.carers[0], at(0), at(23, 59))])
    today = datetime.now(UTC).astimezone(ZONE).date()
    by_role = {
        role: Today(database).day(replace(care.actor, role=role), today, ZONE).happened[0].who
        for role in (Role.ADMIN, Role.SCHEDULER)
    }
    assert by_role[Role.ADMIN]
    assert by_role[Role.SCHEDULER] is None


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN])
def test_carers_clients_and_the_platform_have_no_business_here(database: Database, role: Role) -> None:
    tenant = make_tenant(database, "Sälen")
    actor = Actor(tenant.organization_id, new_id(), role)
    with pytest.raises(NotAllowed):
        Today(database).day(actor, MONDAY, ZONE)
