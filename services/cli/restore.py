"""`restore`: takes a backup back into an empty database, or only looks whether it could."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from services.cli import upkeep
from services.cli.saying import say
from services.settings import Settings
from services.upkeep import words
from services.upkeep.use_case import Upkeep
from services.words import Language, number


def run(arguments: list[str]) -> int:
    """0 when the database stands as it was, 2 when the backup, the key or the database refuses it."""
    parser = upkeep.parser("restore", "Takes a backup back into an empty database.")
    parser.add_argument("backup", metavar="BACKUP", type=Path, help="the directory that `backup` made")
    parser.add_argument("--check", action="store_true", help="only look whether it is whole; touches no database")
    return upkeep.done(parser.parse_args(arguments), _restore)


def _restore(keeping: Upkeep, _: Settings, given: argparse.Namespace, language: Language) -> dict[str, object]:
    since = time.perf_counter()
    manifest = keeping.look(given.backup) if given.check else keeping.restore(given.backup)
    rows = sum(manifest.rows.values())
    said = (words.IS_WHOLE if given.check else words.RESTORED).fill(
        made_at=manifest.made_at,
        rows=number(rows, language),
        schema=manifest.schema,
        tables=len(manifest.rows),
        walls=manifest.walls["walled_tables"],
    )
    say(said, language)
    return {
        "made_at": manifest.made_at,
        "schema": manifest.schema,
        "rows": rows,
        "restored": not given.check,
        "seconds": round(time.perf_counter() - since, 1),
    }
