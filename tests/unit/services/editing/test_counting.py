"""What would change is told exactly: every alternative's change equals scoring both plans whole."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.constraints import CATALOGUE
from services.constraints.scoring import ScoreSheet, score_sheet
from services.editing.counting import LOAD, OF_ALL, OF_HOUSEHOLDS, Alternative, Counted, count
from services.editing.routes import Laid, plan_of
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.strategies import a_random_plan, a_random_problem, random_weights


def an_alternative(rng: Random, now: Counted) -> Alternative:
    """Up to three shifts whose visits are dealt out anew, some to nobody, some fetched from nobody, all times anew."""
    c = now.columns
    rows = rng.sample(range(len(c.shift_carer)), min(len(c.shift_carer), rng.randint(1, 3)))
    visits = [v for row in rows for v, _ in now.routes.get(row, ()) if v >= 0]
    visits += [v for v in range(len(c.visit_client)) if now.times.shift_of[v] < 0 and rng.random() < 0.3]
    hands: dict[int, list[tuple[int, int]]] = {row: [] for row in rows}
    for v in visits:
        if rng.random() < 0.85:
            start = int(now.times.start_s[v]) if rng.random() < 0.5 else rng.randint(0, 2 * 86_400)
            hands[rng.choice(rows)].append((v, start))
    for row in rows:
        rests = range(int(c.break_off[row]), int(c.break_off[row + 1]))
        hands[row] += [(~b, rng.randint(0, 86_400)) for b in rests if rng.random() < 0.7]
    return {row: as_laid(stops) for row, stops in hands.items()}


def as_laid(stops: list[tuple[int, int]]) -> Laid:
    return tuple(sorted(stops, key=lambda stop: stop[1]))


def costs(sheet: ScoreSheet) -> dict[str, tuple[int, int]]:
    return {row.constraint.id: (row.units, row.cost) for row in sheet.rows if row.weight or row.cost}


@given(st.randoms(use_true_random=False))
def test_every_change_is_the_difference_of_two_whole_scores(rng: Random) -> None:
    problem = a_random_problem(rng)
    c, weights = columns(problem), random_weights(rng, problem)
    plan = a_random_plan(rng, problem)
    now = count(c, plan, weights)
    alternatives = [an_alternative(rng, now) for _ in range(rng.randint(1, 4))]
    for alternative, change in zip(alternatives, now.changes(alternatives), strict=True):
        then = score_sheet(c, timetable(c, plan_of(c, {**now.routes, **alternative})), weights)
        before, after = costs(now.sheet), costs(then)
        moved = {name: after.get(name, (0, 0))[1] - before.get(name, (0, 0))[1] for name in {*before, *after}}
        assert {row.rule_id: row.points for row in change.by_rule if row.points} == {
            name: points for name, points in moved.items() if points
        }
        assert (change.hard, change.medium, change.soft) == (
            then.score.hard - now.sheet.score.hard,
            then.score.medium - now.sheet.score.medium,
            then.score.soft - now.sheet.score.soft,
        )


def test_every_rule_stands_on_one_shelf() -> None:
    known = {rule.id for rule in CATALOGUE}
    assert known >= OF_HOUSEHOLDS | OF_ALL
    assert not OF_HOUSEHOLDS & OF_ALL
    assert LOAD in OF_ALL


def test_rules_of_the_whole_staff_have_nobodys_own_weight() -> None:
    # Their change is told as one sum, which would be wrong if a carer had a weight of her own.
    assert not any(rule.overrides for rule in CATALOGUE if rule.id in OF_ALL)
