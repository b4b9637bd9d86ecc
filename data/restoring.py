"""Takes a backup back into an empty database, whole or not at all, and looks whether everything came along.

Context      The day a backup is needed is the worst day to find out what it lacks.
Decision     Files, keys and versions are looked at before anything is touched; roles are made where the cluster lacks
             them; pg_restore works in one transaction; rows and walls are counted against the manifest; only then is
             the database given the number of its last migration, without which no application starts on it.
Consequence  An interrupted restore leaves an empty database, a doubtful one leaves a database nobody can work in.
Not chosen   Restoring over what stands: a mistyped address would cost the data that are still there.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from psycopg import sql

from data import client_programs, migrating, roles, walls
from data.backup_manifest import ARCHIVE, FromNewer, Manifest, read
from data.backups import row_counts, wall_counts
from data.client_programs import Programs
from data.owner import Owner, owning

_OF_A_SCHEMA = re.compile(r"\d+; \d+ \d+ ((ACL|COMMENT) - )?SCHEMA ")
# What somebody made here; extensions and what belongs to them do not count.
_SCHEMAS = """
SELECT nspname FROM pg_namespace n
WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = n.oid AND deptype = 'e')
"""
_IN_PUBLIC = """
SELECT 'public.' || relname FROM pg_class c
WHERE relnamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
UNION ALL
SELECT 'public.' || proname FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
"""


class NotEmpty(Exception):
    """The database holds something; the message names the first of it."""


class NotAsWritten(Exception):
    """After the restore something differs from the manifest; the message says what."""


def look(backup: Path, master_keys: Sequence[bytes]) -> Manifest:
    """The manifest of a backup that is whole, and that this product and these keys can take back."""
    manifest = read(backup, master_keys)
    if manifest.schema > migrating.newest():
        raise FromNewer(manifest.schema)
    return manifest


def restore(owner_url: str, backup: Path, master_keys: Sequence[bytes]) -> Manifest:
    """The backup in the empty database at `owner_url`, then brought to the newest migration."""
    manifest = look(backup, master_keys)
    with owning(owner_url) as owner:
        server = owner.info.server_version // 10_000
        if server < manifest.server:
            raise FromNewer(f"PostgreSQL {manifest.server}")
        programs = client_programs.at_least(max(server, manifest.made_by))
        with migrating.alone(owner):
            if made := owner.execute(_SCHEMAS).fetchone() or owner.execute(_IN_PUBLIC).fetchone():
                raise NotEmpty(str(made[0]))
            roles.make(owner, list(manifest.roles))
            _fill(owner, owner_url, programs, backup / ARCHIVE)
            _compare(owner, manifest)
            _number(owner, manifest.schema)
            owner.execute("ANALYZE")
    migrating.upgrade(owner_url)
    return manifest


def _fill(owner: Owner, owner_url: str, programs: Programs, archive: Path) -> None:
    """The schemas with their rights first, then everything else in one transaction.

    pg_restore gives a function to its owner before it gives that owner the right to the schema, which only a superuser
    may do.
    """
    entries = programs.listed(archive)
    schemas = [entry for entry in entries if _OF_A_SCHEMA.match(entry)]
    with tempfile.TemporaryDirectory(prefix="caire-") as made:
        for number, chosen in enumerate((schemas, [entry for entry in entries if entry not in schemas])):
            choice = Path(made) / str(number)
            choice.write_text("\n".join(chosen), encoding="utf-8")
            try:
                programs.run(
                    "pg_restore", owner_url, "--single-transaction", "--exit-on-error", f"--use-list={choice}",
                    str(archive),
                )  # fmt: skip
            except BaseException:
                _empty(owner)
                raise


def _empty(owner: Owner) -> None:
    """Drop the schemas that were made for a restore that failed; refused by the server if anything is in them."""
    for (schema,) in owner.execute(_SCHEMAS).fetchall():
        owner.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(str(schema))))


def _compare(owner: Owner, manifest: Manifest) -> None:
    """Every count of the manifest, and walls that are closed for the owner too."""
    with walls.seen_over(owner):
        found = row_counts(owner)
    walls.close(owner)
    for kind, expected, here in (("rows", manifest.rows, found), ("walls", manifest.walls, wall_counts(owner))):
        for name in sorted(set(expected) | set(here)):
            if expected.get(name) != here.get(name):
                raise NotAsWritten(f"{kind} {name}: {expected.get(name)} → {here.get(name)}")


def _number(owner: Owner, schema: str) -> None:
    """Say which migration was the last, as alembic does."""
    with owner.transaction():
        owner.execute(
            "CREATE TABLE public.alembic_version (version_num varchar(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        owner.execute(sql.SQL("INSERT INTO public.alembic_version VALUES ({})").format(sql.Literal(schema)))
