"""An import is taken back whole, row for row; or, when somebody has gone on working, refused with every reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from data.connect import Database
from data.repositories.people import HeldSkill
from data.repositories.planner_tables import TABLES
from data.repositories.table_facts import references
from data.vocabulary import AuditAction, PersonKind, PlanKind, Role
from services.access import Actor
from services.constraints.kind import Score
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.importing import Importing
from services.importing.against import FOLLOWING, LABELS, Reason
from services.importing.care import CareImporting
from services.importing.undoing import Undoing
from services.integrations.timefold.writer import write_input, write_output
from services.keeping.archiving import Archiving
from services.keeping.keys import KeyKeeping
from services.keeping.persons import Persons
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan
from services.words import Language
from services.workbook import Workbooks
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, skills
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.household import MONDAY as HOUSE_MONDAY
from tests.integration.services.household import furnish
from tests.integration.services.test_care_importing import ADDRESSES
from tests.integration.services.test_workbook import edited, put
from tests.integration.services.undone import differing, everything
from tests.unit.services.integrations.care_files import making

MONDAY = date(2027, 2, 1)
DAYS = (MONDAY, MONDAY + timedelta(days=13))


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def actor(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


@pytest.fixture
def undoing(database: Database) -> Undoing:
    return Undoing(database)


def a_day() -> bytes:
    visits = [
        a_visit("C1.breakfast", "08:00-09:00", km=1),
        a_visit("C1.lunch", "11:00-13:00", km=1, after=(after("C1.breakfast 120"),), pool=("Bo",)),
        a_visit("C2.lift", "09:00-10:00", km=2, skills=(("stomi", 1),), preferred=("Eva",)),
    ]
    shifts = [a_shift("Bo", breaks=["11:00-13:00 30"], skills=skills(["stomi"])), a_shift("Eva")]
    return json.dumps(write_input(a_problem(*visits, *shifts))).encode()


def a_plan_of_the_day() -> bytes:
    problem = a_problem(a_visit("C1.breakfast", "08:00-09:00", km=1), a_shift("Bo"))
    return json.dumps(write_output(problem, a_plan({"Bo": ["C1.breakfast 08:00"]}), Score())).encode()


def a_workbook(database: Database, actor: Actor) -> bytes:
    """The register with a client's address and status, a carer's skills, a need, a shift and a weight changed."""
    raw = Workbooks(database).take_out(actor, Language.EN, (HOUSE_MONDAY, HOUSE_MONDAY + timedelta(days=13)),
                                       with_personal=True)  # fmt: skip
    with edited(raw) as (book, saved):
        put(book["Clients"], ("Pseudonym", "K0"), "Status", "Ended")
        put(book["Clients"], ("Pseudonym", "K0"), "Address", "Nygatan 9")
        put(book["Employees"], ("Pseudonym", "M1"), "Phone", "070-1")
        put(book["Skills"], ("Employee", "M1"), "Level", 1)
        put(book["Visit requirements"], ("External id", "V00005"), "Minutes", 55)
        put(book["Shifts"], ("Employee", "M0"), "Ends", "17:00")
        put(book["Vehicles"], ("Name", "Bil 1"), "Seats", 7)
        put(book["Constraints"], ("Rule", "soft.travel.minutes"), "Weight", 9)
        put(book["Overrides"], ("Rule", "soft.continuity.new_face"), "Value", 11)
        return saved()


def take_in(database: Database, actor: Actor, kind: str) -> None:
    """A file of the kind, taken in."""
    care = CareImporting(database)
    made: dict[str, Callable[[], object]] = {
        "fsr": lambda: Importing(database).apply(actor, "dag.json", a_day()),
        "fsr-plan": lambda: Importing(database).apply(actor, "plan.json", a_plan_of_the_day()),
        "slinga-csv": lambda: care.apply(actor, "slinga.csv", making.slinga_file(120), DAYS, ADDRESSES.encode()),
        "visit-list-csv": lambda: care.apply(actor, "lista.csv", making.list_file(120), None, ADDRESSES.encode()),
        "schedule-entries": lambda: care.apply(actor, "e.json", making.entries_file(80), None, ADDRESSES.encode()),
        "task-metrics": lambda: care.apply(actor, "t.json", making.tasks_file(80), None, ADDRESSES.encode()),
        "xlsx": lambda: Workbooks(database).apply(actor, "bok.xlsx", a_workbook(database, actor)),
    }
    made[kind]()


KINDS = ("fsr", "fsr-plan", "slinga-csv", "visit-list-csv", "schedule-entries", "task-metrics", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
def test_what_any_file_wrote_is_put_back_row_for_row(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing, kind: str
) -> None:
    furnish(database, tenant, actor)
    if kind == "fsr-plan":
        take_in(database, actor, "fsr")
    before = everything(database, tenant)
    take_in(database, actor, kind)
    after = everything(database, tenant)
    assert differing(before, after)
    newest = undoing.taken_in(actor)[0]
    assert (newest.kind, newest.can_be_undone, newest.undone_at) == (kind, True, None)
    look = undoing.look(actor, newest.id)
    assert look.may_undo
    assert everything(database, tenant) == after  # looking changes nothing
    undoing.undo(actor, newest.id)
    assert differing(before, everything(database, tenant)) == {}
    undone = undoing.taken_in(actor)[0]
    assert (undone.can_be_undone, undone.undone_at is not None) == (False, True)
    take_in(database, actor, kind)  # and may be taken in again
    assert differing(before, everything(database, tenant))


def test_an_import_over_an_earlier_one_gives_the_earlier_one_back(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing
) -> None:
    care = CareImporting(database)
    care.apply(actor, "a.csv", making.slinga_file(120), DAYS, ADDRESSES.encode())
    first = everything(database, tenant)
    # Another version of the file: longer visits, fewer of them.
    longer = making.slinga_file(100).replace(b",30,", b",35,")
    care.apply(actor, "b.csv", longer, DAYS, ADDRESSES.encode())
    assert differing(first, everything(database, tenant))
    newest, earlier = undoing.taken_in(actor)[:2]
    assert not undoing.look(actor, earlier.id).may_undo
    undoing.undo(actor, newest.id)
    assert differing(first, everything(database, tenant)) == {}
    undoing.undo(actor, earlier.id)
    assert not any(rows for name, rows in everything(database, tenant).items() if name != "constraint_definitions")


def reasons(undoing: Undoing, actor: Actor) -> list[tuple[str, str]]:
    """Codes and rows that stand against undoing the newest import."""
    look = undoing.look(actor, undoing.taken_in(actor)[0].id)
    return [(each.code, each.where.en if each.where else "") for each in look.against]


def test_a_row_changed_since_is_named_and_nothing_is_undone(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing
) -> None:
    take_in(database, actor, "fsr")
    with database.writing(tenant.acting()) as work:
        client = next(row for row in work.people.clients() if row.external_ref == "C1")
        work.people.change_client(replace(client, traits=("hund",)))
    before = everything(database, tenant)
    assert reasons(undoing, actor) == [("UNDO-001", f"Client {client.pseudonym}")]
    with pytest.raises(BadInput) as refused:
        undoing.undo(actor, undoing.taken_in(actor)[0].id)
    told = [each for each in refused.value.problems if isinstance(each, Reason)]
    assert [each.as_issue(Language.SV).where for each in told] == [f"Klient {client.pseudonym}"]
    assert everything(database, tenant) == before


def test_what_was_hung_on_an_imported_row_since_stops_it_too(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing
) -> None:
    take_in(database, actor, "fsr")
    with database.writing(tenant.acting()) as work:
        carer = next(row for row in work.people.employees() if row.external_ref == "Eva")
        work.people.change_employee(replace(carer, skills=(HeldSkill("insulin"),)))
    assert reasons(undoing, actor) == [("UNDO-002", f"Carer {carer.pseudonym}")]


def test_a_removed_visit_and_a_plan_made_since_are_told(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing
) -> None:
    take_in(database, actor, "fsr")
    with database.writing(tenant.acting()) as work:
        first, last = work.visits.days() or DAYS
        visit = next(row for row in work.visits.between(first, last) if row.external_ref == "C2.lift")
        work.visits.remove([(visit.visit_date, visit.id)])
        problem = load_problem(work, first, last)
        store_plan(work, PlanKind.OPTIMISED, "Natten", (first, last), problem, Plan())
    codes = {code for code, _ in reasons(undoing, actor)}
    assert codes == {"UNDO-003", "UNDO-005"}
    assert ("UNDO-005", f"Plan Natten, {first}") in reasons(undoing, actor)


def test_a_skill_others_use_by_now_stays_and_the_rest_goes(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing
) -> None:
    furnish(database, tenant, actor)
    take_in(database, actor, "fsr")
    with database.writing(tenant.acting()) as work:
        carer = next(row for row in work.people.employees() if row.pseudonym == "M0")
        work.people.change_employee(replace(carer, skills=(*carer.skills, HeldSkill("stomi"))))
    with database.reading(tenant.acting()) as work:
        before_rows = len(work.people.clients())
    undoing.undo(actor, undoing.taken_in(actor)[0].id)
    with database.reading(tenant.acting()) as work:
        assert "stomi" in work.skills.ids()
        assert len(work.people.clients()) == before_rows - 2


def test_images_survive_a_new_key_and_go_with_an_erased_person(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing, tmp_path: object
) -> None:
    furnish(database, tenant, actor)
    before = everything(database, tenant)
    take_in(database, actor, "xlsx")
    archiving = Archiving(database, tmp_path)  # type: ignore[arg-type]
    KeyKeeping(database, archiving).renew_data_key(tenant.organization_id)
    KeyKeeping(database, archiving).renew_index_key(tenant.organization_id)
    undoing.undo(actor, undoing.taken_in(actor)[0].id)
    assert differing(before, everything(database, tenant)) == {}
    take_in(database, actor, "xlsx")
    with database.reading(tenant.acting()) as work:
        changed = next(row.id for row in work.people.clients() if row.pseudonym == "K0")
    Persons(database, archiving).erase(actor, PersonKind.CLIENT, changed)
    assert "UNDO-006" in {code for code, _ in reasons(undoing, actor)}


def test_images_are_sealed_and_no_row_is_kept_in_clear(database: Database, tenant: Tenant, actor: Actor) -> None:
    furnish(database, tenant, actor)
    take_in(database, actor, "xlsx")
    with database.reading(tenant.acting()) as work:
        rows = work.connection.execute(text("SELECT told, image_enc FROM caire.import_images")).all()
    assert rows
    assert all(row.told is None and row.image_enc for row in rows)


def test_undoing_is_told_in_the_audit_and_done_once_by_those_who_may(
    database: Database, tenant: Tenant, actor: Actor, undoing: Undoing
) -> None:
    take_in(database, actor, "fsr")
    taken = undoing.taken_in(actor)[0]
    with pytest.raises(NotAllowed):
        undoing.undo(replace(actor, role=Role.EMPLOYEE), taken.id)
    with pytest.raises(NotAllowed):
        undoing.undo(replace(actor, read_only=True), taken.id)
    with pytest.raises(NotFound):
        undoing.undo(actor, tenant.organization_id)
    undoing.undo(actor, taken.id)
    with pytest.raises(Conflict):
        undoing.undo(actor, taken.id)
    now = datetime.now(UTC)
    with database.reading(tenant.acting()) as work:
        found = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.UNDO)
    assert [(each.table_name, each.row_id, each.user_id) for each in found] == [
        ("imports", str(taken.id), tenant.admin_id)
    ]


def test_another_organisation_finds_no_import_of_ours(database: Database, actor: Actor, undoing: Undoing) -> None:
    take_in(database, actor, "fsr")
    stranger = make_tenant(database, "Björkhagen")
    with pytest.raises(NotFound):
        undoing.look(Actor(stranger.organization_id, stranger.admin_id, Role.ADMIN), undoing.taken_in(actor)[0].id)


def test_every_table_that_can_stand_against_an_undo_has_a_name_for_planners() -> None:
    pointing = {other for name in TABLES for other, _ in references(name)}
    assert (pointing | set(TABLES)) - LABELS.keys() - set(FOLLOWING) == set()
