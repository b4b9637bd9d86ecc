"""Files of care systems become clients, needs, visits, shifts and a plan by hand; again, they change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets
from data.repositories.places import PlaceRow
from data.vocabulary import PlanKind, Role, VisitStatus
from services.access import Actor
from services.ecare.profile import CareProfile
from services.ecare.use_case import CareWish, Ecare
from services.errors import BadInput
from services.importing.care import CareImporting, CareKind
from services.importing.care.rules import Rules, Wins
from services.integrations.care_files.slinga_csv import COLUMNS as SLINGA
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.problem import Plan
from tests.integration.conftest import Tenant, make_tenant
from tests.unit.services.integrations.care_files import making

MONDAY = date(2027, 2, 1)
DAYS = (MONDAY, MONDAY + timedelta(days=13))
ADDRESSES = "address;lat;lon\nKontorsgatan 1, 111 11 Solby;59.30;18.10\n" + "\n".join(
    f"Storgatan {1 + i}, 111 11 Solby;{59.3 + i / 4000:.5f};{18.1 + i / 3000:.5f}" for i in range(250)
)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def importing(database: Database) -> CareImporting:
    return CareImporting(database)


def a_planner(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


FILES: dict[CareKind, bytes] = {
    CareKind.SLINGA: making.slinga_file(200),
    CareKind.VISIT_LIST: making.list_file(300),
    CareKind.ENTRIES: making.entries_file(200),
    CareKind.TASKS: making.tasks_file(150),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_taken_in_and_again_changes_nothing(importing: CareImporting, tenant: Tenant, kind: CareKind) -> None:
    actor, raw = a_planner(tenant), FILES[kind]
    look = importing.look(actor, "fil", raw, DAYS, ADDRESSES.encode())
    assert look.kind is kind
    assert look.is_sound
    assert look.changes_anything
    applied = importing.apply(actor, "fil", raw, DAYS, ADDRESSES.encode())
    assert {name: tally.new for name, tally in applied.look.tallies.items()} == {
        name: tally.new for name, tally in look.tallies.items()
    }
    again = importing.look(actor, "fil", raw, DAYS, ADDRESSES.encode())
    assert again.was_applied
    assert not again.changes_anything


def test_recurring_visits_become_needs_visits_and_the_slingas_plan(
    importing: CareImporting, tenant: Tenant, database: Database
) -> None:
    actor = a_planner(tenant)
    applied = importing.apply(actor, "slinga.csv", FILES[CareKind.SLINGA], DAYS, ADDRESSES.encode())
    assert applied.plan_id is not None
    opened = Planning(database).open_plan(actor, applied.plan_id)
    assert opened.summary.kind is PlanKind.MANUAL
    with database.reading(tenant.acting()) as work:
        visits = work.visits.between(*DAYS)
        needs = work.requirements.all()
        slingas = {row.external_ref for row in work.people.employees()}
    assert opened.plan.served() == {str(row.id) for row in visits}
    assert slingas == {f"Dag {i:02d}" for i in range(1, 31)}
    doubles = [need for need in needs if need.carers_needed == 2]
    assert not doubles or all(any(v.group_id for v in visits if v.visit_requirement_id == n.id) for n in doubles)
    assert any(need.is_dormant for need in needs)


def test_recurring_visits_of_a_file_change_neither_published_days_nor_needs_that_are_ours_to_say(
    importing: CareImporting, tenant: Tenant, database: Database
) -> None:
    actor, raw = a_planner(tenant), making.slinga_file(10)
    importing.apply(actor, "slinga.csv", raw, DAYS, ADDRESSES.encode())
    with database.writing(tenant.acting()) as work:
        before, needs = work.visits.between(*DAYS), work.requirements.all()
        published = (MONDAY, MONDAY + timedelta(days=6))
        store_plan(work, PlanKind.PUBLISHED, "", published, load_problem(work, *published), Plan())
    longer = raw.replace(b",Varje dag,", b',"Varannan vecka, tor",')
    assert longer != raw
    ours = Ecare(database, frozenset({"127.0.0.1"}))
    ours.save(actor, CareWish("http://127.0.0.1:9", "k", "Authorization", CareProfile(rules=Rules(wanted=Wins.OURS))))
    look = importing.look(actor, "slinga.csv", longer, DAYS, ADDRESSES.encode())
    assert (look.changes_anything, look.kept > 0) == (False, True)
    ours.close(actor)
    applied = importing.apply(actor, "slinga.csv", longer, DAYS, ADDRESSES.encode())
    with database.reading(tenant.acting()) as work:
        after = work.visits.between(*DAYS)
        assert work.requirements.all() != needs
    assert [row for row in after if row.visit_date <= published[1]] == [
        row for row in before if row.visit_date <= published[1]
    ]
    assert len(after) < len(before)
    assert applied.look.kept > 0


def test_rows_that_share_a_dubbelid_are_one_visit_by_two(importing: CareImporting, tenant: Tenant) -> None:
    one = dict(zip(SLINGA, making.slinga_rows(1)[0], strict=True)) | {
        "Återkommande": "Varje dag",
        "Dubbelid": "D1",
    }
    two = one | {"visitid": "20000", "Slinga": "Dag 02"}
    raw = making.written(SLINGA, [[row[name] for name in SLINGA] for row in (one, two)], ",").encode()
    look = importing.look(a_planner(tenant), "fil", raw, (MONDAY, MONDAY), ADDRESSES.encode())
    assert (look.tallies["needs"].new, look.tallies["visits"].new, look.tallies["shifts"].new) == (1, 2, 2)


def test_a_pseudonym_that_somebody_else_has_is_numbered(
    importing: CareImporting, tenant: Tenant, database: Database
) -> None:
    with database.writing(tenant.acting()) as work:
        work.people.add_clients([(ClientRow(new_id(), "K001"), ClientSecrets())])
    importing.apply(a_planner(tenant), "fil", FILES[CareKind.SLINGA], DAYS, ADDRESSES.encode())
    with database.reading(tenant.acting()) as work:
        named = {row.external_ref: row.pseudonym for row in work.people.clients()}
    assert (named["K001"], named["K002"]) == ("K001 (2)", "K002")


def test_without_positions_needs_wait_and_the_clients_are_named(importing: CareImporting, tenant: Tenant) -> None:
    look = importing.look(a_planner(tenant), "fil", FILES[CareKind.SLINGA], DAYS)
    assert look.is_sound
    assert len(look.unplaced) == look.tallies["clients"].new == 200
    assert look.tallies["visits"].new == 0
    assert {issue.code for issue in look.issues} == {"FILE-022", "CARE-001", "CARE-002"}


def test_performed_minutes_are_kept_with_the_visit(
    importing: CareImporting, tenant: Tenant, database: Database
) -> None:
    actor = a_planner(tenant)
    # Tasks carry no address, so their clients are placed first, under the ids their numbers are turned into.
    importing.apply(actor, "tasks.json", FILES[CareKind.TASKS])
    with database.writing(tenant.acting()) as work:
        place = PlaceRow(new_id(), 59.31, 18.11)
        work.places.add([place])
        for client in work.people.clients():
            assert work.people.change_client(replace(client, place_id=place.id))
    importing.apply(actor, "tasks.json", FILES[CareKind.TASKS])
    with database.reading(tenant.acting()) as work:
        rows = work.visits.between(*DAYS)
    assert len(rows) == 150
    done = [row for row in rows if row.status is VisitStatus.DONE]
    assert len(done) == 100
    assert {row.actual_end - row.actual_start for row in done if row.actual_end and row.actual_start} == {
        timedelta(minutes=22)
    }


def test_one_bad_row_stops_the_file_unless_only_the_good_ones_are_wanted(
    importing: CareImporting, tenant: Tenant, database: Database
) -> None:
    actor = a_planner(tenant)
    raw = FILES[CareKind.SLINGA].replace(b"Varje dag", b"Varje timme", 1)
    with pytest.raises(BadInput, match="IMPORT-001") as refused:
        importing.apply(actor, "fil", raw, DAYS, ADDRESSES.encode())
    assert any(getattr(problem, "code", "") == "FILE-014" for problem in refused.value.problems)
    with database.reading(tenant.acting()) as work:
        assert work.people.clients() == []
    applied = importing.apply(actor, "fil", raw, DAYS, ADDRESSES.encode(), only_good=True)
    assert applied.look.rejected == 1
    with database.reading(tenant.acting()) as work:
        assert (work.imports.newest()[0].rows_ok, work.imports.newest()[0].rows_bad) == (199, 1)


def test_a_file_of_no_known_layout_is_told(importing: CareImporting, tenant: Tenant) -> None:
    look = importing.look(a_planner(tenant), "semester.csv", b"a,b\n1,2\n")
    assert [issue.code for issue in look.issues] == ["CARE-003"]
