"""Turns NNNN_name.sql beside it into an alembic revision; the order is the journal's.

The part of a file after a line `-- down` undoes it. Released files are never edited: history stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from alembic import context, op

HERE = Path(__file__).resolve().parent
DOWN = "\n-- down\n"
# Without its lock a migration fails instead of making everybody queue; a row hidden by a policy is an error.
BEFORE = "SET LOCAL lock_timeout = '10s';\nSET LOCAL row_security = off;\nSET LOCAL client_min_messages = warning;\n"
AFTER = "\nRESET ROLE;\nSET LOCAL search_path = public, pg_catalog;\n"


def tags() -> list[str]:
    """The migrations in order, such as `0001_roles_and_context`."""
    journal = json.loads((HERE / "meta" / "_journal.json").read_text(encoding="utf-8"))
    return [entry["tag"] for entry in journal["entries"]]


def numbered(stub: str) -> tuple[str, str | None, Callable[[], None], Callable[[], None]]:
    """`revision, down_revision, upgrade, downgrade` of the stub file of that name."""
    tag = Path(stub).stem
    order = tags()
    place = order.index(tag)
    up, _, down = (HERE / f"{tag}.sql").read_text(encoding="utf-8").partition(DOWN)
    return tag[:4], order[place - 1][:4] if place else None, lambda: _run(up), lambda: _undo(tag, down)


def _run(statements: str) -> None:
    whole = BEFORE + statements.rstrip() + AFTER
    if context.is_offline_mode():
        context.get_context().impl.static_output(whole)
    else:
        op.get_bind().connection.cursor().execute(whole)  # without parameters the text is sent as it stands


def _undo(tag: str, statements: str) -> None:
    if not statements.strip():
        raise NotImplementedError(f"{tag} has no way back; restore a backup instead.")
    _run(statements)
