"""Searches that share the days out lose nothing, break nothing across the cut, and can be repeated."""

from __future__ import annotations

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.engine.kernel import recount, run
from services.engine.layout import LENGTH, NODE, ROUTE, State
from services.engine.params import SearchParams
from services.engine.parting import can_part, meet, part, share
from services.engine.search import build
from services.engine.state import new_state, value
from services.problem import Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.lowering import Model, lower
from services.solvers.port import Limits
from services.solvers.reach import reach
from tests.builders import a_problem, a_shift, a_visit, after

PARAMS = SearchParams(tail_share=0.3, pair_share=0.1)
DAYS = 6


def a_busy_week() -> Problem:
    """Visits every day, chains from day to day, a pair a day, and some that may be made on either of two days."""
    visits, shifts, groups = [], [], []
    for day in range(DAYS):
        shifts += [a_shift(f"{name}.{day}", f"07:00+{day}-15:00+{day}") for name in ("Bo", "Eva", "Cia")]
        for i in range(6):
            waits = (after(f"K{i}.{day - 1} 1200"),) if i < 3 and day else ()
            visits.append(a_visit(f"K{i}.{day}", f"07:00+{day}-11:00+{day}", minutes=30, km=i % 4, after=waits))
        hours = [f"08:00+{d}-12:00+{d}" for d in (day, (day + 1) % DAYS)]
        visits.append(a_visit(f"M.{day}", sorted(hours), minutes=45, km=5))
        visits += [a_visit(f"P.{day}.{n}", f"12:00+{day}-13:00+{day}", minutes=20, km=2) for n in (1, 2)]
        groups.append([f"P.{day}.1", f"P.{day}.2"])
    return a_problem(*visits, *shifts, groups=groups)


def a_model(problem: Problem) -> Model:
    c = columns(problem)
    return lower(c, reach(c), DEFAULT_WEIGHTS)


def two_states(model: Model) -> list[State]:
    states = [new_state(model.instance, model.visit, model.shift, model.arc, model.unassigned, seed) for seed in (1, 2)]
    build(model.instance, states[0], PARAMS)
    share(states[0], states[1])
    return states


def test_after_every_meeting_all_hold_one_plan_whose_sums_are_right() -> None:
    model = a_model(a_busy_week())
    p, states = model.instance, two_states(model)
    best = [int(states[0].best_objective[0])]
    for turn in range(8):
        parting = part(p, states, 5 * turn)
        for state in states:
            run(p, state, PARAMS.tuning(), 500, 800.0, 0)
        meet(p, states, parting)
        one, other = states
        assert value(p, one) == value(p, other)
        summed = value(p, one)
        recount(p, one)
        assert value(p, one) == summed
        stands = [int(v) for r in range(len(one.shift)) for v in one.stop[r, 1 : one.shift[r, LENGTH] + 1, NODE]]
        waiting = one.unassigned[: int(one.open[0])].tolist()
        assert sorted(stands + waiting) == list(range(len(one.visit)))
        assert all((one.visit[v, ROUTE] >= 0) == (v in stands) for v in range(len(one.visit)))
        best.append(int(one.best_objective[0]))
    assert best == sorted(best, reverse=True)


def test_each_search_changes_shifts_of_its_own_days_only() -> None:
    model = a_model(a_busy_week())
    p, states = model.instance, two_states(model)
    before = states[0].stop.copy(), states[0].shift.copy()
    parting = part(p, states, 1)
    for i, state in enumerate(states):
        run(p, state, PARAMS.tuning(), 500, 800.0, 0)
        for r in range(len(state.shift)):
            n = int(state.shift[r, LENGTH])
            as_before = n == before[1][r, LENGTH] and (state.stop[r, : n + 1] == before[0][r, : n + 1]).all()
            assert as_before or parting.shift[r] == i
    assert set(parting.shift.tolist()) == {0, 1}


def test_a_plan_made_in_parts_breaks_no_rule_and_can_be_made_again() -> None:
    problem = a_busy_week()
    assert can_part(a_model(problem).instance, 2)
    limits = Limits(None, 8000, threads=2, seed=4)
    first, again = (InHouse(PARAMS).solve(problem, DEFAULT_WEIGHTS, limits) for _ in range(2))
    assert first.plan == again.plan
    assert (first.score.hard, first.score.medium) == (0, 0)
    c = columns(problem)
    assert score_sheet(c, timetable(c, first.plan)).score == first.score
