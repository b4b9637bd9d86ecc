"""The search can be repeated, stopped and shared among threads, and is compiled once."""

from __future__ import annotations

from itertools import count

from services.constraints.kind import DEFAULT_WEIGHTS
from services.engine import kernel
from services.engine.layout import BROUGHT, LENGTH, LOAD, NODE
from services.engine.params import SearchParams
from services.engine.search import build, search
from services.engine.state import new_state, value
from services.problem import Problem
from services.problem.columns import columns
from services.problem.vehicle import Vehicle
from services.solvers.lowering import Model, lower
from services.solvers.reach import reach
from tests.builders import a_problem, a_shift, a_visit

PARAMS = SearchParams()
EVERY_MOVE = SearchParams(tail_share=0.4, pair_share=0.2)


def a_busy_morning() -> Problem:
    visits = [
        a_visit(f"K{i}", f"{7 + i % 4:02}:00-{9 + i % 4:02}:00", minutes=20, km=i % 5, load=i % 3) for i in range(16)
    ]
    shifts = a_shift("Bo", vehicle_id="cart"), a_shift("Eva", vehicle_id="cart"), a_shift("Cia", "07:00-12:00")
    return a_problem(*visits, *shifts, vehicles=(Vehicle("cart", "cart", load=9),))


def a_model(problem: Problem) -> Model:
    c = columns(problem)
    return lower(c, reach(c), DEFAULT_WEIGHTS)


def run_once(model: Model, seed: int, iterations: int, threads: int = 1) -> list[int]:
    states = [
        new_state(model.instance, model.visit, model.shift, model.arc, model.unassigned, seed + i)
        for i in range(threads)
    ]
    for state in states:
        build(model.instance, state, PARAMS)
    best, effort = search(model.instance, states, None, iterations, PARAMS, lambda *_: None, lambda: False)
    assert effort.iterations >= iterations
    return [int(best.best_objective[0]), *best.best_node.ravel().tolist()]


def test_equal_seeds_and_iterations_give_equal_plans() -> None:
    model = a_model(a_busy_morning())
    assert run_once(model, seed=3, iterations=2000) == run_once(model, seed=3, iterations=2000)


def test_two_threads_are_as_repeatable_as_one() -> None:
    model = a_model(a_busy_morning())
    assert run_once(model, 3, 4000, threads=2) == run_once(model, 3, 4000, threads=2)


def test_a_stop_is_heeded_after_the_chunk_in_hand() -> None:
    model = a_model(a_busy_morning())
    state = new_state(model.instance, model.visit, model.shift, model.arc, model.unassigned, 1)
    build(model.instance, state, PARAMS)
    asked: list[int] = []

    def stop_at_third() -> bool:
        asked.append(1)
        return len(asked) >= 3

    _, effort = search(model.instance, [state], 600.0, None, PARAMS, lambda *_: None, stop_at_third)
    assert effort.was_stopped
    assert len(asked) == 3


def test_what_a_second_is_can_be_said_from_outside() -> None:
    """Experiments on a shared machine count the processor's seconds."""
    model = a_model(a_busy_morning())
    state = new_state(model.instance, model.visit, model.shift, model.arc, model.unassigned, 1)
    build(model.instance, state, PARAMS)
    ticks = count()
    _, effort = search(
        model.instance, [state], 50.0, None, PARAMS, lambda *_: None, lambda: False, lambda: float(next(ticks))
    )
    assert 50 <= effort.seconds < 60
    assert not effort.was_stopped


def test_the_running_sums_do_not_drift_over_thousands_of_iterations() -> None:
    """Undoing a refused change must restore every sum: laid out afresh, the plan costs what the sums say."""
    model = a_model(a_busy_morning())
    state = new_state(model.instance, model.visit, model.shift, model.arc, model.unassigned, 5)
    build(model.instance, state, PARAMS)
    for heat in (6000.0, 500.0, 1.0):
        kernel.run(model.instance, state, EVERY_MOVE.tuning(), 3000, heat, 0)
    summed = value(model.instance, state)
    for r in range(len(model.shift)):
        on_board = state.visit[state.stop[r, 1 : state.shift[r, LENGTH] + 1, NODE], LOAD].sum()
        assert state.shift[r, BROUGHT] == on_board
        kernel.refreshed_alone(model.instance, state, r)
    assert value(model.instance, state) == summed


def test_the_search_and_all_its_parts_are_compiled_for_one_signature_only() -> None:
    run_once(a_model(a_busy_morning()), seed=1, iterations=400)
    one_visit = a_problem(a_visit("Anna"), a_shift("Bo"))
    run_once(a_model(one_visit), seed=1, iterations=400)
    assert len(kernel.run.signatures) == 1
    compiled = {name: getattr(part, "signatures", []) for name, part in vars(kernel).items()}
    assert {name for name, signatures in compiled.items() if len(signatures) > 1} == set()
