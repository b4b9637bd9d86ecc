"""`api-key` on the command line: the key it prints opens the door, and is printed once."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from data.connect import Database
from services.api_keys import ApiKeys
from services.cli import api_key
from services.errors import SignedOut
from tests.integration.conftest import MASTER_KEY, Tenant


@pytest.fixture
def who(login_url: str, own: Tenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("DATABASE_URL", login_url)
    monkeypatch.setenv("CAIRE_HOME", str(tmp_path))
    monkeypatch.setenv("CAIRE_MASTER_KEY", base64.b64encode(MASTER_KEY).decode())
    return [str(own.organization_id), str(own.admin_id)]


def test_a_key_is_made_listed_and_closed(
    who: list[str], database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert api_key.run([*who, "make", "eCare", "visits.read", "--days", "9"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert ApiKeys(database).admit(made["key"]).prefix == made["prefix"]
    assert api_key.run([*who, "list"]) == 0
    listed = capsys.readouterr().out
    assert made["key"] not in listed
    assert [each["id"] for each in json.loads(listed)["keys"]] == [made["id"]]
    assert api_key.run([*who, "revoke", made["id"]]) == 0
    with pytest.raises(SignedOut):
        ApiKeys(database).admit(made["key"])
    assert api_key.run([*who, "revoke", made["id"]]) == 2


def test_a_scope_there_is_not_is_refused(who: list[str]) -> None:
    with pytest.raises(SystemExit):
        api_key.run([*who, "make", "eCare", "everything"])
