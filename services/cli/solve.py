"""`solve INPUT.json`: plans a model input with the built-in engine and writes the plan."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from services.cli.arguments import car, count, parser, positive, seed, threads
from services.cli.changing import add_change, freedom_of
from services.cli.figures import figures
from services.cli.files import plan_in, problem_in, refuse_unwritable, write_whole
from services.cli.saying import answer, refusal, say, tell
from services.cli.stopping import stoppable
from services.constraints.profiles import PROFILES
from services.constraints.scoring import score_sheet
from services.errors import BadInput
from services.integrations.timefold.writer import write_output
from services.planning.replanning import steadied
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.freedom import Freedom
from services.solvers.in_house import InHouse
from services.solvers.port import Limits, Progress, Solver
from services.solvers.reach import reach
from services.words import Language, Text

TOLD_EVERY_S = 5.0
AT = Text(
    sv="{elapsed:6.1f} s  {unassigned} ej planerade  {score}",
    en="{elapsed:6.1f} s  {unassigned} unassigned  {score}",
)
PREPARING = Text(sv="Förbereder sökningen.", en="Preparing the search.")


def run(arguments: list[str], solver: Solver | None = None) -> int:
    """0 when planned, 2 when the input cannot be, 130 when stopped early (the best plan is still written)."""
    options = _options(arguments)
    language = Language(options.lang)
    weights = steadied(PROFILES[options.profile].weights, options.stability)
    try:
        if options.out is not None:
            refuse_unwritable(options.out)
        problem, warnings = problem_in(options.input, options.client_from, car())
        freedom = freedom_of(options, problem)
        if options.warm_start is not None:
            plan, more = plan_in(options.warm_start, problem)
            problem, warnings = replace(problem, given=plan, baseline=plan), (*warnings, *more)
    except BadInput as fault:
        refusal(fault, language)
        return 2
    c = columns(problem)
    tell((*warnings, *reach(c).unservable), language)
    say(PREPARING, language)
    with stoppable(language) as stop:
        outcome = (solver or InHouse()).solve(problem, weights, _limits(options, freedom), _Teller(language), stop)
        t = timetable(c, outcome.plan)
        sheet = score_sheet(c, t, weights)
        if options.out is not None:
            write_whole(options.out, write_output(problem, outcome.plan, sheet.score, (c, t)))
        answer({
            "score": str(sheet.score),
            **figures(c, t),
            "iterations": outcome.iterations,
            "prepare_s": round(outcome.prepare_s, 2),
            "first_plan_s": round(outcome.first_plan_s, 3),
            "seconds": round(outcome.seconds, 1),
        })  # fmt: skip
    return 130 if stop.is_asked else 0


class _Teller:
    """Says every few seconds where the search stands."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._next_s = 0.0

    def __call__(self, progress: Progress) -> None:
        if progress.elapsed_s >= self._next_s:
            self._next_s = progress.elapsed_s + TOLD_EVERY_S
            say(AT, self._language, elapsed=progress.elapsed_s, unassigned=progress.unassigned, score=progress.score)


def _options(arguments: list[str]) -> argparse.Namespace:
    made = parser("solve", "Plans a model input with the built-in engine.")
    made.add_argument("--seconds", type=positive, help="search time after preparation (60 unless --iterations)")
    made.add_argument("--iterations", type=count, help="search steps: with one thread the same plan every time")
    made.add_argument("--threads", type=threads, default=1)
    made.add_argument("--seed", type=seed, default=1)
    made.add_argument("--profile", choices=list(PROFILES), default="balanced", help="the weights to plan by")
    add_change(made)
    made.add_argument("--out", type=Path, metavar="PLAN.json", help="where to write the plan as a model output")
    return made.parse_args(arguments)


def _limits(options: argparse.Namespace, freedom: Freedom) -> Limits:
    seconds = 60.0 if options.seconds is None and options.iterations is None else options.seconds
    return Limits(seconds, options.iterations, options.threads, options.seed, freedom)
