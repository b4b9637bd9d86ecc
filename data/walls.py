"""Lets an owner without superuser rights read every row for a backup, and closes the walls again, whatever happens.

Context      Row security is forced on the owner too. A superuser passes it; a rented server gives none, and there
             pg_dump would stop at the first table.
Decision     Only for such an owner FORCE is lifted table by table while the backup is written. Nobody but the owner is
             concerned: the roles of the application are not owners and stay behind their walls all the time.
Consequence  Should the process be killed, the next migration, backup or start closes what it left open.
Not chosen   A role with a policy that sees everything: a way through the wall that stands open always.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from data.owner import Owner

_PATIENCE_S = 600.0
_WALLED = (
    "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname IN ('caire', 'audit') AND c.relkind IN ('r', 'p')"
    " AND c.relrowsecurity AND c.relforcerowsecurity = %s"
)


@contextmanager
def seen_over(owner: Owner) -> Iterator[None]:
    """While inside, the owner reads every row; `owner` is in autocommit and holds the lock of `migrating.alone`."""
    if owner.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone() == (
        True,
    ):
        yield
        return
    try:
        _force(owner, "NO FORCE", is_forced=True)
        yield
    finally:
        close(owner)


def close(owner: Owner) -> None:
    """Force row security again on every table that has it."""
    _force(owner, "FORCE", is_forced=False)


def are_closed(owner: Owner) -> bool:
    """Whether row security is forced wherever it is on."""
    return owner.execute(_WALLED, [False]).fetchone() is None


def _force(owner: Owner, how: str, *, is_forced: bool) -> None:
    """One table at a time and never long in line, for everybody who comes after waits behind us."""
    deadline = time.monotonic() + _PATIENCE_S
    for schema, table in owner.execute(_WALLED, [is_forced]).fetchall():
        name = sql.Identifier(str(schema), str(table))
        while not _altered(owner, sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY").format(name, sql.SQL(how))):
            if time.monotonic() > deadline:
                raise TimeoutError(f"The table {schema}.{table} has been in use for too long.")
            time.sleep(0.5)


def _altered(owner: Owner, statement: sql.Composed) -> bool:
    try:
        with owner.transaction():
            owner.execute("SET LOCAL lock_timeout = '1s'")
            owner.execute(statement)
    except psycopg.errors.LockNotAvailable:
        return False
    return True
