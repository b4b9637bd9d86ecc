"""Operations are seen by the platform's staff only: what waits, what keeps failing; a job helped along or given up."""

from __future__ import annotations

import psycopg
import pytest

from data.connect import Database
from data.repositories.queue_care import NOTE_FAULT
from data.vocabulary import Role
from services.access import Actor
from services.errors import CareError
from services.jobs.queue import enqueue_demo
from services.platform.operations import Operations
from tests.integration.conftest import Tenant
from tests.integration.data.seeding import fill
from tests.integration.services.trials.staff import make_staff


@pytest.fixture(scope="module")
def staff(database: Database) -> Actor:
    return make_staff(database)[0]


@pytest.fixture
def operations(database: Database) -> Operations:
    return Operations(database)


def a_job(database: Database, tenant: Tenant) -> int:
    with database.writing(tenant.acting()) as work:
        return enqueue_demo(work)


def falls(owner_url: str, login_url: str, job_id: int, times: int) -> None:
    """As when a worker has tried it so often, and said each time what kind of fault it was."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE queue.procrastinate_jobs SET attempts = %s WHERE id = %s", [times, job_id])
    with psycopg.connect(login_url) as worker:
        worker.execute("SET LOCAL ROLE caire_queue")
        for fault in ("KeyError", "Conflict"):
            worker.execute(NOTE_FAULT, {"job": job_id, "fault": fault})


def test_what_waits_is_counted_by_kind_with_the_age_of_the_oldest(
    database: Database, operations: Operations, staff: Actor, own: Tenant
) -> None:
    a_job(database, own)
    glance = operations.glance(staff)
    (depth,) = (each for each in glance.depths if each.task == "lay_demo")
    assert depth.waiting >= 1
    assert depth.oldest is not None
    assert 0 <= glance.age_s(depth.oldest) < 60
    assert glance.alive == 0


def test_a_job_that_keeps_failing_is_named_with_its_kind_of_fault_tried_now_or_given_up(
    database: Database, operations: Operations, staff: Actor, own: Tenant, owner_url: str, login_url: str
) -> None:
    job_id = a_job(database, own)
    assert job_id not in {each.id for each in operations.glance(staff).troubled}
    falls(owner_url, login_url, job_id, times=3)
    (row,) = (each for each in operations.glance(staff).troubled if each.id == job_id)
    assert (row.fault, row.attempts, row.organization_id) == ("Conflict", 3, own.organization_id)
    operations.retry(staff, job_id)
    operations.give_up(staff, job_id)
    assert job_id not in {each.id for each in operations.glance(staff).troubled}
    with pytest.raises(CareError, match="PLATFORM-011"):
        operations.retry(staff, job_id)


def test_the_ground_is_told_sizes_months_seals_versions(
    database: Database, operations: Operations, staff: Actor, other: Tenant
) -> None:
    fill(database, other)
    glance = operations.glance(staff)
    assert glance.bytes > 1_000_000
    assert glance.parts > 100
    assert glance.first_month is not None
    assert glance.unsealed >= 1
    assert glance.unsealed_since is not None
    assert {"Python", "PostgreSQL", "streamlit"} <= {name for name, _ in glance.versions}


def test_what_failed_anywhere_is_told_by_code_without_words(
    database: Database, operations: Operations, staff: Actor, own: Tenant, owner_url: str
) -> None:
    fill(database, own)
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE caire.schedule_solutions SET status = 'FAILED', state = 'failed', failure_code = 'RUN-003',"
            " finished_at = now() WHERE organization_id = %s AND status = 'RUNNING'",
            [own.organization_id],
        )
    assert ("solve", "RUN-003") in {(each.kind, each.code) for each in operations.glance(staff).failures}


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT])
def test_nobody_else_looks_or_acts(operations: Operations, own: Tenant, role: Role) -> None:
    actor = Actor(own.organization_id, own.admin_id, role)
    for act in (operations.glance, lambda who: operations.retry(who, 1), lambda who: operations.give_up(who, 1)):
        with pytest.raises(CareError, match="ACCESS-001"):
            act(actor)
