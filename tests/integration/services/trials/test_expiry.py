"""When a trial ends, open tabs become read-only at once and nothing begins any more; what had begun goes on."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.repositories.users import UserRow
from data.vocabulary import Role, RunState, SyncState, UserStatus
from data.work import Context
from services.access import POLICY, READING, Actor, Capability
from services.ecare.syncing import Syncing
from services.passwords import hash_password
from services.planning.runs import RunId, Runs
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.signing_in import SigningIn
from services.trials.first_data import FirstData
from services.trials.standing import Standings
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import TODAY, fill

PASSWORD = "sju gröna elefanter"


@pytest.fixture
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Ekudden")
    fill(database, made)
    return made


def end(owner_url: str, organization_id: UUID, days: int = 2) -> None:
    """Let the trial have ended so many days ago."""
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE caire.organizations SET status = 'trial', trial_expiration_date = current_date - %s WHERE id = %s",
            [days, organization_id],
        )


def admin(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def a_run(database: Database, tenant: Tenant) -> RunId:
    run_id = Planning(database).start_run(admin(tenant), SolveRequest(TODAY, TODAY, seconds=5))
    return RunId(tenant.organization_id, run_id)


def test_an_open_tab_and_a_part_that_ticks_learn_of_the_end_at_their_next_question(
    database: Database, tenant: Tenant, owner_url: str
) -> None:
    signing_in = SigningIn(database.door, b"k" * 32)
    user = UserRow(tenant.admin_id, "Ada", f"{tenant.admin_id}@example.test", Role.ADMIN, UserStatus.ACTIVE)
    with database.writing(tenant.acting()) as work:
        assert work.users.set_password(user.id, hash_password(PASSWORD))
    token = signing_in.redeem(signing_in.admit(user.email, PASSWORD, "10.0.0.1"))
    assert token is not None
    end(owner_url, tenant.organization_id, days=-3)
    before = signing_in.resolve(token, touch=False)
    end(owner_url, tenant.organization_id)
    after = signing_in.resolve(token, touch=False)
    assert before is not None
    assert after is not None
    assert (before.actor.read_only, after.actor.read_only) == (False, True)
    assert {each for each in Capability if after.actor.may(each)} == POLICY[Role.ADMIN] & READING
    standing = Standings(database).of(after.actor)
    assert standing.days_left == 0
    assert standing.erased_from is not None


def test_a_run_that_waits_when_the_trial_ends_is_not_begun_and_says_why(
    database: Database, tenant: Tenant, owner_url: str
) -> None:
    run = a_run(database, tenant)
    end(owner_url, tenant.organization_id)
    assert Runs(database).take(run, 5.0) is None
    assert Runs(database).is_over(run)
    followed = Planning(database).follow(admin(tenant), run.solution_id)
    assert followed.state is RunState.FAILED
    assert followed.failure is not None
    assert followed.failure.code == "RUN-009"


def test_a_run_that_had_begun_goes_on_to_its_end(database: Database, tenant: Tenant, owner_url: str) -> None:
    run = a_run(database, tenant)
    assert Runs(database).take(run, 5.0) == 1
    end(owner_url, tenant.organization_id)
    assert Runs(database).take(run, 0.0) == 2  # taken up again after its worker fell


def test_an_exchange_with_the_care_system_is_not_begun_either(
    database: Database, tenant: Tenant, owner_url: str
) -> None:
    end(owner_url, tenant.organization_id)
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE caire.care_syncs SET state = 'queued', finished_at = NULL, failure_code = NULL"
            " WHERE organization_id = %s",
            [tenant.organization_id],
        )
    with database.reading(Context(tenant.organization_id, None, Role.ADMIN)) as work:
        sync = work.syncs.newest()[0]
    Syncing(database).carry_out(tenant.organization_id, sync.id)
    with database.reading(Context(tenant.organization_id, None, Role.ADMIN)) as work:
        done = work.syncs.find(sync.id)
    assert done is not None
    assert (done.state, done.failure_code) == (SyncState.FAILED, "ECARE-016")


def test_demo_data_are_not_laid_in_after_the_end(database: Database, owner_url: str) -> None:
    empty = make_tenant(database, "Tom")
    end(owner_url, empty.organization_id)
    first_data = FirstData(database, Planning(database))
    first_data.lay(empty.organization_id)
    assert first_data.standing(admin(empty)).clients == 0
