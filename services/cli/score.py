"""`score INPUT.json PLAN.json`: what a plan costs, one row per constraint."""

from __future__ import annotations

from pathlib import Path

from services.cli.arguments import car, parser
from services.cli.figures import figures
from services.cli.files import plan_in, problem_in
from services.cli.saying import answer, refusal, tell
from services.constraints.profiles import PROFILES
from services.constraints.scoring import ScoreSheet, score_sheet
from services.errors import BadInput
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language


def run(arguments: list[str]) -> int:
    """0 when the plan was scored, however bad it is; 2 when input or plan cannot be understood."""
    made = parser("score", "Scores a plan of a model input, row by row.")
    made.add_argument("plan", metavar="PLAN.json", type=Path, help="a model output for that input")
    made.add_argument("--profile", choices=list(PROFILES), default="balanced", help="the weights to score by")
    options = made.parse_args(arguments)
    language = Language(options.lang)
    try:
        problem, warnings = problem_in(options.input, options.client_from, car())
        plan, doubts = plan_in(options.plan, problem)
    except BadInput as fault:
        refusal(fault, language)
        return 2
    tell((*warnings, *doubts), language)
    c = columns(problem)
    t = timetable(c, plan)
    sheet = score_sheet(c, t, PROFILES[options.profile].weights)
    _table(sheet)
    answer({"score": str(sheet.score), **figures(c, t), "rows": _rows(sheet)})
    return 0


def _rows(sheet: ScoreSheet) -> list[dict[str, object]]:
    return [
        {
            "id": row.constraint.id,
            "level": row.constraint.level.value.lower(),
            "unit": row.constraint.unit.value,
            "units": row.units,
            "weight": row.weight,
            "cost": row.cost,
        }
        for row in sheet.rows
    ]


def _table(sheet: ScoreSheet) -> None:
    print(f"{'id':<30} {'level':<7} {'units':>12} {'weight':>8} {'cost':>14}")
    for row in sheet.rows:
        level = row.constraint.level.value.lower()
        print(f"{row.constraint.id:<30} {level:<7} {row.units:>12} {row.weight:>8} {row.cost:>14}")
    for level, cost in (("hard", sheet.score.hard), ("medium", sheet.score.medium), ("soft", sheet.score.soft)):
        print(f"{'total':<30} {level:<7} {'':>12} {'':>8} {cost:>14}")
