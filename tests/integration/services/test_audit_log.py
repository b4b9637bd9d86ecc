"""The audit as an administrator reads it: found by who, what and whom, page by page, out as a file, and verified."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from data.connect import Database
from data.vocabulary import AuditAction, Role
from services.access import Actor
from services.audit_log import Act, AuditLog, Line, Wanted
from services.audit_log.acts import ENTRIES, TITLES
from services.audit_log.use_case import TOLD_ELSEWHERE
from services.audit_log.words import TABLES, column_title
from services.errors import NotAllowed
from services.keeping.archiving import Archiving
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from services.keeping.nightly import Nightly
from services.keeping.retention import Retention
from services.organization import Districts, DistrictWish
from services.register import Register
from services.words import Language
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill

CANARY = "Karl Kvist"
"""A client of `fill`, by name."""


@pytest.fixture(scope="module")
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Logglunda")
    fill(database, made)
    return made


@pytest.fixture
def auditing(database: Database, tmp_path: Path) -> Auditing:
    return Auditing(database, Heads(tmp_path / "heads"))


@pytest.fixture
def log(database: Database, auditing: Auditing) -> AuditLog:
    return AuditLog(database, auditing)


@pytest.fixture
def admin(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def lately(**narrower: object) -> Wanted:
    now = datetime.now(UTC)
    return Wanted(now - timedelta(hours=1), now + timedelta(hours=1), **narrower)  # type: ignore[arg-type]


def test_pages_follow_one_another_without_a_gap_or_a_double(log: AuditLog, admin: Actor) -> None:
    whole = log.search(admin, lately(), most=10_000)
    assert whole.below is None
    pages: list[Line] = []
    below = None
    while True:
        page = log.search(admin, lately(), below, most=7)
        pages += page.lines
        below = page.below
        if below is None:
            break
    assert [line.id for line in pages] == [line.id for line in whole.lines]
    assert len({line.id for line in pages}) == len(pages) > 20


def test_what_changed_is_told_with_what_it_was(database: Database, log: AuditLog, admin: Actor) -> None:
    districts = Districts(database)
    districts.save(admin, [DistrictWish("Gamla")])
    line = next(each for each in districts.all(admin) if each.name == "Gamla")
    districts.save(admin, [DistrictWish("Nya", None, line.id)])
    page = log.search(admin, lately(table="districts", record=str(line.id)))
    assert [(each.act, each.who) for each in page.lines] == [(Act.CHANGED, "Ada Admin"), (Act.CREATED, "Ada Admin")]
    assert page.lines[0].changes == (("name", "Gamla", "Nya"),)


def test_every_field_that_the_log_can_show_has_words(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        shown = owner.execute(
            "SELECT DISTINCT a.attname FROM pg_trigger g JOIN pg_attribute a ON a.attrelid = g.tgrelid"
            " WHERE g.tgname = 'z_audit_insert' AND a.attnum > 0 AND NOT a.attisdropped"
            " AND NOT audit.is_noise(a.attname)"
        ).fetchall()
    fields = {name for (name,) in shown} - TOLD_ELSEWHERE
    assert len(fields) > 200
    assert [name for name in sorted(fields) if column_title(name).en == name] == []


def test_whoever_a_change_points_at_is_told_by_name(log: AuditLog, admin: Actor) -> None:
    lines = log.search(admin, lately(table="wishes")).lines
    who = {became for line in lines for name, _, became in line.changes if name in ("client_id", "employee_id")}
    assert who == {"A1", "K1"}


def test_who_was_looked_at_is_found_by_pseudonym_and_never_by_name(
    database: Database, log: AuditLog, admin: Actor
) -> None:
    register = Register(database)
    client = next(row for row in register.clients(admin) if row.pseudonym == "K1")
    register.reveal_client(admin, client.id, "ringer om nyckeln")
    (line,) = log.search(admin, lately(act=Act.REVEALED, record="k1")).lines
    assert (line.label, line.reason, line.who) == ("K1", "ringer om nyckeln", "Ada Admin")
    assert log.search(admin, lately(record=CANARY)).lines == ()
    whole = log.search(admin, lately(), most=10_000)
    assert CANARY not in repr(whole)


def test_signing_in_is_told_of_the_one_who_did(database: Database, log: AuditLog, admin: Actor) -> None:
    lines = log.search(admin, lately(act=Act.SIGNED_IN, user_id=admin.user_id)).lines
    assert {line.who for line in lines} == {"Ada Admin"}
    assert log.search(admin, lately(act=Act.SIGNED_IN, table="clients")).lines == ()


def test_a_published_plan_is_an_act_of_its_own(log: AuditLog, admin: Actor) -> None:
    published = log.search(admin, lately(act=Act.PUBLISHED)).lines
    assert [line.table for line in published] == ["schedule_solutions"]


def test_the_file_holds_what_fits_harms_no_spreadsheet_and_is_on_record(
    database: Database, log: AuditLog, admin: Actor
) -> None:
    register = Register(database)
    client = next(row for row in register.clients(admin) if row.pseudonym == "K1")
    register.reveal_client(admin, client.id, "=HYPERLINK(x)")
    raw = log.take_out(admin, lately(), Language.SV)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Tid"
    assert any(row[-1] == "'=HYPERLINK(x)" for row in rows)
    assert CANARY not in raw.decode("utf-8-sig")
    assert "hemligt" not in raw.decode("utf-8-sig")  # the secret of a webhook and of a connection
    (noted,) = log.search(admin, lately(act=Act.TAKEN_OUT)).lines[:1]
    assert (noted.table, noted.record) == ("audit_log", "csv")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_but_administrators_reads_it(log: AuditLog, admin: Actor, role: Role) -> None:
    stranger = replace(admin, role=role)
    for act in (lambda: log.search(stranger, lately()), lambda: log.take_out(stranger, lately(), Language.SV),
                lambda: log.seals(stranger), lambda: log.verify(stranger)):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()
    assert log.search(replace(admin, read_only=True), lately()).lines


def test_nothing_of_another_organisation_is_in_it(log: AuditLog, admin: Actor, other: Tenant) -> None:
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    ours = {line.id for line in log.search(admin, lately(), most=10_000).lines}
    theirs = {line.id for line in log.search(stranger, lately(), most=10_000).lines}
    assert theirs
    assert not ours & theirs


def test_it_says_until_when_it_is_sealed_and_verified(
    log: AuditLog, auditing: Auditing, admin: Actor, owner_url: str
) -> None:
    auditing.seal()
    before = log.seals(admin)
    assert before.seals > 0
    assert before.sealed_until is not None
    assert log.verify(admin).fault is None
    found = log.seals(admin)
    assert (found.is_sound, found.verified_until) == (True, before.sealed_until)
    with psycopg.connect(owner_url) as owner:
        owner.execute("SET session_replication_role = replica")  # as somebody who owns the server
        owner.execute(
            "UPDATE audit.log SET reason = 'nothing' WHERE organization_id = %s AND action = 'INSERT' AND id ="
            " (SELECT min(id) FROM audit.log WHERE organization_id = %s AND action = 'INSERT')",
            [admin.organization_id, admin.organization_id],
        )
    assert log.verify(admin).fault is not None
    assert log.seals(admin).is_sound is False
    assert auditing.verify_all() >= 1


def test_a_log_verified_before_its_first_seal_can_be_read(log: AuditLog, database: Database) -> None:
    fresh = make_tenant(database, "Nyhagen")
    manager = Actor(fresh.organization_id, fresh.admin_id, Role.ADMIN)
    log.verify(manager)
    found = log.seals(manager)
    assert (found.is_sound, found.verified_until) == (True, None)


def test_the_night_verifies_and_says_so(
    database: Database, auditing: Auditing, log: AuditLog, other: Tenant, tmp_path: Path
) -> None:
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    auditing.seal()
    Nightly(Retention(database, Archiving(database, tmp_path / "archives")), auditing).round()
    found = log.seals(stranger)
    assert found.is_sound
    line = log.search(stranger, lately(act=Act.VERIFIED)).lines[0]
    assert line.who is None  # nobody asked for it


def test_every_act_has_words_and_entries_and_every_action_is_an_act() -> None:
    assert set(TITLES) == set(ENTRIES) == set(Act)
    assert {action for told in ENTRIES.values() for action in told.actions} == set(AuditAction)


def test_every_audited_table_is_called_something(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        audited = owner.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'z_audit_insert' AND tgparentid = 0"
        ).fetchall()
    assert {row[0].removeprefix("caire.") for row in audited} <= TABLES.keys()
