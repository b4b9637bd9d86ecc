"""Arguments of a solve that changes a plan: where it begins, what may change, and from when on."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from services.constraints import BY_ID
from services.errors import BadInput
from services.planning.replanning import STABILITY
from services.problem import Problem
from services.solvers.freedom import Freedom, MayChange
from services.words import Text

NO_PLAN = Text(sv="Det finns ingen plan att behålla något av.", en="There is no plan to keep anything of.")
GIVE_PLAN = Text(sv="Ange planen med --warm-start.", en="Name the plan with --warm-start.")


def add_change(made: argparse.ArgumentParser) -> None:
    """`--warm-start`, what may change of it, and what each change costs."""
    made.add_argument(
        "--warm-start", type=Path, metavar="PLAN.json", help="begin from this model output; changes are measured by it"
    )
    made.add_argument(
        "--frozen-until", type=_moment, metavar="MOMENT",
        help="what begins before it stays exactly as it is: 2027-02-01T10:30, in the input's zone unless it names one",
    )  # fmt: skip
    kept = made.add_mutually_exclusive_group()
    kept.add_argument("--keep-carers", action="store_true", help="no served visit changes its carer")
    kept.add_argument("--only-unplanned", action="store_true", help="nothing served changes at all")
    made.add_argument("--stability", type=_weight, help="weight of each visit that changes its carer")


def freedom_of(options: argparse.Namespace, problem: Problem) -> Freedom:
    """What may change; raises `BadInput` when there is nothing it could be measured by."""
    is_bound = options.frozen_until is not None or options.keep_carers or options.only_unplanned
    if is_bound and options.warm_start is None:
        raise BadInput("CLI-005", NO_PLAN, GIVE_PLAN)
    kept = MayChange.KEEP_CARERS if options.keep_carers else MayChange.EVERYTHING
    kept = MayChange.ONLY_UNPLANNED if options.only_unplanned else kept
    when = options.frozen_until
    if when is not None and when.tzinfo is None:
        when = when.replace(tzinfo=ZoneInfo(problem.zone))
    return Freedom(kept, None if when is None else int(when.timestamp()))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a moment like 2027-02-01T10:30, got {text!r}") from None


def _weight(text: str) -> int:
    limits = BY_ID[STABILITY].limits
    number = int(text)
    if not limits.least <= number <= limits.most:
        raise argparse.ArgumentTypeError(f"expected {limits.least} to {limits.most}, got {text!r}")
    return number
