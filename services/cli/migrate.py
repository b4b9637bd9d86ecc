"""`migrate`: brings the database to the newest migration; safe from several machines at once."""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict

from services.cli import upkeep
from services.cli.saying import say
from services.settings import Settings
from services.upkeep import words
from services.upkeep.use_case import Upkeep
from services.words import Language


def run(arguments: list[str]) -> int:
    """0 when the database is at the newest migration, 2 when it cannot be brought there."""
    given = upkeep.parser("migrate", "Brings the database to the newest migration.").parse_args(arguments)
    return upkeep.done(given, _migrate)


def _migrate(keeping: Upkeep, _: Settings, __: argparse.Namespace, language: Language) -> dict[str, object]:
    since = time.perf_counter()
    step = keeping.migrate()
    text = words.UP_TO_DATE if step.before == step.after else words.MIGRATED
    say(text.fill(before=step.before or words.NOTHING, after=step.after), language)
    return {**asdict(step), "seconds": round(time.perf_counter() - since, 1)}
