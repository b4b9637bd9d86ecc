"""The platform's staff changes organisations with a reason on record, and never sees what they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
import pytest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import OrganizationActKind as Act
from data.vocabulary import OrganizationStatus, Role
from services.access import Actor
from services.errors import CareError
from services.keeping.archiving import Archiving
from services.keeping.retention import Retention
from services.platform.organizations import Listed, NewOrganization, Organizations
from services.signing_in import SigningIn
from tests.integration.conftest import Tenant
from tests.integration.data.seeding import fill
from tests.integration.services.trials.staff import make_staff

WHY = "Avtalat per telefon i dag"
PASSWORD = "sju gröna elefanter"


@pytest.fixture(scope="module")
def staff(database: Database) -> Actor:
    return make_staff(database)[0]


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Organizations:
    return Organizations(database, Retention(database, Archiving(database, tmp_path)))


def made(desk: Organizations, staff: Actor, days: int | None = 30) -> tuple[UUID, str]:
    """A new organisation and its administrator's address."""
    email = f"{new_id()}@example.test"
    return desk.create(staff, NewOrganization("Ekbacken", "Eva Ek", email, PASSWORD, days)), email


def found(desk: Organizations, staff: Actor, organization_id: UUID) -> Listed:
    return next(each for each in desk.all(staff) if each.id == organization_id)


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


def test_a_new_organisation_has_an_administrator_who_signs_in(
    database: Database, desk: Organizations, staff: Actor
) -> None:
    organization_id, email = made(desk, staff)
    listed = found(desk, staff, organization_id)
    assert (listed.name, listed.status, listed.days_left) == ("Ekbacken", OrganizationStatus.TRIAL, 30)
    assert listed.use is not None
    assert (listed.use.users, listed.use.visits, listed.use.has_data) == (1, 0, False)
    signing_in = SigningIn(database.door, b"k" * 32)
    token = signing_in.redeem(signing_in.admit(email, PASSWORD, "10.0.0.1"))
    assert token is not None
    assert signing_in.resolve(token) is not None
    assert found(desk, staff, organization_id).use.days_active == 1  # type: ignore[union-attr]
    with pytest.raises(CareError, match="PLATFORM-008"):
        desk.create(staff, NewOrganization("Ekbacken", "Eva Ek", email.upper(), PASSWORD, None))


def test_a_trial_is_extended_ended_and_becomes_a_customer_and_each_says_why(desk: Organizations, staff: Actor) -> None:
    organization_id, _ = made(desk, staff)
    assert desk.extend(staff, organization_id, 14, WHY) == today() + timedelta(days=29 + 14)
    desk.end(staff, organization_id, WHY)
    assert found(desk, staff, organization_id).days_left == 0
    with pytest.raises(CareError, match="PLATFORM-005"):
        desk.end(staff, organization_id, WHY)
    assert desk.extend(staff, organization_id, 7, WHY) == today() + timedelta(days=7)  # from today, it had ended
    desk.convert(staff, organization_id, WHY)
    assert found(desk, staff, organization_id).status is OrganizationStatus.ACTIVE
    with pytest.raises(CareError, match="PLATFORM-005"):
        desk.extend(staff, organization_id, 7, WHY)
    acts = desk.acts(staff, organization_id)
    assert [row.act for row in acts] == [Act.CONVERTED, Act.EXTENDED, Act.ENDED, Act.EXTENDED, Act.CREATED]
    assert {row.reason for row in acts[:4]} == {WHY}


def test_a_closed_organisation_comes_back_as_what_it_was(desk: Organizations, staff: Actor) -> None:
    for days, status in ((30, OrganizationStatus.TRIAL), (None, OrganizationStatus.ACTIVE)):
        organization_id, _ = made(desk, staff, days)
        desk.suspend(staff, organization_id, WHY)
        assert found(desk, staff, organization_id).status is OrganizationStatus.SUSPENDED
        desk.reactivate(staff, organization_id, WHY)
        assert found(desk, staff, organization_id).status is status


def test_erasure_is_announced_taken_back_and_never_done_before_its_day(
    desk: Organizations, staff: Actor, owner_url: str
) -> None:
    organization_id, _ = made(desk, staff, None)
    with pytest.raises(CareError, match="PLATFORM-007"):
        desk.erase(staff, organization_id)
    desk.announce_erasure(staff, organization_id, WHY)
    assert found(desk, staff, organization_id).erased_from == datetime.now(UTC).date() + timedelta(days=30)
    with pytest.raises(CareError, match="PLATFORM-006"):
        desk.announce_erasure(staff, organization_id, WHY)
    with pytest.raises(CareError, match="PLATFORM-007"):
        desk.erase(staff, organization_id)
    desk.announce_erasure(staff, organization_id, WHY, is_asked=False)
    assert found(desk, staff, organization_id).erased_from is None
    desk.announce_erasure(staff, organization_id, WHY)
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE caire.organizations SET deletion_requested_at = now() - interval '32 days' WHERE id = %s",
            [organization_id],
        )
    assert desk.erase(staff, organization_id) > 0
    assert organization_id not in {each.id for each in desk.all(staff)}


def test_how_much_an_organisation_is_used_is_counted(
    database: Database, desk: Organizations, staff: Actor, own: Tenant
) -> None:
    fill(database, own)
    listed = found(desk, staff, own.organization_id)
    assert listed.use is not None
    assert listed.use.visits == 2
    assert listed.use.has_data
    assert listed.use.bytes > 0


def test_organisations_are_found_by_name_and_status(desk: Organizations, staff: Actor) -> None:
    organization_id, _ = made(desk, staff)
    assert organization_id in {each.id for each in desk.all(staff, " ekBACK ", OrganizationStatus.TRIAL)}
    assert desk.all(staff, "finns inte") == []
    assert desk.all(staff, "ekbacken", OrganizationStatus.SUSPENDED) == []


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT])
def test_nobody_else_sees_or_changes_organisations(desk: Organizations, own: Tenant, role: Role) -> None:
    actor = Actor(own.organization_id, own.admin_id, role)
    for act in (
        lambda: desk.all(actor),
        lambda: desk.create(actor, NewOrganization("A", "B", "c@example.test", PASSWORD, 30)),
        lambda: desk.extend(actor, own.organization_id, 30, WHY),
        lambda: desk.convert(actor, own.organization_id, WHY),
        lambda: desk.suspend(actor, own.organization_id, WHY),
        lambda: desk.erase(actor, own.organization_id),
    ):
        with pytest.raises(CareError, match="ACCESS-001"):
            act()


def test_who_only_says_to_be_staff_is_shown_nothing(desk: Organizations, staff: Actor) -> None:
    assert desk.all(replace(staff, user_id=new_id())) == []


@pytest.mark.parametrize(("days", "reason", "code"), [
    (0, WHY, "PLATFORM-003"), (181, WHY, "PLATFORM-003"), (True, WHY, "PLATFORM-003"), (14, "hm", "PLATFORM-002"),
    (14, " " * 40, "PLATFORM-002"),
])  # fmt: skip
def test_an_extension_needs_days_and_a_reason(
    desk: Organizations, staff: Actor, days: int, reason: str, code: str
) -> None:
    organization_id, _ = made(desk, staff)
    with pytest.raises(CareError, match=code):
        desk.extend(staff, organization_id, days, reason)


def test_nobody_extends_a_trial_beyond_a_year(desk: Organizations, staff: Actor) -> None:
    organization_id, _ = made(desk, staff)
    desk.extend(staff, organization_id, 180, WHY)
    with pytest.raises(CareError, match="PLATFORM-004"):
        desk.extend(staff, organization_id, 180, WHY)
