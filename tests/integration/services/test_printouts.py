"""Taking a plan out of a real database: every form opens, and names leave only for a reason and on record."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from data.connect import Database
from data.ids import new_id
from data.repositories.audit import AuditEntry
from data.repositories.people import ClientRow, ClientSecrets
from data.vocabulary import AuditAction, PlanKind, Role
from services.access import Actor
from services.errors import BadInput, NotAllowed, NotFound
from services.integrations.timefold.output_reader import read_output
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.printouts.order import Form, Order
from services.printouts.use_case import Printouts
from services.problem import Plan, Problem, Route, Stop, StopKind
from services.words import Language
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care

REASON = "utskrift till morgonens utlämning"
WRITTEN = list(Form)


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Solbacken"))


@pytest.fixture
def plan_id(database: Database, care: Care) -> UUID:
    with database.writing(acting(care)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        return store_plan(work, PlanKind.MANUAL, "", (MONDAY, MONDAY), problem, _laid(problem))


def _laid(problem: Problem) -> Plan:
    visits = sorted(problem.visits, key=lambda v: v.windows[0].start_s)
    first, second = problem.shifts[:2]
    stops = [Stop(StopKind.VISIT, v.id, v.windows[0].start_s + 2100 * i) for i, v in enumerate(visits[:3])]
    other = Stop(StopKind.VISIT, visits[3].id, visits[3].windows[0].start_s)
    return Plan((Route(first.id, tuple(stops)), Route(second.id, (other,))))


def order(form: Form, **fields: object) -> Order:
    return Order(form, MONDAY, MONDAY, **fields)  # type: ignore[arg-type]


def named(form: Form, reason: str = REASON) -> Order:
    return order(form, with_names=True, reason=reason)


def exported(database: Database, care: Care) -> list[AuditEntry]:
    now = datetime.now(UTC)
    admin = Actor(care.actor.organization_id, care.actor.user_id, Role.ADMIN)
    with database.reading(acting(replace(care, actor=admin))) as work:
        return work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.EXPORT)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", WRITTEN)
def test_every_form_is_written_and_says_what_it_is(
    database: Database, care: Care, plan_id: UUID, form: Form, language: Language
) -> None:
    made = Printouts(database).take_out(care.actor, plan_id, order(form), language)
    beginnings = {
        "html": b"<!doctype html>", "pdf": b"%PDF-", "xlsx": b"PK", "zip": b"PK", "ics": b"BEGIN:VCALENDAR",
        "json": b"{",
    }  # fmt: skip
    assert made.raw.startswith(beginnings[made.name.rpartition(".")[2]])
    assert re.fullmatch(r"[\w.-]+", made.name)


def test_without_names_there_are_pseudonyms_and_the_plan_is_on_record(
    database: Database, care: Care, plan_id: UUID
) -> None:
    made = Printouts(database).take_out(care.actor, plan_id, order(Form.DAY_SHEETS), Language.SV)
    assert b"Eva Ek" not in made.raw
    assert b"Karl Kvist" not in made.raw
    assert [(each.table_name, each.row_id) for each in exported(database, care)] == [
        ("schedule_solutions", str(plan_id))
    ]


@pytest.mark.parametrize("form", [form for form in WRITTEN if form is not Form.MODEL_OUTPUT])
def test_with_names_everybody_named_is_on_record_with_the_reason(
    database: Database, care: Care, plan_id: UUID, form: Form
) -> None:
    made = Printouts(database).take_out(care.actor, plan_id, named(form), Language.SV)
    if form is Form.DAY_SHEETS:
        assert b"Eva Ek" in made.raw
        assert b"Karl Kvist" in made.raw
    people = [each for each in exported(database, care) if each.table_name in {"clients", "employees"}]
    assert {each.table_name for each in people} == {"clients", "employees"}
    assert {each.reason for each in people} == {REASON}


def test_only_those_on_the_paper_are_opened(database: Database, care: Care, plan_id: UUID) -> None:
    Printouts(database).take_out(care.actor, plan_id, named(Form.DAY_SHEETS), Language.SV)
    clients = {each.row_id for each in exported(database, care) if each.table_name == "clients"}
    assert 0 < len(clients) <= 4 < len(care.clients)


def test_names_need_the_right_and_a_reason(database: Database, care: Care, plan_id: UUID) -> None:
    printouts = Printouts(database)
    with pytest.raises(BadInput, match="PRINT-001"):
        printouts.take_out(care.actor, plan_id, named(Form.DAY_SHEETS, "  x "), Language.SV)
    expired = replace(care.actor, read_only=True)
    with pytest.raises(NotAllowed):
        printouts.take_out(expired, plan_id, named(Form.DAY_SHEETS), Language.SV)
    assert printouts.take_out(expired, plan_id, order(Form.DAY_SHEETS), Language.SV).raw
    with pytest.raises(NotAllowed):
        printouts.take_out(replace(care.actor, role=Role.CLIENT), plan_id, order(Form.DAY_SHEETS), Language.SV)
    assert not [each for each in exported(database, care) if each.table_name == "clients"]


def test_a_protected_identity_never_gets_a_name(database: Database, care: Care, plan_id: UUID) -> None:
    with database.writing(acting(care)) as work:
        for row in work.people.clients():
            work.people.change_client(replace(row, protected_identity=True))
        work.people.add_clients([(ClientRow(new_id(), "Öppen"), ClientSecrets(name="Olle"))])
    made = Printouts(database).take_out(care.actor, plan_id, named(Form.LETTERS), Language.SV)
    assert b"Karl Kvist" not in made.raw
    assert b"Eva Ek" in made.raw
    assert not [each for each in exported(database, care) if each.table_name == "clients"]


def test_the_model_output_is_the_plan_and_holds_no_name(database: Database, care: Care, plan_id: UUID) -> None:
    made = Printouts(database).take_out(care.actor, plan_id, named(Form.MODEL_OUTPUT), Language.SV)
    opened = Planning(database).open_plan(care.actor, plan_id)
    assert read_output(made.raw, opened.problem).plan == opened.plan
    assert json.loads(made.raw)["kpis"]["totalAssignedVisits"] == 4
    assert b"Karl" not in made.raw


def test_each_carer_has_a_calendar_of_their_own(database: Database, care: Care, plan_id: UUID) -> None:
    printouts = Printouts(database)
    both = printouts.take_out(care.actor, plan_id, order(Form.CALENDARS), Language.EN)
    names = ZipFile(BytesIO(both.raw)).namelist()
    assert len(names) == 2
    problem = Planning(database).open_plan(care.actor, plan_id).problem
    one = printouts.take_out(
        care.actor, plan_id, order(Form.CALENDARS, carer_ids=(problem.shifts[0].carer_id,)), Language.EN
    )
    assert one.name.endswith(".ics")
    assert one.raw.count(b"BEGIN:VEVENT") == 3


def test_the_workbook_holds_what_nobody_makes(database: Database, care: Care, plan_id: UUID) -> None:
    made = Printouts(database).take_out(care.actor, plan_id, order(Form.BOOK), Language.EN)
    book = load_workbook(BytesIO(made.raw))
    assert book.sheetnames == ["Visits", "Unplanned", "Shifts", "Key figures"]
    assert book["Visits"].max_row == 1 + 4
    assert book["Unplanned"].max_row == 1 + len(care.visits) - 4


def test_days_without_a_visit_and_foreign_plans_are_refused(database: Database, care: Care, plan_id: UUID) -> None:
    printouts = Printouts(database)
    later = replace(order(Form.DAY_SHEETS), first_day=MONDAY + timedelta(days=1), last_day=MONDAY + timedelta(days=1))
    with pytest.raises(BadInput, match="PRINT-002"):
        printouts.take_out(care.actor, plan_id, later, Language.SV)
    stranger = seed_care(database, make_tenant(database, "Granliden")).actor
    with pytest.raises(NotFound):
        printouts.take_out(stranger, plan_id, order(Form.BOOK), Language.SV)
