"""What `migrate`, `backup` and `restore` share: the settings, the language, and how a refusal is told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from services.cli.saying import answer
from services.errors import CareError
from services.settings import BadSetting, Settings, read_settings
from services.upkeep.use_case import Upkeep
from services.words import Language

Act = Callable[[Upkeep, Settings, argparse.Namespace, Language], dict[str, object]]


def parser(command: str, purpose: str) -> argparse.ArgumentParser:
    """A parser with the language; everything else is told through the environment."""
    made = argparse.ArgumentParser(
        prog=f"python -m services {command}",
        description=f"{purpose} Needs the same CAIRE_HOME or DATABASE_URL and master key as the app; here DATABASE_URL "
        "names the owner of the database.",
        allow_abbrev=False,
    )
    made.add_argument("--lang", choices=[language.value for language in Language], help="default: CAIRE_LANGUAGE")
    return made


def done(given: argparse.Namespace, act: Act) -> int:
    """0 when the act is done and its result told, 2 when a setting, a file or the database refuses it."""
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"{refused}", file=sys.stderr)
        return 2
    language = Language(given.lang) if given.lang else settings.language
    try:
        result = act(Upkeep(settings), settings, given, language)
    except CareError as fault:
        print(f"{fault.code} {fault.cause(language)} {fault.action(language)}", file=sys.stderr)
        answer({"error": fault.code, "cause": fault.cause(language)})
        return 2
    answer(result)
    return 0
