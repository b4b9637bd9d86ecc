"""Keys are renewed while everybody works: everything opens before, during and after, and the old key opens nothing."""

from __future__ import annotations

import base64
import threading
from pathlib import Path

import psycopg
import pytest

from data.connect import Database
from data.ids import new_id
from data.models import Base
from data.repositories.keys import INDEXED, SEALED, UNUSED
from data.repositories.places import PlaceRow
from data.vault import BrokenSeal, KeyRing
from data.vocabulary import KeyPurpose
from services.__main__ import main
from services.keeping.archiving import Archiving
from services.keeping.keys import KeyKeeping, keeping
from services.settings import read_settings
from tests.integration.conftest import MASTER_KEY, Tenant, make_tenant
from tests.integration.data.seeding import fill

NEW = bytes(range(32))


@pytest.fixture
def tenant(database: Database) -> Tenant:
    """An organisation with something sealed in every table."""
    made = make_tenant(database, "Ekudden")
    fill(database, made)
    with database.writing(keeping(made.organization_id)) as work:
        work.archives.forget([row.id for row in work.archives.all()])  # a row without a file, for the matrix
    return made


@pytest.fixture
def keeper(database: Database, tmp_path: Path) -> KeyKeeping:
    return KeyKeeping(database, Archiving(database, tmp_path / "archives"))


def opened(database: Database, tenant: Tenant) -> list[str]:
    with database.writing(tenant.acting()) as work:
        clients = work.people.reveal_clients([row.id for row in work.people.clients()], "a test").values()
        employees = work.people.reveal_employees([row.id for row in work.people.employees()], "a test").values()
        invited = [row.email for row in work.invitations.open()]
        return sorted([*(str(each) for each in clients), *(str(each) for each in employees), *invited])


def versions(owner_url: str, tenant: Tenant) -> dict[str, list[tuple[int, str]]]:
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT purpose, version, state FROM caire.data_keys WHERE organization_id = %s ORDER BY purpose, version",
            [tenant.organization_id],
        ).fetchall()
    found: dict[str, list[tuple[int, str]]] = {}
    for purpose, version, state in rows:
        found.setdefault(purpose, []).append((version, state))
    return found


def test_every_sealed_and_indexed_column_is_on_the_list() -> None:
    names = {f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns}
    sealed = {f"{table}.{column}" for table, columns in SEALED.items() for column in columns}
    assert {name for name in names if name.endswith("_enc")} == sealed | set(UNUSED)
    indexed = {f"{table}.{index}" for table, pairs in INDEXED.items() for index, _ in pairs}
    assert {name for name in names if name.endswith("_bidx")} == indexed | {"clients.pnr_bidx"}


def test_a_new_data_key_seals_everything_and_the_old_one_is_gone(
    database: Database, tenant: Tenant, keeper: KeyKeeping, owner_url: str
) -> None:
    before = opened(database, tenant)
    assert keeper.renew_data_key(tenant.organization_id) > 0
    assert opened(database, tenant) == before
    assert versions(owner_url, tenant)["field"] == [(1, "DESTROYED"), (2, "ACTIVE")]
    with psycopg.connect(owner_url) as owner:
        for table, columns in SEALED.items():
            for column in columns:
                left = owner.execute(
                    f"SELECT count(*) FROM caire.{table} WHERE organization_id = %s"
                    f" AND substr({column}, 1, 5) <> '\\x0100000002'".encode(),
                    [tenant.organization_id],
                ).fetchone()
                assert left == (0,), (table, column)


def test_somebody_who_began_to_write_with_the_old_key_is_waited_for(
    database: Database, tenant: Tenant, keeper: KeyKeeping
) -> None:
    place = new_id()
    renewing = threading.Thread(target=keeper.renew_data_key, args=(tenant.organization_id,))
    with database.writing(tenant.acting()) as work:
        assert work.vault.version == 1  # the keys are read before the new one stands
        renewing.start()
        renewing.join(1.0)
        assert renewing.is_alive()
        work.places.add([PlaceRow(place, 59.3, 18.1)])
    renewing.join(30)
    assert not renewing.is_alive()
    with database.reading(tenant.acting()) as work:
        assert work.vault.version == 2
        assert work.places.all([place])[place].lat == 59.3


def test_a_renewal_that_was_interrupted_goes_on_when_asked_again(
    database: Database, tenant: Tenant, keeper: KeyKeeping, owner_url: str
) -> None:
    before = opened(database, tenant)
    with database.writing(keeping(tenant.organization_id)) as work:
        work.keys.renew(KeyPurpose.FIELD)
    with database.writing(keeping(tenant.organization_id)) as work:
        work.keys.reseal("clients")
        with pytest.raises(ValueError, match="employees"):
            work.keys.retire(KeyPurpose.FIELD)
    assert opened(database, tenant) == before
    keeper.renew_data_key(tenant.organization_id)
    assert versions(owner_url, tenant)["field"] == [(1, "DESTROYED"), (2, "DESTROYED"), (3, "ACTIVE")]
    assert opened(database, tenant) == before


def test_a_new_index_key_finds_what_the_old_one_found(
    database: Database, tenant: Tenant, keeper: KeyKeeping, owner_url: str
) -> None:
    query = "SELECT email_bidx FROM caire.invitations WHERE organization_id = %s"
    with psycopg.connect(owner_url) as owner:
        before = owner.execute(query, [tenant.organization_id]).fetchone()
    assert keeper.renew_index_key(tenant.organization_id) > 0
    with psycopg.connect(owner_url) as owner:
        after = owner.execute(query, [tenant.organization_id]).fetchone()
    with database.reading(tenant.acting()) as work:
        [invited] = work.invitations.open()
        assert after == (work.vault.index("invitations", "email_bidx", invited.email),)
    assert before != after
    assert versions(owner_url, tenant)["blind_index"] == [(1, "DESTROYED"), (2, "ACTIVE")]


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(
    database: Database, tenant: Tenant, login_url: str, tmp_path: Path
) -> None:
    before = opened(database, tenant)
    both = Database(login_url, KeyRing.of(NEW, MASTER_KEY), pool_size=2)
    keeper = KeyKeeping(both, Archiving(both, tmp_path))
    assert keeper.rewrap(tenant.organization_id) == 3
    assert keeper.rewrap(tenant.organization_id) == 0
    fresh = Database(login_url, KeyRing.of(NEW), pool_size=2)
    stale = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=2)
    try:
        assert opened(fresh, tenant) == before
        with pytest.raises(BrokenSeal), stale.reading(tenant.acting()) as work:
            work.vault.version  # noqa: B018 - the question is whether it can be answered
    finally:
        for each in (both, fresh, stale):
            each.close()


@pytest.mark.parametrize("state", ["ACTIVE", "DECRYPT_ONLY"])
def test_a_destroyed_key_never_comes_back(
    database: Database, tenant: Tenant, keeper: KeyKeeping, owner_url: str, state: str
) -> None:
    keeper.renew_data_key(tenant.organization_id)
    with (
        psycopg.connect(owner_url) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="only ever ages"),
    ):
        owner.execute(
            "UPDATE caire.data_keys SET state = %s, wrapped_key = '\\x00'"
            " WHERE organization_id = %s AND state = 'DESTROYED'",
            [state, tenant.organization_id],
        )


def test_shredding_closes_everything_but_the_audit(database: Database, tenant: Tenant, owner_url: str) -> None:
    with database.writing(keeping(tenant.organization_id)) as work:
        assert work.keys.shred() == 2
    with pytest.raises(BrokenSeal):
        opened(database, tenant)
    with database.writing(tenant.working()) as work:
        work.seals.seal()
        assert work.seals.check().fault is None


def test_the_command_renews_the_key_file_and_leaves_only_the_new_key(
    database: Database,
    tenant: Tenant,
    login_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key_file = tmp_path / "master.key"
    environment = {"CAIRE_HOME": str(tmp_path), "DATABASE_URL": login_url, "CAIRE_MASTER_KEY_FILE": str(key_file)}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    key_file.write_text(base64.b64encode(MASTER_KEY).decode())
    # Tenants of other tests whose keys were shredded or wrapped by another key must not stand in the way.
    before = opened(database, tenant)
    monkeypatch.setattr(KeyKeeping, "organizations", lambda _: [tenant.organization_id])
    assert main(["rotate-keys", "master"]) == 0
    assert '"items": 3' in capsys.readouterr().out
    settings = read_settings(environment)
    assert settings.master_key != MASTER_KEY
    assert settings.older_master_keys == ()
    assert key_file.stat().st_mode & 0o777 == 0o600
    fresh = Database(login_url, KeyRing.of(settings.master_key), pool_size=2)
    try:
        assert opened(fresh, tenant) == before
    finally:
        fresh.close()


def test_a_field_may_be_read_while_it_is_sealed_anew(database: Database, tenant: Tenant, keeper: KeyKeeping) -> None:
    """A reading transaction keeps the keys and the rows of its moment."""
    with database.reading(tenant.acting()) as reading:
        assert reading.vault.version == 1
        keeper.renew_data_key(tenant.organization_id)
        places = reading.places.all([row.place_id for row in reading.people.clients() if row.place_id])
    assert all(place.lat for place in places.values())
