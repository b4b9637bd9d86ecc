"""The score of any plan, whoever made it: one row per constraint, each with the matches behind it.

Units are counted once and kept; weights are applied to them. Changing a weight is therefore a matter of
multiplication (`reweigh`), and the rows always add up to the score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.constraints import BY_ID, CATALOGUE
from services.constraints.effective import effective
from services.constraints.kind import DEFAULT_WEIGHTS, Constraint, Level, Matches, Row, Score, Weights
from services.constraints.levels import at_level
from services.problem.columns import Columns
from services.problem.timetable import Timetable


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A plan's score and the rows it is the sum of, in the catalogue's order."""

    rows: tuple[Row, ...]
    score: Score

    def row(self, constraint_id: str) -> Row:
        """The row of one constraint."""
        return next(row for row in self.rows if row.constraint.id == constraint_id)


def score_sheet(columns: Columns, timetable: Timetable, weights: Weights = DEFAULT_WEIGHTS) -> ScoreSheet:
    """Count every constraint of the catalogue over the whole plan and weigh what was found."""
    return _sheet(_weigh(rule, rule.find(columns, timetable), columns, weights) for rule in CATALOGUE)


def reweigh(sheet: ScoreSheet, columns: Columns, weights: Weights) -> ScoreSheet:
    """The same plan under other weights, without counting anything again."""
    return _sheet(_weigh(BY_ID[row.constraint.id], row.matches, columns, weights) for row in sheet.rows)


def _weigh(listed: Constraint, matches: Matches, columns: Columns, weights: Weights) -> Row:
    constraint = at_level(listed, weights)
    held = effective(constraint, columns, weights)
    return Row(
        constraint=constraint,
        weight=held.organization,
        units=int(matches.units.sum()),
        cost=held.cost(matches) * constraint.points_per_unit,
        matches=matches,
    )


def _sheet(rows: Iterable[Row]) -> ScoreSheet:
    kept = tuple(rows)
    cost = {level: sum(row.cost for row in kept if row.constraint.level is level) for level in Level}
    return ScoreSheet(kept, Score(cost[Level.HARD], cost[Level.MEDIUM], cost[Level.SOFT]))
