"""What would have to give for a visit nobody has: the smallest change of each kind, proven by making the plan.

Context      "Cannot be planned" helps nobody; twenty minutes or one delegation often do.
Decision     Every kind of change is tried on a copy of the columns: the visit (with those it starts with) is placed
             into the plan as it stands, and the plan is scored anew. The smallest that works is told, per kind.
Consequence  What is told is true of this very plan, to the minute and the point. Several changes at once, or one that
             needs half the day to be planned anew, are the search's work.
Not chosen   Shadow prices of a linear model: they say what a limit is worth, not who stays ten minutes longer.
"""

from __future__ import annotations

from services.constraints.kind import Weights
from services.constraints.scoring import ScoreSheet
from services.problem.columns import Columns
from services.problem.plan import Plan
from services.problem.timetable import Timetable
from services.solvers.reach import Reach
from services.solvers.relaxing.asking import Ask, Relaxation
from services.solvers.relaxing.moving import one_moves
from services.solvers.relaxing.people import one_carer_fewer, one_carer_more
from services.solvers.relaxing.times import other_shift_ends, other_starts

__all__ = ["Relaxation", "relaxations"]


def relaxations(
    c: Columns, reach: Reach, plan: Plan, t: Timetable, sheet: ScoreSheet, weights: Weights, v: int
) -> tuple[Relaxation, ...]:
    """The smallest changes that give visit row `v` somebody, the least effort first; none when it has somebody.

    `sheet` is the score of `plan` under `weights`. About a third of a second on a fortnight.
    """
    ask = Ask.of(c, reach, plan, t, sheet, weights, v)
    if ask is None:
        return ()
    found = [*other_starts(ask), *other_shift_ends(ask), *one_carer_more(ask), *one_carer_fewer(ask), *one_moves(ask)]
    return tuple(sorted(found, key=lambda each: (each.effort, each.cost, each.kind)))
