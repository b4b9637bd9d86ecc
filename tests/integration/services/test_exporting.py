"""Days and plans leave as Timefold's files, and come back as what they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.vocabulary import AuditAction, PlanKind, Role
from services.access import Actor
from services.errors import BadInput, NotAllowed
from services.importing import Importing
from services.importing.care import CareImporting
from services.importing.exporting import Exporting
from services.integrations.timefold.reader import read_input
from services.planning.use_case import Planning
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.test_care_importing import ADDRESSES, DAYS
from tests.integration.services.test_undoing import a_day, a_plan_of_the_day
from tests.unit.services.integrations.care_files import making

WHY = "jämförelse med en annan lösare"


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def actor(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.SCHEDULER)


def test_a_file_taken_in_and_out_is_the_same_problem_and_changes_nothing_when_it_comes_back(
    database: Database, tenant: Tenant, actor: Actor
) -> None:
    importing, exporting = Importing(database), Exporting(database)
    days = importing.apply(actor, "dag.json", a_day()).days
    out = exporting.model_input(actor, days, with_positions=True, reason=WHY)
    was, told = read_input(a_day()).problem, read_input(out).problem
    assert was is not None
    assert told is not None
    assert {v.id: (v.client_id, v.windows, v.skills, v.pool, v.after) for v in told.visits} == {
        v.id: (v.client_id, v.windows, v.skills, v.pool, v.after) for v in was.visits
    }
    assert {(p.lat, p.lon) for p in told.places} == {(p.lat, p.lon) for p in was.places}
    look = importing.look(actor, out)
    assert {kind: (tally.new, tally.changed) for kind, tally in look.tallies.items()} == {
        "employees": (0, 0), "clients": (0, 0), "shifts": (0, 0), "visits": (0, 0),
    }  # fmt: skip


def test_days_no_file_has_named_are_known_again_by_our_own_ids(
    database: Database, tenant: Tenant, actor: Actor
) -> None:
    CareImporting(database).apply(actor, "slinga.csv", making.slinga_file(60), DAYS, ADDRESSES.encode())
    with database.writing(tenant.acting()) as work:
        work.connection.exec_driver_sql("UPDATE caire.visits SET external_ref = NULL")
        work.connection.exec_driver_sql("UPDATE caire.clients SET external_ref = NULL")
    out = Exporting(database).model_input(actor, DAYS, with_positions=True, reason=WHY)
    look = Importing(database).look(actor, out)
    assert {kind: tally.new for kind, tally in look.tallies.items()} == dict.fromkeys(look.tallies, 0)


def test_without_the_right_or_a_reason_nobodys_home_is_told_exactly(
    database: Database, tenant: Tenant, actor: Actor
) -> None:
    days = Importing(database).apply(actor, "dag.json", a_day()).days
    exporting = Exporting(database)
    told = read_input(exporting.model_input(actor, days)).problem
    assert told is not None
    assert all((p.lat, p.lon) == (round(p.lat, 2), round(p.lon, 2)) for p in told.places)
    with pytest.raises(BadInput):
        exporting.model_input(actor, days, with_positions=True)
    with pytest.raises(NotAllowed):
        exporting.model_input(replace(actor, read_only=True), days, with_positions=True, reason=WHY)
    exporting.model_input(actor, days, with_positions=True, reason=WHY)
    now = datetime.now(UTC)
    with database.reading(tenant.acting()) as work:
        found = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.EXPORT)
    assert {each.reason for each in found} == {f"model input: {WHY}"}
    with pytest.raises(BadInput):
        exporting.model_input(actor, (days[0] + timedelta(days=99), days[0] + timedelta(days=99)))


def test_a_plan_leaves_as_an_output_and_comes_back_as_the_same_plan(
    database: Database, tenant: Tenant, actor: Actor
) -> None:
    importing = Importing(database)
    importing.apply(actor, "dag.json", a_day())
    importing.apply(actor, "plan.json", a_plan_of_the_day())
    planning = Planning(database)
    plan = next(each for each in planning.plans(actor) if each.kind is PlanKind.IMPORTED)
    out = Exporting(database).model_output(actor, plan.id)
    assert {item["id"] for vehicle in json.loads(out)["modelOutput"]["vehicles"] for shift in vehicle["shifts"]
            for item in shift["itinerary"] if item["kind"] == "VISIT"} == {"C1.breakfast"}  # fmt: skip
    importing.apply(actor, "igen.json", out)
    again = next(each for each in planning.plans(actor) if each.id != plan.id)
    assert planning.open_plan(actor, again.id).plan.served() == planning.open_plan(actor, plan.id).plan.served()
