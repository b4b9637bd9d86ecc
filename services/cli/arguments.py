"""Arguments that commands share, and the doors that turn them into values."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Mapping
from pathlib import Path

from services.errors import BadInput
from services.integrations.timefold.places import ClientFrom
from services.problem.travel import CAR_FITTED, TravelModel
from services.words import Language, Text

LARGEST_SEED = 2**31 - 1
BAD_CAR = Text(
    sv="Bilens restidsmodell i miljön går inte att använda: {why}",
    en="The car's travel model in the environment cannot be used: {why}",
)
MEND_CAR = Text(
    sv="Rätta CAIRE_CAR_FIXED_S, CAIRE_CAR_PER_M_S och CAIRE_CAR_DETOUR eller ta bort dem.",
    en="Correct CAIRE_CAR_FIXED_S, CAIRE_CAR_PER_M_S and CAIRE_CAR_DETOUR or remove them.",
)


def parser(command: str, purpose: str) -> argparse.ArgumentParser:
    """A parser with what every command takes: the model input, the language and how clients are told apart."""
    made = argparse.ArgumentParser(prog=f"python -m services {command}", description=purpose, allow_abbrev=False)
    made.add_argument("input", metavar="INPUT.json", type=Path, help="a field-service-routing model input")
    made.add_argument("--lang", choices=[language.value for language in Language], default=Language.SV.value)
    made.add_argument(
        "--client-from",
        choices=[kind.value for kind in ClientFrom],
        default=ClientFrom.NAME.value,
        help="whose visit it is: the first token of its name (C105), else its location; always its location; "
        "or its id up to the first separator",
    )
    return made


def positive(text: str) -> float:
    """A finite number above zero."""
    number = float(text)
    if not math.isfinite(number) or number <= 0:
        raise argparse.ArgumentTypeError(f"expected a number above 0, got {text!r}")
    return number


def count(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, got {text!r}")
    return number


def threads(text: str) -> int:
    """A whole number from 1 to 64."""
    number = count(text)
    if number > 64:
        raise argparse.ArgumentTypeError(f"expected at most 64, got {text!r}")
    return number


def seed(text: str) -> int:
    """A whole number from 0."""
    number = int(text)
    if not 0 <= number <= LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"expected 0 to {LARGEST_SEED}, got {text!r}")
    return number


def car(environment: Mapping[str, str] | None = None) -> TravelModel:
    """The car of files without a matrix: CAIRE_CAR_FIXED_S, _PER_M_S and _DETOUR change it. Raises BadInput."""
    env = os.environ if environment is None else environment
    try:
        return TravelModel(
            fixed_s=float(env.get("CAIRE_CAR_FIXED_S") or CAR_FITTED.fixed_s),
            per_m_s=float(env.get("CAIRE_CAR_PER_M_S") or CAR_FITTED.per_m_s),
            detour=float(env.get("CAIRE_CAR_DETOUR") or CAR_FITTED.detour),
        )
    except ValueError as fault:
        raise BadInput("CLI-004", BAD_CAR.fill(why=fault), MEND_CAR) from None
