"""What is written in one organisation comes back whole, is sealed at rest, and belongs to its transaction."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InternalError

from data.connect import Database
from data.ids import instant_of, new_id
from data.repositories.constraints import DefinitionRow, ValueRow
from data.repositories.imports import RowOutcome
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill, Relation
from data.repositories.places import PlaceRow
from data.repositories.shifts import BreakRow, ShiftRow
from data.repositories.solutions import NewSolution, ProgressRow
from data.repositories.vehicles import VehicleRow
from data.repositories.visits import AfterRow, Assignment, PinRow, VisitRow, WindowRow
from data.vocabulary import (
    AuditAction,
    CarerRelation,
    ConstraintCategory,
    ConstraintType,
    EntityType,
    ImportState,
    PlanKind,
    RunState,
    SolutionStatus,
    VisitStatus,
)
from data.work import Conflict, Work
from tests.integration.conftest import Tenant

TODAY = datetime.now(UTC).date()
EIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)


def a_place(work: Work) -> UUID:
    place_id = new_id()
    work.places.add([PlaceRow(place_id, 59.334591123, 18.063240456)])
    return place_id


def an_employee(work: Work, *skills: HeldSkill) -> UUID:
    employee_id = new_id()
    row = EmployeeRow(employee_id, pseudonym=employee_id.hex, skills=skills)
    work.people.add_employees([(row, EmployeeSecrets(name="Eva Ek", phone="070-000 00 00"))])
    return employee_id


def a_client(work: Work, place_id: UUID) -> UUID:
    client_id = new_id()
    row = ClientRow(client_id, pseudonym=client_id.hex, place_id=place_id)
    work.people.add_clients([(row, ClientSecrets(name="Karl Kvist", address="Storgatan 1"))])
    return client_id


def a_shift(employee_id: UUID, place_id: UUID, day: date = TODAY) -> ShiftRow:
    rest = BreakRow("B1", EIGHT + timedelta(hours=2), EIGHT + timedelta(hours=6), 1800, is_fixed=True)
    return ShiftRow(
        new_id(),
        day,
        employee_id,
        planned_start=EIGHT,
        planned_end=EIGHT + timedelta(hours=8),
        start_place_id=place_id,
        end_place_id=place_id,
        soft_end=EIGHT + timedelta(hours=7),
        breaks=(rest,),
        skills=(("nyckel", 1),),
        max_leg_s=1800,
    )


def a_visit(client_id: UUID, place_id: UUID, day: date = TODAY) -> VisitRow:
    window = WindowRow(EIGHT, EIGHT + timedelta(hours=1), EIGHT + timedelta(hours=2), preference=5)
    return VisitRow(new_id(), day, client_id, place_id, duration_s=1200, windows=(window,))


def test_a_visit_comes_back_as_it_was_written(database: Database, own: Tenant) -> None:
    with database.writing(own.acting()) as work:
        place = a_place(work)
        client, carer = a_client(work, place), an_employee(work)
        shift = a_shift(carer, place)
        work.shifts.add([shift])
        first = a_visit(client, place)
        second = VisitRow(
            new_id(),
            TODAY,
            client,
            place,
            duration_s=600,
            windows=first.windows,
            title="Insulin",
            skills=(("insulin", 2),),
            carers=((carer, CarerRelation.PREFERRED),),
            after=(AfterRow(first.id, TODAY, 5400),),
            group_id=new_id(),
            priority=1,
            is_optional=True,
            pin=PinRow(TODAY, shift.id, EIGHT),
            external_ref="V-2",
        )
        work.visits.add([first, second])
    with database.reading(own.acting()) as work:
        assert {visit.id: visit for visit in work.visits.between(TODAY, TODAY)} == {first.id: first, second.id: second}
        assert [each for each in work.shifts.between(TODAY, TODAY) if each.id == shift.id] == [shift]
        assert work.visits.days() == (TODAY, TODAY)


def test_a_position_is_exact_when_opened_and_unreadable_at_rest(
    database: Database, own: Tenant, owner_url: str
) -> None:
    with database.writing(own.acting()) as work:
        place = a_place(work)
    with database.reading(own.acting()) as work:
        assert work.places.all([place])[place] == PlaceRow(place, 59.334591123, 18.063240456)
    with psycopg.connect(owner_url) as owner:
        row = owner.execute(
            "SELECT position_enc, lat_rounded::text, lon_rounded::text FROM caire.places WHERE id = %s", [place]
        ).fetchone()
    assert row is not None
    assert b"59.33" not in row[0]
    assert row[1:] == ("59.33", "18.06")


def test_names_open_only_when_revealed(database: Database, own: Tenant) -> None:
    with database.writing(own.acting()) as work:
        carer = an_employee(work, HeldSkill("insulin", 2, date(2026, 1, 1), date(2026, 12, 31)))
        client = a_client(work, a_place(work))
        work.people.add_relations([Relation(client, carer, CarerRelation.POOL)])
    with database.reading(own.acting()) as work:
        row = next(each for each in work.people.employees() if each.id == carer)
        assert row.skills == (HeldSkill("insulin", 2, date(2026, 1, 1), date(2026, 12, 31)),)
        assert "Eva" not in repr(row)
        assert Relation(client, carer, CarerRelation.POOL) in work.people.relations()
    with database.writing(own.acting()) as work:
        assert work.people.reveal_employees([carer], "a call")[carer].name == "Eva Ek"
        assert work.people.reveal_clients([client], "a call")[client].address == "Storgatan 1"
    now = datetime.now(UTC)
    with database.reading(own.acting()) as work:
        notes = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.READ)
    assert {(note.table_name, note.row_id, note.reason) for note in notes} == {
        ("employees", str(carer), "a call"),
        ("clients", str(client), "a call"),
    }


def test_an_error_undoes_everything_in_the_block(database: Database, own: Tenant) -> None:
    def broken() -> None:
        with database.writing(own.acting()) as work:
            work.vehicles.add([VehicleRow(new_id(), "Bil 1", "car")])
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    with database.reading(own.acting()) as work:
        assert work.vehicles.all() == []


def test_a_vehicle_keeps_its_place_as_longitude_and_latitude(database: Database, other: Tenant) -> None:
    vehicle = VehicleRow(new_id(), "Bil 2", "car", capacity=4, location=(18.06, 59.33))
    with database.writing(other.acting()) as work:
        work.vehicles.add([vehicle])
    with database.reading(other.acting()) as work:
        assert work.vehicles.all() == [vehicle]


def test_a_broken_rule_is_a_conflict_that_names_the_rule_and_no_data(database: Database, own: Tenant) -> None:
    def twice() -> None:
        with database.writing(own.acting()) as work:
            for _ in range(2):
                row = ClientRow(new_id(), pseudonym="K-hemlig")
                work.people.add_clients([(row, ClientSecrets())])

    with pytest.raises(Conflict) as refused:
        twice()
    assert str(refused.value) == "clients_pseudonym_key"


def test_a_visit_cannot_point_at_a_client_of_another_organisation(
    database: Database, own: Tenant, other: Tenant
) -> None:
    with database.writing(other.acting()) as work:
        theirs = a_client(work, a_place(work))

    def steal() -> None:
        with database.writing(own.acting()) as work:
            work.visits.add([a_visit(theirs, a_place(work))])

    with pytest.raises(Conflict, match=r"visits_.*client_id"):
        steal()


def test_a_visit_cannot_name_a_carer_of_another_organisation(database: Database, own: Tenant, other: Tenant) -> None:
    with database.writing(other.acting()) as work:
        stranger = an_employee(work)

    def borrow() -> None:
        with database.writing(own.acting()) as work:
            place = a_place(work)
            visit = a_visit(a_client(work, place), place)
            work.visits.add([replace(visit, carers=((stranger, CarerRelation.POOL),))])

    with pytest.raises(Conflict, match="visit_carers_employee_ids_fkey"):
        borrow()


def test_an_employee_who_is_removed_leaves_every_pool(database: Database, own: Tenant) -> None:
    day = TODAY + timedelta(days=41)
    with database.writing(own.acting()) as work:
        place = a_place(work)
        client, leaving, staying = a_client(work, place), an_employee(work), an_employee(work)
        alone = replace(a_visit(client, place, day), carers=((leaving, CarerRelation.PREFERRED),))
        both = tuple((carer, CarerRelation.POOL) for carer in (leaving, staying))
        shared = replace(a_visit(client, place, day), carers=both)
        work.visits.add([alone, shared])
        work.connection.execute(text("DELETE FROM caire.employees WHERE id = :id"), {"id": leaving})
        carers = {visit.id: visit.carers for visit in work.visits.between(day, day)}
    assert carers == {alone.id: (), shared.id: ((staying, CarerRelation.POOL),)}


def test_a_reading_transaction_refuses_to_write(database: Database, own: Tenant) -> None:
    def write() -> None:
        with database.reading(own.acting()) as work:
            work.connection.execute(text("DELETE FROM caire.visits"))

    with pytest.raises(InternalError, match="read-only transaction"):
        write()


def test_nothing_of_a_transaction_stays_on_its_connection(database: Database, own: Tenant) -> None:
    with database.writing(own.acting()):
        pass
    with database.door() as door:
        left = door._connection.execute(
            text("SELECT current_setting('app.organization_id', true), current_setting('app.role', true)")
        ).one()
        assert set(left) <= {"", None}
    with database._engine.connect() as connection:
        assert connection.execute(text("SELECT current_user, current_setting('statement_timeout')")).one() == (
            "caire_login",
            "0",
        )


def test_the_login_role_alone_sees_nothing(database: Database) -> None:
    with database._engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("SELECT count(*) FROM caire.clients"))


def test_four_thousand_visits_with_all_that_hangs_on_them_come_in_at_once(database: Database, other: Tenant) -> None:
    with database.writing(other.acting()) as work:
        place = a_place(work)
        carers = [an_employee(work) for _ in range(5)]
        clients = [a_client(work, place) for _ in range(20)]
        days = [TODAY + timedelta(days=number % 14) for number in range(4000)]
        visits = [
            VisitRow(
                new_id(),
                day,
                clients[number % 20],
                place,
                duration_s=1200,
                windows=a_visit(clients[0], place).windows,
                skills=(("insulin", 1),),
                carers=tuple((carer, CarerRelation.POOL) for carer in carers[:2]),
            )
            for number, day in enumerate(days)
        ]
        begun = time.monotonic()
        work.visits.add(visits)
        took_s = time.monotonic() - begun
    with database.reading(other.acting()) as work:
        assert len(work.visits.between(TODAY, TODAY + timedelta(days=13))) == 4000
    assert took_s < 30, "a generous limit; the figure itself is measured by the benchmarks"


def test_assigning_visits_marks_them_planned_and_back(database: Database, own: Tenant) -> None:
    day = TODAY + timedelta(days=40)
    with database.writing(own.acting()) as work:
        place = a_place(work)
        visit, carer = a_visit(a_client(work, place), place, day), an_employee(work)
        work.visits.add([visit])
        start, end = EIGHT, EIGHT + timedelta(minutes=20)
        assert work.visits.assign([Assignment(visit.id, day, carer, start, end)]) == 1
        assert work.visits.between(day, day)[0].status is VisitStatus.PLANNED
        assert work.visits.assign([Assignment(visit.id, day, None, None, None)]) == 1
        assert work.visits.between(day, day)[0].status is VisitStatus.UNASSIGNED
        assert work.visits.remove_between(day, day) == 1


def test_days_far_away_get_their_months(database: Database, own: Tenant) -> None:
    day = date(TODAY.year - 3, 2, 15)
    with database.writing(own.acting()) as work:
        place = a_place(work)
        work.visits.add([a_visit(a_client(work, place), place, day)])
    with database.reading(own.acting()) as work:
        assert len(work.visits.between(day, day)) == 1


def a_run() -> NewSolution:
    return NewSolution(new_id(), PlanKind.OPTIMISED, TODAY, TODAY, {"visits": []}, engine="in_house", seconds_limit=10)


def test_a_run_is_queued_with_its_job_followed_and_finished(database: Database, own: Tenant) -> None:
    run = a_run()
    with database.writing(own.acting()) as work:
        work.solutions.queue(run)
        job = work.jobs.enqueue("solve_plan", {"solution_id": run.id}, queue="solve", lock=str(run.id))
        work.solutions.name_job(run.id, job)
    with database.writing(own.working()) as work:
        attempt = work.solutions.take(run.id)
        assert attempt == 1
        assert work.solutions.take(run.id) is None, "another worker finds it taken"
        assert work.solutions.beat(run.id, attempt, RunState.SOLVING)
        assert work.solutions.note_progress(run.id, ProgressRow(attempt, 1, 0.5, 100, 0, -20000, -7, 2))
        assert work.solutions.note_progress(run.id, ProgressRow(attempt, 2, 1.5, 200, 0, -10000, -9, 1))
    with database.writing(own.acting()) as work:
        assert work.solutions.request_stop(run.id)
    with database.writing(own.working()) as work:
        assert work.solutions.is_stop_requested(run.id)
        assert work.solutions.finish(run.id, 1, {"routes": []}, {"hard": 0}, {"visits": 3}, was_stopped=True)
    with database.reading(own.acting()) as work:
        row = work.solutions.find(run.id)
        assert row is not None
        assert (row.summary.status, row.summary.state) == (SolutionStatus.COMPLETED, RunState.STOPPED)
        assert row.summary.run_date == instant_of(run.id)
        assert row.summary.job_id == job
        assert [point.unassigned for point in work.solutions.curve(run.id)] == [2, 1]
        assert next(iter(work.solutions.summaries())).id == run.id


def test_an_attempt_that_was_taken_over_can_change_nothing(database: Database, own: Tenant) -> None:
    run = a_run()
    with database.writing(own.acting()) as work:
        work.solutions.queue(run)
    with database.writing(own.working()) as work:
        assert work.solutions.take(run.id) == 1
    with database.writing(own.working()) as work:
        assert work.solutions.take(run.id, stale_after_s=0.0) == 2
    with database.writing(own.working()) as work:
        assert not work.solutions.beat(run.id, 1)
        assert not work.solutions.note_progress(run.id, ProgressRow(1, 1, 0.5, 1, 0, 0, 0, 0))
        assert not work.solutions.finish(run.id, 1, {}, {})
        assert not work.solutions.fail(run.id, 1, "RUN-001", {"sv": "…", "en": "…"})
        assert work.solutions.fail(run.id, 2, "RUN-001", {"sv": "Fel", "en": "Fault"})
        assert work.solutions.take(run.id, stale_after_s=0.0) is None
        assert not work.solutions.request_stop(run.id)


def test_a_job_carries_ids_only(database: Database, own: Tenant, owner_url: str) -> None:
    """The refusal quotes nothing of what was to be smuggled."""

    def smuggle() -> None:
        with database.writing(own.acting()) as work:
            work.connection.execute(
                text("SELECT sec.enqueue('x', jsonb_build_object('organization_id', CAST(:org AS text),"
                     " 'name', 'Eva Ek'), 'default', NULL, NULL, 0, NULL)"),
                {"org": str(own.organization_id)},
            )  # fmt: skip

    with pytest.raises(Conflict) as refused:
        smuggle()
    assert "Eva" not in str(refused.value)
    with psycopg.connect(owner_url) as owner:
        found = owner.execute("SELECT count(*) FROM queue.procrastinate_jobs WHERE task_name = 'x'").fetchone()
    assert found == (0,)


def test_a_job_of_an_undone_transaction_does_not_exist(database: Database, own: Tenant, owner_url: str) -> None:
    def undone() -> None:
        with database.writing(own.acting()) as work:
            work.jobs.enqueue("never_made", {})
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    with psycopg.connect(owner_url) as owner:
        found = owner.execute("SELECT count(*) FROM queue.procrastinate_jobs WHERE task_name = 'never_made'").fetchone()
    assert found == (0,)


SYSTEM = DefinitionRow("hard.skill.required", ConstraintType.HARD, ConstraintCategory.SKILL, 1, is_system=True)
SOFT = DefinitionRow("soft.travel.minutes", ConstraintType.SOFT, ConstraintCategory.LOCATION, 2)


def test_seeding_the_catalogue_again_leaves_what_was_tuned(database: Database, own: Tenant) -> None:
    with database.writing(own.acting()) as work:
        assert work.constraints.seed([SYSTEM, SOFT]) == 2
        assert work.constraints.tune(SOFT.name, 7)
        assert work.constraints.seed([SYSTEM, SOFT]) == 0
        assert {row.name: row.weight for row in work.constraints.definitions()} == {SYSTEM.name: 1, SOFT.name: 7}
        value = ValueRow(SOFT.name, EntityType.ORGANIZATION, own.organization_id, {"type": "int", "value": 3}, 4)
        work.constraints.override(value)
        work.constraints.override(value)
        assert work.constraints.values() == [value]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE caire.constraint_definitions SET weight = 2 WHERE is_system",
        "UPDATE caire.constraint_definitions SET is_system = false WHERE is_system",
        "DELETE FROM caire.constraint_definitions WHERE is_system",
        "INSERT INTO caire.constraint_definitions (organization_id, id, name, type, priority, weight, category)"
        " SELECT organization_id, gen_random_uuid(), 'hard.new', 'HARD', '', 1, 'TIME'"
        " FROM caire.constraint_definitions",
        "INSERT INTO caire.constraint_values"
        " (organization_id, id, constraint_definition_id, entity_type, entity_id, value)"
        " SELECT organization_id, gen_random_uuid(), id, 'ORGANIZATION', organization_id, '{\"type\": 1, \"value\": 1}'"
        " FROM caire.constraint_definitions WHERE is_system",
    ],
)
def test_a_system_constraint_is_not_changed_by_the_owner_either(
    database: Database, other: Tenant, owner_url: str, statement: str
) -> None:
    with database.writing(other.acting()) as work:
        work.constraints.seed([SYSTEM])
    with psycopg.connect(owner_url) as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(statement)


def test_a_file_is_received_settled_and_known_again(database: Database, own: Tenant) -> None:
    received = new_id()
    with database.writing(own.acting()) as work:
        work.imports.receive(received, "fsr_input", "Eva Eks vecka.json", b"\x01" * 32, 1000, own.admin_id)
        rows = [RowOutcome(7, ok=False, problem_codes=("VISIT-003",))]
        assert work.imports.settle(received, ImportState.APPLIED, 10, 9, 1, rows)
    with database.reading(own.acting()) as work:
        newest = work.imports.newest()[0]
        assert (newest.filename, newest.rows_bad, newest.size) == ("Eva Eks vecka.json", 1, 1000)
        assert newest.applied_at is not None
        assert work.imports.was_applied("fsr_input", b"\x01" * 32)
        assert not work.imports.was_applied("fsr_input", b"\x02" * 32)
