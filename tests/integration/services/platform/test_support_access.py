"""Support access ends when it should, shows what it may and is on record; a cookie kept from before opens nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from data.connect import Database
from data.vocabulary import AuditAction, Role
from data.work import Context
from services.access import SUPPORT, Actor, Capability
from services.errors import CareError
from services.planning.use_case import Planning
from services.platform.support import SupportAccess
from services.signing_in import SignedIn, SigningIn
from services.trials.standing import Standings
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill
from tests.integration.services.trials.staff import PASSWORD, make_staff

WHY = "Planen ritas inte på kartan"


@pytest.fixture(scope="module")
def signing_in(database: Database) -> SigningIn:
    return SigningIn(database.door, b"k" * 32)


@pytest.fixture
def support(database: Database) -> SupportAccess:
    return SupportAccess(database)


@pytest.fixture(scope="module")
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Tallbacken")
    fill(database, made)
    with database.writing(made.acting()) as work:  # it has asked for nobody's help
        for row in work.support.all():
            work.support.close(row.id, made.admin_id)
    return made


@pytest.fixture
def staff(database: Database) -> tuple[Actor, str]:
    return make_staff(database)


@pytest.fixture
def token(signing_in: SigningIn, staff: tuple[Actor, str]) -> str:
    """The cookie of a staff member who stays signed in all the time."""
    made = signing_in.redeem(signing_in.admit(staff[1], PASSWORD, "10.0.0.1"))
    assert made is not None
    return made


def manager(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def who(signing_in: SigningIn, token: str) -> SignedIn:
    found = signing_in.resolve(token)
    assert found is not None
    return found


def test_while_it_is_open_the_session_stands_in_the_organisation_and_may_only_look(
    database: Database,
    signing_in: SigningIn,
    support: SupportAccess,
    tenant: Tenant,
    staff: tuple[Actor, str],
    token: str,
) -> None:
    until = support.open(staff[0], tenant.organization_id, WHY, 60)
    found = who(signing_in, token)
    assert (found.actor.organization_id, found.organization_name) == (tenant.organization_id, "Tallbacken")
    assert found.actor.looking is not None
    assert found.actor.looking.until == until
    assert {each for each in Capability if found.actor.may(each)} == SUPPORT
    assert Planning(database).default_period(found.actor) is not None
    with pytest.raises(CareError, match="ACCESS-003"):
        Planning(database).current_run(found.actor)
    support.leave(found.actor)
    assert who(signing_in, token).actor == staff[0]


def test_a_session_kept_from_before_is_at_home_again_once_the_organisation_ends_it(
    database: Database,
    signing_in: SigningIn,
    support: SupportAccess,
    tenant: Tenant,
    staff: tuple[Actor, str],
    token: str,
) -> None:
    support.open(staff[0], tenant.organization_id, WHY, 60)
    looking = who(signing_in, token).actor
    opening = Standings(database).of(manager(tenant)).openings[0]
    assert (opening.who, opening.reason) == ("Pelle Plattform", WHY)
    support.end(manager(tenant), opening.id)
    after = who(signing_in, token).actor
    assert after == staff[0]
    with pytest.raises(CareError, match="ACCESS-001"):
        Planning(database).default_period(after)
    # Even a request that was resolved before the end reads nothing any more: the database asks by itself.
    assert Planning(database).default_period(looking) is None
    assert opening not in Standings(database).of(manager(tenant)).openings
    with pytest.raises(CareError, match="PLATFORM-010"):
        support.end(manager(tenant), opening.id)


def test_it_ends_by_itself_for_pages_and_for_parts_that_tick(
    signing_in: SigningIn, support: SupportAccess, tenant: Tenant, staff: tuple[Actor, str], token: str, owner_url: str
) -> None:
    support.open(staff[0], tenant.organization_id, WHY, 15)
    assert who(signing_in, token).actor.looking is not None
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE caire.support_access SET created_at = created_at - interval '16 min',"
            " expires_at = expires_at - interval '16 min' WHERE staff_id = %s",
            [staff[0].user_id],
        )
    for is_activity in (True, False):
        found = signing_in.resolve(token, touch=is_activity)
        assert found is not None
        assert found.actor == staff[0]


def test_another_of_the_staff_is_not_let_in_by_it(
    database: Database, signing_in: SigningIn, support: SupportAccess, tenant: Tenant, staff: tuple[Actor, str]
) -> None:
    support.open(staff[0], tenant.organization_id, WHY, 60)
    colleague, email = make_staff(database)
    token = signing_in.redeem(signing_in.admit(email, PASSWORD, "10.0.0.1"))
    assert token is not None
    assert who(signing_in, token).actor == colleague


def test_what_is_looked_at_is_on_record_and_a_ticking_part_once_a_minute(
    database: Database, signing_in: SigningIn, tenant: Tenant, staff: tuple[Actor, str], token: str
) -> None:
    seconds = [0.0]
    support = SupportAccess(database, lambda: seconds[0])
    support.open(staff[0], tenant.organization_id, WHY, 60)
    actor = who(signing_in, token).actor
    support.note_look(actor, "pages.planning.plan")
    for seconds[0] in (1.0, 2.0, 59.0, 62.0):
        support.note_look(actor, "pages.components.run_panel", is_tick=True)
    support.note_look(manager(tenant), "pages.planning.plan")
    now = datetime.now(UTC)
    with database.reading(Context(tenant.organization_id, tenant.admin_id, Role.ADMIN)) as work:
        noted = work.audit.entries(
            now - timedelta(hours=1), now + timedelta(hours=1), table="support_access", action=AuditAction.READ
        )
    mine = [entry.reason for entry in noted if entry.user_id == staff[0].user_id]
    assert sorted(mine, key=str) == ["support: pages.components.run_panel"] * 2 + ["support: pages.planning.plan"]


@pytest.mark.parametrize(("reason", "minutes", "code"), [
    ("hm", 60, "PLATFORM-002"), (WHY, 14, "PLATFORM-009"), (WHY, 481, "PLATFORM-009"), (WHY, True, "PLATFORM-009"),
])  # fmt: skip
def test_it_needs_a_reason_and_lasts_a_working_day_at_most(
    support: SupportAccess, tenant: Tenant, staff: tuple[Actor, str], reason: str, minutes: int, code: str
) -> None:
    with pytest.raises(CareError, match=code):
        support.open(staff[0], tenant.organization_id, reason, minutes)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT])
def test_nobody_else_opens_it(support: SupportAccess, tenant: Tenant, role: Role) -> None:
    with pytest.raises(CareError, match="ACCESS-001"):
        support.open(Actor(tenant.organization_id, tenant.admin_id, role), tenant.organization_id, WHY, 60)


def test_a_planner_sees_it_and_only_an_administrator_ends_it(
    support: SupportAccess, tenant: Tenant, staff: tuple[Actor, str], database: Database
) -> None:
    support.open(staff[0], tenant.organization_id, WHY, 60)
    planner = Actor(tenant.organization_id, tenant.admin_id, Role.SCHEDULER)
    opening = Standings(database).of(planner).openings[0]
    with pytest.raises(CareError, match="ACCESS-001"):
        support.end(planner, opening.id)
    support.end(Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN, read_only=True), opening.id)
