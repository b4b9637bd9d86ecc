"""An organisation's own assumptions: kept as versions, never written over unseen, on record, and counted with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.rows import scalar_row

from data.connect import Database
from data.vocabulary import FigureBasis, Role
from data.work import Context
from services.access import Actor
from services.assumptions import Held, OwnAssumptions, own_assumptions
from services.errors import BadInput, Conflict, NotAllowed
from services.insights.keeping import FigureKeeping, frame_of
from services.kpi import USUAL, PaidTime
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, seed_care

OWN = replace(USUAL, wage_sek=212.5, overhead_percent=45.0, tolerance_min=10, paid_time=PaidTime.VISITS)


def an_actor(tenant: Tenant, role: Role = Role.ADMIN, *, read_only: bool = False) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, role, read_only=read_only)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


def test_until_an_organisation_has_its_own_the_usual_ones_hold(database: Database, tenant: Tenant) -> None:
    assert OwnAssumptions(database).held(an_actor(tenant)) == Held(0, USUAL)


def test_each_change_is_a_version_with_who_made_it(database: Database, tenant: Tenant) -> None:
    own, actor = OwnAssumptions(database), an_actor(tenant)
    assert own.save(actor, 0, OWN) == 1
    assert own.save(actor, 1, OWN) == 1  # nothing differs
    assert own.save(actor, 1, USUAL) == 2
    held = own.held(actor)
    assert held.assumptions == USUAL
    assert [(each.number, each.made_by) for each in held.history] == [(2, "Ada Admin"), (1, "Ada Admin")]


def test_two_people_at_once_lose_nothing(database: Database, tenant: Tenant) -> None:
    own, actor = OwnAssumptions(database), an_actor(tenant)
    own.save(actor, 0, OWN)
    with pytest.raises(Conflict, match="ASSUME-101"):
        own.save(actor, 0, replace(USUAL, wage_sek=150))
    assert own.held(actor).assumptions == OWN


def test_a_number_beyond_its_limits_is_refused_with_them(database: Database, tenant: Tenant) -> None:
    with pytest.raises(BadInput, match="100 to 1000 SEK/h"):
        OwnAssumptions(database).save(an_actor(tenant), 0, replace(USUAL, wage_sek=20))


def test_only_an_administrator_sets_them_and_not_when_the_trial_is_over(database: Database, tenant: Tenant) -> None:
    own = OwnAssumptions(database)
    for role in set(Role) - {Role.ADMIN}:
        for act in (own.held, lambda actor: own.save(actor, 0, OWN)):
            with pytest.raises(NotAllowed):
                act(an_actor(tenant, role))
    expired = an_actor(tenant, read_only=True)
    assert own.held(expired).version == 0
    with pytest.raises(NotAllowed):
        own.save(expired, 0, OWN)


def test_the_database_lets_planners_count_with_them_and_nobody_alter_them(
    database: Database, login_url: str, tenant: Tenant
) -> None:
    OwnAssumptions(database).save(an_actor(tenant), 0, OWN)
    with database.reading(tenant.acting(Role.SCHEDULER)) as work:
        assert own_assumptions(work) == OWN
    for role, act in (
        (Role.SCHEDULER, "INSERT INTO caire.assumptions (organization_id, id, version, changed, made_by)"
                         " SELECT organization_id, gen_random_uuid(), 2, '{}', made_by FROM caire.assumptions"),
        (Role.ADMIN, "UPDATE caire.assumptions SET version = 9"),
        (Role.ADMIN, "DELETE FROM caire.assumptions"),
    ):  # fmt: skip
        with psycopg.connect(login_url, row_factory=scalar_row) as told:
            told.execute("SET LOCAL ROLE caire_app")
            for name, value in (("organization_id", tenant.organization_id), ("user_id", tenant.admin_id)):
                told.execute("SELECT set_config(%s, %s, true)", (f"app.{name}", str(value)))
            told.execute("SELECT set_config('app.role', %s, true)", (role.value,))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                told.execute(act)


def test_a_change_is_in_the_audit(database: Database, tenant: Tenant) -> None:
    OwnAssumptions(database).save(an_actor(tenant), 0, OWN)
    now = datetime.now(UTC)
    with database.reading(tenant.acting()) as work:
        entries = work.audit.entries(now - timedelta(minutes=5), now + timedelta(minutes=5))
    assert [each.user_id for each in entries if each.table_name == "assumptions"] == [tenant.admin_id]


def test_kept_figures_are_counted_with_them_and_asked_for_anew(database: Database, tenant: Tenant) -> None:
    care = seed_care(database, tenant)
    FigureKeeping(database).count(tenant.organization_id, MONDAY, MONDAY)
    context: Context = tenant.working()
    with database.reading(context) as work:
        assert frame_of(work, MONDAY, MONDAY, FigureBasis.PLANNED).accounts.assumptions == USUAL
    OwnAssumptions(database).save(replace(care.actor, role=Role.ADMIN), 0, OWN)
    with database.reading(context) as work:
        assert frame_of(work, MONDAY, MONDAY, FigureBasis.PLANNED).accounts.assumptions == OWN
