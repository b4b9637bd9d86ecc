"""Who reads which sensitive column: the whole list, so that a right given by mistake shows."""

from __future__ import annotations

import psycopg

READERS = {
    "clients.address_bidx": {"caire_app", "caire_worker"},
    "clients.address_enc": {"caire_app", "caire_field", "caire_worker"},
    "clients.name_enc": {"caire_app", "caire_field", "caire_worker"},
    "clients.notes_enc": {"caire_app", "caire_field", "caire_worker"},
    "clients.pnr_bidx": {"caire_app", "caire_worker"},
    "data_keys.wrapped_key": {"caire_app", "caire_field", "caire_worker"},
    "employees.email_enc": {"caire_app", "caire_field", "caire_worker"},
    "employees.name_enc": {"caire_app", "caire_field", "caire_worker"},
    "employees.phone_enc": {"caire_app", "caire_field", "caire_worker"},
    "import_rows.raw_enc": {"caire_app", "caire_worker"},
    "imports.filename_enc": {"caire_app", "caire_worker"},
    "login_attempts.email_hmac": set(),
    "login_attempts.ip_hmac": set(),
    "places.position_enc": {"caire_app", "caire_field", "caire_worker"},
    "user_sessions.token_sha256": set(),
    "users.email": {"caire_app"},
    "users.mfa_secret_enc": set(),
    "users.password_hash": set(),
}


def test_sensitive_columns_are_read_by_these_roles_only(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT c.relname || '.' || a.attname, array_agg(r.rolname::text) FILTER (WHERE"
            "  has_schema_privilege(r.oid, c.relnamespace, 'USAGE')"
            "  AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT'))"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 CROSS JOIN pg_roles r"
            " WHERE c.relnamespace = 'caire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            " AND r.rolname = ANY (%s) AND (a.attname ~ '_(enc|bidx|hmac)$' OR a.attname = ANY (%s)) GROUP BY 1",
            [
                ["caire_login", "caire_app", "caire_field", "caire_worker", "caire_readonly", "caire_queue"],
                ["password_hash", "wrapped_key", "email", "token_sha256"],
            ],
        ).fetchall()
    assert {name: set(readers or ()) for name, readers in rows} == READERS
