"""Takes what is not under test out of an owner's way: at once for a superuser, one by one for anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from data.owner import is_superuser

_KEYS = (
    "SELECT n.nspname, t.relname, c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
    " JOIN pg_namespace n ON n.oid = t.relnamespace"
    " WHERE c.contype = 'f' AND c.conparentid = 0 AND n.nspname IN ('caire', 'queue', 'audit')"
)
_TRIGGERS = (
    "SELECT DISTINCT n.nspname, t.relname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid"
    " JOIN pg_namespace n ON n.oid = t.relnamespace"
    " WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND t.relkind <> 'v' AND n.nspname IN ('caire', 'queue', 'audit')"
)


_WALLED = (
    "SELECT n.nspname, t.relname FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace"
    " WHERE t.relforcerowsecurity AND t.relkind IN ('r', 'p')"
)


def show_everything(owner: psycopg.Connection[tuple[Any, ...]]) -> None:
    """The owner sees every row, as a superuser does anyway; nothing changes for the roles of the application."""
    if not is_superuser(owner):
        for schema, table in owner.execute(_WALLED).fetchall():
            owner.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(sql.Identifier(schema, table)))


@contextmanager
def tampering(owner_url: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The connection of somebody who has switched off what keeps the audit from being changed."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        if is_superuser(owner):
            owner.execute("SET session_replication_role = replica")
            yield owner
            return
        _switch(owner, "DISABLE")
        try:
            yield owner
        finally:
            _switch(owner, "ENABLE")


def _switch(owner: psycopg.Connection[tuple[Any, ...]], word: LiteralString) -> None:
    for table in ("audit.log", "audit.seal", "caire.data_keys"):
        owner.execute(
            sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(*table.split(".")), sql.SQL(word))
        )


def only_walls(owner: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Until the transaction ends neither foreign keys nor triggers stop anything."""
    if is_superuser(owner):
        owner.execute("SET LOCAL session_replication_role = replica")
        return
    for schema, table, key in owner.execute(_KEYS).fetchall():
        owner.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(schema, table), sql.Identifier(key))
        )
    for schema, table in owner.execute(_TRIGGERS).fetchall():
        owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(schema, table)))
