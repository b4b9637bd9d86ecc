"""The night keeps every term, and an organisation is erased when it is due and never before."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from data.connect import Database
from data.vocabulary import ArchiveFamily, AuditAction, RetentionSubject, Role
from services.access import Actor
from services.errors import BadInput, NotAllowed
from services.keeping.archiving import Archiving
from services.keeping.keys import keeping
from services.keeping.retention import DEFAULT_MONTHS, Retention
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill


@pytest.fixture
def archiving(database: Database, tmp_path: Path) -> Archiving:
    return Archiving(database, tmp_path / "archives")


@pytest.fixture
def retention(database: Database, archiving: Archiving) -> Retention:
    return Retention(database, archiving)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Ekudden")
    fill(database, made)
    with database.writing(keeping(made.organization_id)) as work:
        work.archives.forget([row.id for row in work.archives.all()])  # a row without a file, for the matrix
        work.connection.exec_driver_sql("DELETE FROM caire.retention_settings")
    return made


def actor(tenant: Tenant, role: Role = Role.ADMIN, *, read_only: bool = False) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, role, read_only=read_only)


def count(owner_url: str, table: str, organization_id: UUID) -> int:
    with psycopg.connect(owner_url) as owner:
        query = f"SELECT count(*) FROM caire.{table} WHERE organization_id = %s"
        return int((owner.execute(query.encode(), [organization_id]).fetchone() or (0,))[0])


def set_organization(owner_url: str, organization_id: UUID, **values: object) -> None:
    with psycopg.connect(owner_url) as owner:
        told = ", ".join(f"{name} = %({name})s" for name in values)
        owner.execute(
            f"UPDATE caire.organizations SET {told} WHERE id = %(id)s".encode(), {**values, "id": organization_id}
        )


def test_terms_are_the_defaults_until_an_administrator_sets_others(
    retention: Retention, tenant: Tenant, other: Tenant
) -> None:
    assert retention.terms(actor(tenant)) == DEFAULT_MONTHS
    retention.set_terms(actor(tenant), {RetentionSubject.VISITS: 36})
    retention.set_terms(actor(tenant), {RetentionSubject.VISITS: 30, RetentionSubject.IMPORTS: 1})
    mine = retention.terms(actor(tenant))
    assert (mine[RetentionSubject.VISITS], mine[RetentionSubject.IMPORTS]) == (30, 1)
    assert retention.terms(actor(other)) == DEFAULT_MONTHS


@pytest.mark.parametrize("months", [0, -1, 121, 10**12, True])
def test_a_term_out_of_range_is_refused(retention: Retention, tenant: Tenant, months: int) -> None:
    with pytest.raises(BadInput, match="KEEP-003"):
        retention.set_terms(actor(tenant), {RetentionSubject.VISITS: months})
    assert retention.terms(actor(tenant)) == DEFAULT_MONTHS


@pytest.mark.parametrize("role", [Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN])
def test_only_an_administrator_sets_terms(retention: Retention, tenant: Tenant, role: Role) -> None:
    with pytest.raises(NotAllowed):
        retention.set_terms(actor(tenant, role), {RetentionSubject.VISITS: 1})


def test_what_is_over_its_term_leaves_at_its_time_and_not_a_month_before(
    retention: Retention, archiving: Archiving, tenant: Tenant, owner_url: str
) -> None:
    now = datetime.now(UTC)
    retention.keep(tenant.organization_id, now)
    assert archiving.all(tenant.organization_id) == []
    retention.keep(tenant.organization_id, now + timedelta(days=330))
    assert archiving.all(tenant.organization_id) == []
    retention.keep(tenant.organization_id, now + timedelta(days=400))
    assert {row.family for row in archiving.all(tenant.organization_id)} == {ArchiveFamily.PLANS}
    assert count(owner_url, "visits", tenant.organization_id) > 0
    with psycopg.connect(owner_url) as owner:  # an exchange that waits is not over
        owner.execute("UPDATE caire.care_syncs SET state = 'done', finished_at = now()")
    retention.keep(tenant.organization_id, now + timedelta(days=780))
    assert {row.family for row in archiving.all(tenant.organization_id)} == set(ArchiveFamily)
    assert count(owner_url, "visits", tenant.organization_id) == 0
    assert count(owner_url, "employee_shifts", tenant.organization_id) == 0
    for table in ("imports", "user_sessions", "invitations", "care_syncs", "care_dead_letters", "webhook_deliveries"):
        assert count(owner_url, table, tenant.organization_id) == 0


def test_what_a_night_would_do_is_told_before_it_is_done(retention: Retention, tenant: Tenant, owner_url: str) -> None:
    later = datetime.now(UTC) + timedelta(days=100)
    with psycopg.connect(owner_url) as owner:  # an exchange that waits is not over, one that is done is
        owner.execute("UPDATE caire.care_syncs SET state = 'done', finished_at = now()")
    told = {each.subject: each for each in retention.preview(actor(tenant), {RetentionSubject.VISITS: 1}, later)}
    assert told.keys() == DEFAULT_MONTHS.keys()
    assert told[RetentionSubject.VISITS].rows == count(owner_url, "visits", tenant.organization_id)
    assert told[RetentionSubject.VISITS].is_archived
    assert (told[RetentionSubject.EXCHANGES].rows, told[RetentionSubject.EXCHANGES].is_archived) == (3, False)
    assert told[RetentionSubject.PLANS].rows == 0
    assert retention.terms(actor(tenant)) == DEFAULT_MONTHS  # nothing was saved
    assert count(owner_url, "visits", tenant.organization_id) > 0
    retention.keep(tenant.organization_id, later)
    after = {each.subject: each.rows for each in retention.preview(actor(tenant), {}, later)}
    assert after[RetentionSubject.EXCHANGES] == 0


def test_a_wish_is_forgotten_when_it_is_over_and_not_while_its_days_lie_ahead(
    retention: Retention, tenant: Tenant, owner_url: str
) -> None:
    now = datetime.now(UTC)
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE caire.wishes SET last_day = current_date + 300 WHERE kind = 'DAY_OFF'")
    terms = {RetentionSubject.WISHES: 1}
    told = {each.subject: each for each in retention.preview(actor(tenant), terms, now + timedelta(days=100))}
    assert (told[RetentionSubject.WISHES].rows, told[RetentionSubject.WISHES].is_archived) == (1, False)
    retention.set_terms(actor(tenant), terms)
    for days, left in ((20, 2), (100, 1), (400, 0)):
        retention.keep(tenant.organization_id, now + timedelta(days=days))
        assert count(owner_url, "wishes", tenant.organization_id) == left


def test_a_night_is_taken_once_whoever_asks(retention: Retention, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[datetime] = []
    monkeypatch.setattr(retention, "round", rounds.append)
    workers = [threading.Thread(target=retention.night) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(rounds) == 1


def test_empty_months_are_taken_off_and_those_with_rows_stay(
    database: Database, retention: Retention, tenant: Tenant
) -> None:
    def months() -> list[date]:
        with database.housekeeping() as everywhere:
            return everywhere.months()

    with database.writing(tenant.acting()) as work:
        work.months.prepare(date(2020, 1, 1), date(2020, 3, 31))
        work.connection.exec_driver_sql(
            "INSERT INTO caire.schedule_metrics (organization_id, schedule_date, id, metric_type, value)"
            f" VALUES ('{tenant.organization_id}', '2020-02-10', gen_random_uuid(), 'coverage', 1)"
        )
    assert {date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)} <= set(months())
    retention.round(datetime.now(UTC))
    assert [month for month in months() if month.year == 2020] == [date(2020, 2, 1)]


def test_a_month_that_is_young_is_never_taken_off(database: Database) -> None:
    month = datetime.now(UTC).date().replace(day=1)
    with pytest.raises(DBAPIError, match="ended a year ago"), database.housekeeping() as everywhere:
        everywhere.retire_month(month)


DUE: dict[str, tuple[dict[str, object], bool]] = {
    "asked for 31 days ago": ({"deletion_requested_at": datetime.now(UTC) - timedelta(days=31)}, True),
    "asked for 29 days ago": ({"deletion_requested_at": datetime.now(UTC) - timedelta(days=29)}, False),
    "a trial that ended 92 days ago": (
        {"status": "trial", "trial_expiration_date": datetime.now(UTC).date() - timedelta(days=92)}, True,
    ),
    "a trial that ended 88 days ago": (
        {"status": "trial", "trial_expiration_date": datetime.now(UTC).date() - timedelta(days=88)}, False,
    ),
    "a demo whose trial ended long ago": (
        {"status": "trial", "is_demo": True, "trial_expiration_date": date(2020, 1, 1)}, False,
    ),
    "an active one": ({"status": "active"}, False),
}  # fmt: skip


@pytest.mark.parametrize("case", DUE)
def test_an_organisation_is_erased_when_it_is_due_and_never_before(
    database: Database, retention: Retention, tenant: Tenant, owner_url: str, case: str
) -> None:
    values, is_due = DUE[case]
    set_organization(owner_url, tenant.organization_id, **values)
    with database.housekeeping() as everywhere:
        assert (tenant.organization_id in everywhere.due_for_erasure()) is is_due
    retention.round(datetime.now(UTC))
    assert (count(owner_url, "clients", tenant.organization_id) == 0) is is_due


def test_nobody_erases_an_organisation_that_is_not_due(retention: Retention, tenant: Tenant, owner_url: str) -> None:
    with pytest.raises(DBAPIError, match="on request or after the announced time"):
        retention.erase(tenant.organization_id)
    assert count(owner_url, "clients", tenant.organization_id) > 0


def test_an_erased_organisation_leaves_nothing_of_anybody(
    database: Database, retention: Retention, archiving: Archiving, tenant: Tenant, owner_url: str, tmp_path: Path
) -> None:
    archiving.take_out(tenant.organization_id, ArchiveFamily.PLANS, date(2100, 1, 1))
    set_organization(owner_url, tenant.organization_id, deletion_requested_at=datetime.now(UTC) - timedelta(days=31))
    assert retention.erase(tenant.organization_id) > 20
    with psycopg.connect(owner_url) as owner:
        tables = [row[0] for row in owner.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " AND a.attname = 'organization_id'"
            " WHERE c.relnamespace = 'caire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        )]  # fmt: skip
        left = {table for table in tables if count(owner_url, table, tenant.organization_id)}
        row = owner.execute(
            "SELECT name, status, erased_at IS NOT NULL FROM caire.organizations WHERE id = %s",
            [tenant.organization_id],
        ).fetchone()
        keys = owner.execute(
            "SELECT DISTINCT state FROM caire.data_keys WHERE organization_id = %s AND purpose <> 'audit_seal'",
            [tenant.organization_id],
        ).fetchall()
    assert left <= {"data_keys", "constraint_definitions"}
    assert row == ("Raderad", "suspended", True)
    assert keys == [("DESTROYED",)]
    assert not list((tmp_path / "archives" / str(tenant.organization_id)).iterdir())
    now = datetime.now(UTC)
    with database.writing(tenant.working()) as work:
        notes = work.audit.entries(now - timedelta(hours=1), now, action=AuditAction.SHRED)
        work.seals.seal()
        assert work.seals.check().fault is None
    assert len(notes) == 1


def test_an_administrator_asks_for_erasure_and_takes_it_back_and_changes_nothing_else(
    database: Database, tenant: Tenant
) -> None:
    ask = "UPDATE caire.organizations SET deletion_requested_at = {} WHERE id = '{}'"
    for moment in ("now()", "NULL"):
        with database.writing(tenant.acting()) as work:
            assert work.connection.exec_driver_sql(ask.format(moment, tenant.organization_id)).rowcount == 1
    with pytest.raises(DBAPIError, match="only the platform's staff"), database.writing(tenant.acting()) as work:
        work.connection.exec_driver_sql("UPDATE caire.organizations SET trial_expiration_date = '2099-01-01'")
    with database.writing(tenant.acting(Role.SCHEDULER)) as work:
        assert work.connection.exec_driver_sql(ask.format("now()", tenant.organization_id)).rowcount == 0


def test_the_announced_day_is_the_day_from_which_the_database_agrees(
    database: Database, retention: Retention, tenant: Tenant, owner_url: str
) -> None:
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()  # a trial's days end by the organisation's clock
    assert retention.erasure_day(actor(tenant)) is None
    for ended in (today - timedelta(days=91), today - timedelta(days=90)):
        set_organization(owner_url, tenant.organization_id, status="trial", trial_expiration_date=ended)
        announced = retention.erasure_day(actor(tenant))
        assert announced is not None
        with database.housekeeping() as everywhere:
            assert (tenant.organization_id in everywhere.due_for_erasure()) is (announced <= today)
    set_organization(owner_url, tenant.organization_id, status="active")
    retention.ask_for_deletion(actor(tenant))
    assert retention.erasure_day(actor(tenant)) == datetime.now(UTC).date() + timedelta(days=30)
    retention.ask_for_deletion(actor(tenant), is_asked=False)
    assert retention.erasure_day(actor(tenant)) is None
