"""Drives the kernel in short chunks: temperature by progress, threads that exchange, stop at any time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from services.engine.kernel import run
from services.engine.layout import Instance, State
from services.engine.params import SearchParams

CHUNK_S = 0.03
"""How long one call of the kernel should last: what stopping and progress wait for."""
CHUNK_ITERATIONS = 400
"""Iterations per call when their number is given, so that a run can be repeated exactly."""
SCRATCH = {"rng", "tally"}

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Effort:
    """How a search ended: iterations of all threads, seconds, and whether it was stopped from outside."""

    iterations: int
    seconds: float
    was_stopped: bool


def build(p: Instance, state: State, params: SearchParams) -> None:
    """A first plan: insert what is unassigned, in random order, twice."""
    for _ in range(2):
        run(p, state, 1, 0.0, params.mean_removed, params.longest_string, 0.0, 0.0, max(1, int(state.open[0])))


def search(
    p: Instance,
    states: Sequence[State],
    seconds: float | None,
    iterations: int | None,
    params: SearchParams,
    on_chunk: Callable[[State, float], None],
    should_stop: Callable[[], bool],
    clock: Clock = time.perf_counter,
) -> tuple[State, Effort]:
    """Improve every state in its own thread until `seconds` or `iterations` (in all) are over; the best of them.

    `on_chunk(best state, elapsed seconds)` is called after each chunk, about thirty times a second. `clock` says what a
    second is: where others use the machine too, experiments count the processor's seconds.
    """
    begin = clock()
    chunk = CHUNK_ITERATIONS if iterations is not None else 100
    done, next_exchange, stopped = 0, 1, False
    with ThreadPoolExecutor(len(states)) as pool:
        while True:
            elapsed = clock() - begin
            share = _share(elapsed, seconds, done, iterations)
            if share >= 1.0:
                break
            if should_stop():
                stopped = True
                break
            if iterations is not None:
                chunk = min(chunk, max(1, -(-(iterations - done) // len(states))))
            temperature = params.hot * (params.cold / params.hot) ** share
            before = clock()
            _chunk(pool, p, states, chunk, temperature, params)
            took = clock() - before
            done += chunk * len(states)
            if iterations is None:
                remaining = max(0.005, (seconds or 0.0) - (before + took - begin))
                chunk = int(min(2.0 * chunk, max(1.0, chunk * min(CHUNK_S, remaining) / max(took, 1e-6))))
            if len(states) > 1 and share * params.exchanges >= next_exchange:
                next_exchange = int(share * params.exchanges) + 1
                _exchange(states)
            on_chunk(best_of(states), clock() - begin)
    return best_of(states), Effort(done, clock() - begin, stopped)


def best_of(states: Sequence[State]) -> State:
    """The state that holds the best plan."""
    return min(states, key=lambda s: int(s.best_objective[0]))


def _share(elapsed: float, seconds: float | None, done: int, iterations: int | None) -> float:
    by_time = elapsed / seconds if seconds is not None else 0.0
    by_count = done / iterations if iterations is not None else 0.0
    return max(by_time, by_count)


def _chunk(
    pool: ThreadPoolExecutor, p: Instance, states: Sequence[State], chunk: int, heat: float, params: SearchParams
) -> None:
    def one(state: State) -> None:
        run(p, state, chunk, heat, params.mean_removed, params.longest_string, params.blink, params.wait_share, 0)

    if len(states) == 1:
        one(states[0])
    else:
        list(pool.map(one, states))


def _exchange(states: Sequence[State]) -> None:
    """All go on from the best plan found so far by anyone, each with its own draws."""
    source = best_of(states)
    for state in states:
        if state is not source:
            for name in State._fields:
                if name not in SCRATCH:
                    np.copyto(getattr(state, name), getattr(source, name))
