"""The drill: two organisations on a rented server, a backup, another server, and everything stands as it was."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from data import backups, client_programs, migrating, restoring, walls
from data.backup_manifest import Manifest
from data.connect import Database
from data.owner import owning
from data.repositories.seals import Tampering
from data.vault import KeyRing
from data.vocabulary import Role
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from tests.integration.conftest import LOGIN_PASSWORD, MASTER_KEY, Tenant, make_tenant, may_enter
from tests.integration.data import isolation
from tests.integration.data.renting import NEWEST, OLDEST, a_rented_server
from tests.integration.data.seeding import fill
from tests.integration.data.unruled import show_everything, tampering
from tests.integration.migrations.test_running import shape


@dataclass(frozen=True)
class Drill:
    """Where the backup was taken, where it went, whose data it holds, and what stood before."""

    from_url: str
    to_url: str
    database: Database
    own: Tenant
    other: Tenant
    subject: UUID
    backup: Path
    manifest: Manifest
    heads: Heads


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    """The oldest PostgreSQL we know, backed up by an owner without superuser rights, taken back on the newest."""
    with a_rented_server(OLDEST) as from_url, a_rented_server(NEWEST) as to_url:
        migrating.upgrade(from_url)
        before = Database(migrating.prepare_login(from_url, LOGIN_PASSWORD), KeyRing.of(MASTER_KEY), pool_size=2)
        own, other = make_tenant(before, "Solbacken"), make_tenant(before, "Björkhagen")
        fill(before, other)
        subject = fill(before, own)
        heads = Heads(tmp_path_factory.mktemp("seals"))
        Auditing(before, heads).seal()
        before.close()
        backup, manifest = backups.take(from_url, tmp_path_factory.mktemp("backups"), MASTER_KEY)
        restoring.restore(to_url, backup, [MASTER_KEY])
        after = Database(migrating.prepare_login(to_url, LOGIN_PASSWORD), KeyRing.of(MASTER_KEY), pool_size=2)
        yield Drill(from_url, to_url, after, own, other, subject, backup, manifest, heads)
        after.close()


def test_the_restored_database_is_the_one_that_was_backed_up(drill: Drill) -> None:
    assert sum(drill.manifest.rows.values()) > 80
    assert {role.name: role.rights for role in drill.manifest.roles if role.rights} == {
        "caire_login": ("CONNECT",),
        "caire_owner": ("CREATE",),
    }
    assert shape(drill.to_url) == shape(drill.from_url)
    with owning(drill.to_url) as owner:
        assert migrating.current(owner) == drill.manifest.schema


def test_sensitive_values_open_with_the_same_master_key(drill: Drill) -> None:
    with drill.database.reading(drill.own.acting()) as work:
        client, employee = work.people.clients()[0].id, drill.subject
        assert work.people.open_clients([client])[client].name == "Karl Kvist"
        assert work.people.open_employees([employee])[employee].name == "Eva Ek"


def test_the_matrix_finds_no_breach_in_the_restored_database(drill: Drill) -> None:
    with drill.database.door() as door:  # nobody is signed in after a restore
        for tenant in (drill.own, drill.other):
            door.start_session(tenant.organization_id, tenant.admin_id, tenant.organization_id.bytes * 2, 1, 3600)
    with psycopg.connect(drill.to_url) as owner:
        may_enter(owner)
        show_everything(owner)
        own, other = drill.own.organization_id, drill.other.organization_id
        sample = {each.name for each in isolation.relations(owner, own, other)[::3]}
        outcome = isolation.run(owner, own, other, drill.subject, only=sample)
        owner.rollback()
    assert (outcome.breaches, outcome.bare) == ([], [])
    assert outcome.relations == len(sample) > 15
    assert outcome.cells > 5_000


def test_the_restored_audit_is_whole_and_goes_on(drill: Drill) -> None:
    auditing = Auditing(drill.database, drill.heads)
    before = auditing.check(drill.own.organization_id)
    assert (before.fault, before.seals > 0, before.entries > 20) == (None, True, True)
    with drill.database.writing(drill.own.acting()) as work:
        work.people.add_districts(["Öster"])
    auditing.seal()
    after = auditing.check(drill.own.organization_id)
    assert (after.fault, after.unsealed, after.entries > before.entries) == (None, 0, True)
    with tampering(drill.to_url) as thief:
        show_everything(thief)
        thief.execute("UPDATE audit.log SET action = 'READ' WHERE organization_id = %s", [drill.own.organization_id])
        walls.close(thief)
    assert auditing.check(drill.own.organization_id).fault == Tampering.ENTRIES


def test_the_walls_are_closed_where_it_came_from_and_where_it_went(drill: Drill) -> None:
    for url in (drill.from_url, drill.to_url):
        with owning(url) as owner:
            assert walls.are_closed(owner)
            assert owner.execute("SELECT count(*) FROM caire.clients").fetchone() == (0,)


def test_walls_left_open_by_a_killed_backup_are_closed_at_the_next_start(drill: Drill) -> None:
    with owning(drill.to_url) as owner:
        owner.execute("ALTER TABLE caire.clients NO FORCE ROW LEVEL SECURITY")
        assert owner.execute("SELECT count(*) FROM caire.clients").fetchone() == (2,)
        migrating.upgrade(drill.to_url)
        assert walls.are_closed(owner)


def test_planners_of_the_restored_database_see_their_own_and_no_more(drill: Drill) -> None:
    for tenant, neighbour in ((drill.own, drill.other), (drill.other, drill.own)):
        with drill.database.reading(tenant.acting(Role.SCHEDULER)) as work:
            seen = work.connection.exec_driver_sql("SELECT DISTINCT organization_id FROM caire.visits").scalars().all()
        assert seen == [tenant.organization_id]
        assert neighbour.organization_id not in seen


def test_the_archive_shows_no_sealed_name_and_no_key_to_whoever_steals_it(drill: Drill) -> None:
    reader = client_programs.at_least(drill.manifest.made_by).directory / "pg_restore"
    everything = (
        subprocess.run([reader, "--file=-", drill.backup / "database.dump"], capture_output=True, check=True).stdout
        + (drill.backup / "manifest.json").read_bytes()
    )
    assert b"Solbacken" in everything
    for secret in (b"Karl Kvist", b"Eva Ek", MASTER_KEY, MASTER_KEY.hex().encode(), b64encode(MASTER_KEY)):
        assert secret not in everything
    assert {path.stat().st_mode & 0o077 for path in (drill.backup, *drill.backup.iterdir())} == {0}
