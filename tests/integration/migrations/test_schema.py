"""The database the migrations make is the one the models and the vocabulary speak of."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, ForeignKeyConstraint, create_engine, pool

from data.models import Base, Word
from data.urls import for_sqlalchemy
from data.vocabulary import ApiScope

Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def owner(owner_url: str) -> Iterator[psycopg.Connection[Row]]:
    with psycopg.connect(owner_url) as connection:
        yield connection


@pytest.fixture(scope="module")
def connection(owner_url: str) -> Iterator[Connection]:
    engine = create_engine(for_sqlalchemy(owner_url), poolclass=pool.NullPool)
    with engine.connect() as opened:
        yield opened


def differences(connection: Connection) -> list[Any]:
    """What alembic would change to make the database equal to the models; months and copies of keys for them aside."""
    months = set(connection.exec_driver_sql("SELECT relname FROM pg_class WHERE relispartition").scalars())

    def is_ours(name: str | None, kind: str, _: Any) -> bool:
        return name == "caire" if kind == "schema" else name not in months

    def points_at_month(step: Any) -> bool:
        if not isinstance(step, tuple) or not isinstance(step[1], ForeignKeyConstraint):
            return False
        return step[1].elements[0].target_fullname.split(".")[1] in months

    options = {
        "include_schemas": True,
        "include_name": is_ours,
        "compare_type": True,
        "compare_server_default": True,
    }
    context = MigrationContext.configure(connection, opts=options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLAlchemy does not know points, alembic not generated columns
        return [step for step in compare_metadata(context, Base.metadata) if not points_at_month(step)]


def test_the_models_are_the_database(connection: Connection) -> None:
    assert differences(connection) == []


def test_the_comparison_notices_a_column_more(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE caire.vehicles ADD COLUMN colour text")
    try:
        assert [step[0] for step in differences(connection)] == ["remove_column"]
    finally:
        connection.rollback()


def test_every_word_is_equal_to_its_check(owner: psycopg.Connection[Row]) -> None:
    checks = {
        (row[0], row[1]): set(re.findall(r"'([^']+)'::text", row[2]))
        for row in owner.execute(
            "SELECT c.conrelid::regclass::text, a.attname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " JOIN pg_class t ON t.oid = c.conrelid AND NOT t.relispartition"
            " WHERE c.contype = 'c' AND cardinality(c.conkey) = 1 AND t.relnamespace = 'caire'::regnamespace"
            " AND starts_with(pg_get_constraintdef(c.oid), 'CHECK ((' || a.attname || ' = ANY (ARRAY[')"
        )
    }
    words = {
        (f"caire.{table.name}", column.name): {word.value for word in column.type.words}
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Word)
    }
    assert checks == words


def test_the_scopes_of_keys_are_those_of_the_check(owner: psycopg.Connection[Row]) -> None:
    (check,) = owner.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'api_keys_scopes'"
    ).fetchone() or ("",)
    assert set(re.findall(r"'([^']+)'::text", check)) == {scope.value for scope in ApiScope}


def test_the_organisation_comes_first_in_every_key(owner: psycopg.Connection[Row]) -> None:
    """Primary, unique and foreign keys and indexes; the few global ones are named here."""
    wrong = owner.execute(
        "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]"
        " WHERE t.relnamespace = 'caire'::regnamespace AND NOT t.relispartition AND a.attname <> 'organization_id'"
        " ORDER BY 1"
    ).fetchall()
    assert [row[0].removeprefix("caire.") for row in wrong] == [
        "api_keys_prefix_key",
        "invitations_token_key",
        "login_attempts_email",
        "login_attempts_ip",
        "login_attempts_pkey",
        "organizations_one_platform",
        "organizations_pkey",
        "password_resets_token_key",
        "user_sessions_token_key",
        "users_email_key",
    ]


def test_every_foreign_key_carries_the_organisation(owner: psycopg.Connection[Row]) -> None:
    wrong = owner.execute(
        "SELECT c.conname FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND c.connamespace = 'caire'::regnamespace AND a.attname <> 'organization_id'"
    ).fetchall()
    assert wrong == []


def test_every_foreign_key_has_an_index_that_begins_with_it(owner: psycopg.Connection[Row]) -> None:
    wrong = owner.execute(
        "SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
        " WHERE c.contype = 'f' AND c.conparentid = 0 AND t.relnamespace = 'caire'::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid"
        "  AND (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k)"
        "   = (SELECT array_agg(k ORDER BY k) FROM unnest(c.conkey) k))"
    ).fetchall()
    assert wrong == []


def test_every_sensitive_column_is_bytes_and_every_stamp_has_its_trigger(owner: psycopg.Connection[Row]) -> None:
    clear = owner.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'caire'"
        " AND (column_name LIKE '%%\\_enc' OR column_name LIKE '%%\\_bidx') AND data_type <> 'bytea'"
    ).fetchall()
    untouched = owner.execute(
        "SELECT t.relname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'updated_at'"
        " WHERE t.relnamespace = 'caire'::regnamespace AND t.relkind IN ('r', 'p')"
        " AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'touch')"
    ).fetchall()
    assert (clear, untouched) == ([], [])


def test_definer_functions_are_on_the_list_and_pin_their_search_path(owner: psycopg.Connection[Row]) -> None:
    rows = owner.execute(
        "SELECT p.oid::regproc::text, p.proconfig FROM pg_proc p WHERE p.prosecdef"
        " AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
    ).fetchall()
    assert {row[0] for row in rows} == {
        "audit.lineage",
        "audit.note",
        "audit.on_row",
        "audit.on_statement",
        "audit.prepare_months",
        "sec.api_key_lookup",
        "sec.audited",
        "sec.book_shift",
        "sec.callers",
        "sec.hear_import",
        "sec.claim_night",
        "sec.due_for_erasure",
        "sec.end_session",
        "sec.end_sessions",
        "sec.enqueue",
        "sec.failures_since",
        "sec.invitation_lookup",
        "sec.is_staff",
        "sec.language_of",
        "sec.organization_list",
        "sec.organization_use",
        "sec.sealing_lag",
        "sec.support_of",
        "sec.trial_starts",
        "sec.forget_attempts",
        "sec.login_failures",
        "sec.login_lookup",
        "sec.month_is_empty",
        "sec.partners",
        "sec.months",
        "sec.note_attempt",
        "sec.open_support",
        "sec.own_second_step",
        "sec.spend_api_call",
        "sec.prepare_months",
        "sec.recount_day",
        "sec.reset_lookup",
        "sec.resolve_session",
        "sec.retire_month",
        "sec.seed_constraints",
        "sec.set_password",
        "sec.spend_recovery_code",
        "sec.start_session",
        "sec.tenants",
        "sec.unsealed",
        "sec.visit_news",
    }
    assert len(rows) == len({row[0] for row in rows})  # none hides behind another's name
    for name, settings in rows:
        assert any(each.startswith("search_path=") for each in settings), name
