"""Writes a backup of the whole database: an archive of pg_dump and a manifest, in a directory that is whole or absent.

Context      Planners lose a day's work when a disk is lost, and care without a plan is dangerous.
Decision     pg_dump's custom format, taken at one moment together with the row counts of the manifest. The names,
             addresses and notes in it stay sealed; the master key that opens them is never part of it.
Consequence  A backup that is stolen is unreadable, and one without its master key is worthless: both kept, apart.
Not chosen   A copy of the server's files: bound to one version and one machine, and rented servers do not give it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from data import client_programs, migrating, roles, walls
from data.backup_manifest import ARCHIVE, FORMAT, MANIFEST, Manifest, sha256_of, written
from data.owner import Owner, owning
from data.urls import plain
from data.vault import fingerprint

# Which step stands is written last when a backup is taken back; who was signed in is nobody's loss, and safer gone.
_LEFT_OUT = ("public.alembic_version",)
_EMPTIED = ("caire.user_sessions",)
_COUNTED = (
    "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_'"
    " AND n.nspname <> 'information_schema' AND n.nspname || '.' || c.relname <> ALL(%s) ORDER BY 1, 2"
)


class NothingToBackUp(Exception):
    """The database is empty, or its schema is not the one this product knows."""


def take(owner_url: str, into: Path, master_key: bytes) -> tuple[Path, Manifest]:
    """A new directory in `into` with the archive and its manifest, readable by us only."""
    now = datetime.now(UTC)
    with owning(owner_url) as owner, migrating.alone(owner), walls.seen_over(owner):
        if migrating.current(owner) is None:
            raise NothingToBackUp
        draft = into / f".caire-{secrets.token_hex(4)}.part"
        draft.mkdir(mode=0o700)
        try:
            manifest = _write(owner_url, owner, draft, now, master_key)
            whole = into / f"caire-{now:%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(2)}"
            draft.rename(whole)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    _to_disk(into)
    return whole, manifest


def row_counts(owner: Owner) -> dict[str, int]:
    """Rows of every table; the months of a table count as one. An error rather than a count that a policy cut."""
    counts: dict[str, int] = {}
    with owner.transaction():
        owner.execute("SET LOCAL row_security = off")
        for schema, table in owner.execute(_COUNTED, [[*_LEFT_OUT, *_EMPTIED]]).fetchall():
            name = sql.Identifier(str(schema), str(table))
            row = owner.execute(sql.SQL("SELECT count(*) FROM {}").format(name)).fetchone()
            counts[f"{schema}.{table}"] = int(str(row[0])) if row else 0
    return counts


def wall_counts(owner: Owner) -> dict[str, int]:
    """How many tables force row security, how many policies stand, how many triggers and definer functions watch."""
    row = owner.execute(
        "SELECT (SELECT count(*) FROM pg_class WHERE relrowsecurity), (SELECT count(*) FROM pg_policy),"
        " (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal), (SELECT count(*) FROM pg_proc WHERE prosecdef)"
    ).fetchone()
    assert row is not None
    names = ("walled_tables", "policies", "triggers", "definer_functions")
    return {name: int(str(count)) for name, count in zip(names, row, strict=True)}


def _write(owner_url: str, owner: Owner, draft: Path, now: datetime, master_key: bytes) -> Manifest:
    """Archive and manifest of one moment."""
    server = owner.info.server_version // 10_000
    programs = client_programs.at_least(server)
    archive = draft / ARCHIVE
    with psycopg.connect(plain(owner_url)) as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.read_only = True
        moment = str((reader.execute("SELECT pg_export_snapshot()").fetchone() or ("",))[0])
        rows, keys = row_counts(reader), _master_keys(reader)
        left_out = [f"--exclude-table={name}" for name in _LEFT_OUT] + [
            f"--exclude-table-data={name}" for name in _EMPTIED
        ]
        programs.run("pg_dump", owner_url, "--format=custom", f"--file={archive}", f"--snapshot={moment}", *left_out)
        manifest = Manifest(
            format=FORMAT,
            made_at=now.isoformat(timespec="seconds"),
            schema=str(migrating.current(reader)),
            server=server,
            made_by=programs.major,
            archive_sha256=sha256_of(archive),
            archive_bytes=archive.stat().st_size,
            rows=rows,
            walls=wall_counts(reader),
            roles=roles.named(reader),
            master_keys=keys,
            sealed_by=fingerprint(master_key),
        )
    with os.fdopen(os.open(draft / MANIFEST, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as f:
        f.write(written(manifest, master_key))
        f.flush()
        os.fsync(f.fileno())
    archive.chmod(0o600)
    return manifest


def _master_keys(reader: Owner) -> Sequence[str]:
    """The fingerprints of the master keys without which some of the rows cannot be read."""
    with reader.transaction():
        reader.execute("SET LOCAL row_security = off")
        found = reader.execute("SELECT DISTINCT kek_id FROM caire.data_keys WHERE wrapped_key IS NOT NULL ORDER BY 1")
        return [str(row[0]) for row in found.fetchall()]


def _to_disk(directory: Path) -> None:
    """The name of what was written lives in the directory above it."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
