"""`backup`: writes the whole database to a new directory, and says which key must be kept beside it."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from services.cli import upkeep
from services.cli.saying import say
from services.settings import Settings
from services.upkeep import words
from services.upkeep.use_case import Upkeep
from services.words import Language, number


def run(arguments: list[str]) -> int:
    """0 when the backup stands whole, 2 when it could not be written."""
    parser = upkeep.parser("backup", "Writes the whole database to a new directory; planners work on meanwhile.")
    parser.add_argument("into", metavar="FOLDER", type=Path, help="an existing folder, such as one on another disk")
    return upkeep.done(parser.parse_args(arguments), _back_up)


def _back_up(keeping: Upkeep, settings: Settings, given: argparse.Namespace, language: Language) -> dict[str, object]:
    since = time.perf_counter()
    path, manifest = keeping.back_up(given.into)
    rows = sum(manifest.rows.values())
    size = number(manifest.archive_bytes / 1e6, language, 1)
    say(words.WRITTEN.fill(path=path, rows=number(rows, language), megabytes=size, schema=manifest.schema), language)
    is_told = any(os.environ.get(name) for name in ("CAIRE_MASTER_KEY", "CAIRE_MASTER_KEY_FILE"))
    where = words.KEY_SETTING if is_told else words.KEY_FILE.fill(path=settings.home / "master.key")
    say(words.KEY_APART.fill(key=manifest.sealed_by, where=where), language)
    beside = [path for path in (settings.heads, settings.archives) if path.exists()]
    if beside:
        say(words.BESIDE.fill(heads=settings.heads, archives=settings.archives), language)
    return {
        "backup": str(path),
        "copy_too": [str(path) for path in beside],
        "schema": manifest.schema,
        "rows": rows,
        "bytes": manifest.archive_bytes,
        "sha256": manifest.archive_sha256,
        "master_keys": sorted({manifest.sealed_by, *manifest.master_keys}),
        "seconds": round(time.perf_counter() - since, 1),
    }
