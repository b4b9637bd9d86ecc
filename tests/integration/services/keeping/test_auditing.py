"""Sealing everything that waits, remembering the newest seals outside, and telling what was altered."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from data.connect import Database
from data.repositories.seals import Head, Tampering
from services.__main__ import main
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from tests.integration.conftest import MASTER_KEY, Tenant, make_tenant
from tests.integration.data.unruled import tampering


@pytest.fixture
def auditing(database: Database, tmp_path: Path) -> Auditing:
    return Auditing(database, Heads(tmp_path / "seals"))


def test_every_organisation_that_waits_gets_its_seal_and_then_nothing_is_left(
    database: Database, auditing: Auditing, own: Tenant, other: Tenant
) -> None:
    assert auditing.seal() >= 2
    assert auditing.seal() == 0
    for tenant in (own, other):
        checked = auditing.check(tenant.organization_id)
        assert (checked.fault, checked.unsealed) == (None, 0)


def test_an_organisation_removed_with_its_audit_is_missed(
    database: Database, auditing: Auditing, owner_url: str
) -> None:
    gone = make_tenant(database, "Björkbacken")
    auditing.seal()
    with tampering(owner_url) as superuser:
        for table in ("caire.users", "caire.data_keys", "audit.log", "audit.seal"):
            superuser.execute(f"DELETE FROM {table} WHERE organization_id = %s".encode(), [gone.organization_id])
        superuser.execute("DELETE FROM caire.organizations WHERE id = %s", [gone.organization_id])
    assert gone.organization_id in auditing.organizations()
    assert auditing.check(gone.organization_id).fault == Tampering.MISSING


def test_an_older_head_never_replaces_a_newer_one(auditing: Auditing, own: Tenant, tmp_path: Path) -> None:
    heads = Heads(tmp_path / "other")
    assert heads.of(own.organization_id) is None
    heads.keep(Head(own.organization_id, 7, b"\x07" * 32))
    heads.keep(Head(own.organization_id, 6, b"\x06" * 32))
    assert heads.of(own.organization_id) == Head(own.organization_id, 7, b"\x07" * 32)
    assert heads.all() == [own.organization_id]


def test_the_command_says_what_is_whole_and_what_is_not(
    database: Database,
    own: Tenant,
    login_url: str,
    owner_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Auditing(database, Heads(tmp_path / "audit-seals")).seal()
    monkeypatch.setenv("CAIRE_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", login_url)
    monkeypatch.setenv("CAIRE_MASTER_KEY", base64.b64encode(MASTER_KEY).decode())
    assert main(["verify-audit", str(own.organization_id)]) == 0
    assert "whole" in capsys.readouterr().out
    with tampering(owner_url) as superuser:
        superuser.execute("UPDATE audit.log SET action = 'READ' WHERE organization_id = %s", [own.organization_id])
    assert main(["verify-audit", str(own.organization_id)]) == 3
    told = capsys.readouterr().out
    assert "NOT WHOLE: entries were altered, removed, added or moved at seal 1, between the beginning and" in told
    assert "1 organisations with a fault" in told
