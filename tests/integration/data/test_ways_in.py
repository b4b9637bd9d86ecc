"""Invitations, keys of machines and credentials: made once, opened by the right ones, closed at once."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy.exc import ProgrammingError

from data.connect import Database
from data.ids import new_id
from data.repositories.api_keys import ApiKeyRow
from data.repositories.credentials import CredentialRow
from data.repositories.invitations import InvitationRow
from data.vocabulary import ApiScope, IntegrationProvider, Role
from data.work import Conflict
from tests.integration.conftest import Tenant

SOON = datetime.now(UTC) + timedelta(days=7)
SECRET = "hemlig-nyckel-4711"


def invite(database: Database, tenant: Tenant, email: str, token: bytes) -> InvitationRow:
    row = InvitationRow(new_id(), email, Role.SCHEDULER, tenant.admin_id, SOON)
    with database.writing(tenant.acting()) as work:
        work.invitations.add(row, token)
    return row


def make_key(database: Database, tenant: Tenant) -> ApiKeyRow:
    scopes = (ApiScope.VISITS_READ, ApiScope.IMPORTS_WRITE)
    key = ApiKeyRow(new_id(), "eCare", os.urandom(6).hex(), scopes, tenant.admin_id, SOON)
    with database.writing(tenant.acting()) as work:
        work.api_keys.add(key, b"\x07" * 32)
    return key


def test_an_invitation_is_found_by_its_token_until_it_is_accepted(database: Database, own: Tenant) -> None:
    token = os.urandom(32)
    row = invite(database, own, " Ny.Planerare@Example.test ", token)
    with database.door() as door:
        found = door.invitation(token)
        assert found is not None
        assert (found.organization_id, found.invitation_id, found.role) == (own.organization_id, row.id, "scheduler")
        assert door.invitation(os.urandom(32)) is None
    with database.writing(own.acting()) as work:
        assert [each.email for each in work.invitations.open()] == ["ny.planerare@example.test"]
        assert work.invitations.accept(row.id, own.admin_id)
        assert not work.invitations.accept(row.id, own.admin_id)
        assert work.invitations.open() == []
    with database.door() as door:
        assert door.invitation(token) is None


def test_an_address_has_one_open_invitation(database: Database, own: Tenant, owner_url: str) -> None:
    first = invite(database, own, "b@example.test", os.urandom(32))
    with pytest.raises(Conflict, match="invitations_one_open"):
        invite(database, own, "B@example.test", os.urandom(32))
    with psycopg.connect(owner_url) as owner:  # a week and a day later
        owner.execute(
            "UPDATE caire.invitations SET created_at = created_at - interval '8 days',"
            " expires_at = expires_at - interval '8 days' WHERE id = %s",
            [first.id],
        )
    again = invite(database, own, "b@example.test", os.urandom(32))
    with database.writing(own.acting()) as work:
        assert [each.id for each in work.invitations.open()] == [again.id]
        assert work.invitations.revoke(again.id)


def test_schedulers_see_no_invitations_keys_or_credentials(database: Database, own: Tenant) -> None:
    invite(database, own, "c@example.test", os.urandom(32))
    make_key(database, own)
    with database.reading(own.acting(Role.SCHEDULER)) as work:
        assert (work.invitations.open(), work.api_keys.all(), work.credentials.all()) == ([], [], [])


def test_a_key_is_found_by_its_prefix_until_it_is_revoked(database: Database, own: Tenant) -> None:
    key = make_key(database, own)
    with database.door() as door:
        found = door.api_key(key.prefix)
    assert found is not None
    assert (found.organization_id, found.api_key_id, found.secret_hmac) == (own.organization_id, key.id, b"\x07" * 32)
    assert (found.scopes, found.read_only) == (["visits.read", "imports.write"], False)
    with database.writing(own.acting()) as work:
        assert work.api_keys.note_use(key.id)
        assert work.api_keys.revoke(key.id)
        assert not work.api_keys.revoke(key.id)
        held = next(each for each in work.api_keys.all() if each.id == key.id)
        assert held.scopes == key.scopes
        assert held.last_used_at is not None
        assert held.revoked_at is not None
    with database.door() as door:
        assert door.api_key(key.prefix) is None


def test_another_key_takes_the_place_of_the_old_one(database: Database, own: Tenant) -> None:
    old, new = make_key(database, own), make_key(database, own)
    with database.writing(own.acting()) as work:
        assert work.api_keys.replace(old.id, new.id)
    with database.door() as door:
        assert door.api_key(old.prefix) is None
        assert door.api_key(new.prefix) is not None


def test_a_key_of_a_suspended_organisation_opens_nothing_and_of_an_expired_trial_reads(
    database: Database, other: Tenant, owner_url: str
) -> None:
    key = make_key(database, other)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        change = "UPDATE caire.organizations SET status = %s, trial_expiration_date = current_date - 2 WHERE id = %s"
        owner.execute(change, ["trial", other.organization_id])
        with database.door() as door:
            found = door.api_key(key.prefix)
            assert found is not None
            assert found.read_only
        owner.execute(change, ["suspended", other.organization_id])
        with database.door() as door:
            assert door.api_key(key.prefix) is None
        owner.execute(change, ["active", other.organization_id])


def test_a_credential_is_sealed_and_opened_by_workers_only(database: Database, own: Tenant, owner_url: str) -> None:
    row = CredentialRow(new_id(), IntegrationProvider.TIMEFOLD, "molnet", "https://example.test")
    with database.writing(own.acting()) as work:
        work.credentials.add(row, SECRET)
        assert work.credentials.all() == [row]
    with database.reading(own.working()) as work:
        assert work.credentials.reveal(row.id) == SECRET
    with pytest.raises(ProgrammingError, match="permission denied"), database.reading(own.acting()) as work:
        work.credentials.reveal(row.id)
    with psycopg.connect(owner_url) as owner:
        (sealed,) = owner.execute("SELECT secret_enc FROM caire.integration_credentials").fetchone() or (b"",)
    assert SECRET.encode() not in sealed
    with database.writing(own.acting()) as work:
        assert work.credentials.rotate(row.id, "nyare")
    with database.reading(own.working()) as work:
        assert work.credentials.reveal(row.id) == "nyare"
    with database.writing(own.acting()) as work:
        assert work.credentials.revoke(row.id)
        assert not work.credentials.rotate(row.id, "för sent")
    with database.reading(own.working()) as work:
        assert work.credentials.reveal(row.id) is None
