"""Drives the kernel in short turns: temperature by progress, threads that share the days out, stop at any time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from services.engine.kernel import run
from services.engine.layout import CANDIDATES, GROUP, Instance, State, Tuning
from services.engine.params import SearchParams
from services.engine.parting import Parting, can_part, meet, part, share

TURN_S = 0.03
"""How long all search before somebody looks at the clock: what stopping and progress wait for."""
CALL_S = TURN_S / 4
"""How long one call of the kernel should last, so that no thread waits long for another at the end of a turn."""
TURN_ITERATIONS = 400
"""Iterations per turn when their number is given, so that a run can be repeated exactly."""
FEWEST_TURNS = 4
"""Turns between two meetings at least."""
STRIDE = 5
"""Days by which the cut between two searches wanders."""

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Effort:
    """How a search ended: iterations of all threads, seconds, and whether it was stopped from outside."""

    iterations: int
    seconds: float
    was_stopped: bool


def build(p: Instance, state: State, params: SearchParams) -> None:
    """A first plan: insert what is unassigned twice, groups first, then who has the fewest shifts."""
    listed = state.unassigned[: int(state.open[0])]
    listed[:] = listed[np.lexsort((state.visit[listed, CANDIDATES], state.visit[listed, GROUP] < 0))]
    for _ in range(2):
        run(p, state, params.tuning(), 1, 0.0, max(1, int(state.open[0])))


def search(
    p: Instance,
    states: Sequence[State],
    seconds: float | None,
    iterations: int | None,
    params: SearchParams,
    on_turn: Callable[[State, float], None],
    should_stop: Callable[[], bool],
    clock: Clock = time.perf_counter,
) -> tuple[State, Effort]:
    """Improve every state in its own thread until `seconds` or `iterations` (in all) are over; the best of them.

    `on_turn(best state, elapsed seconds)` is called after each turn, about thirty times a second. `clock` says what a
    second is: where others use the machine too, experiments count the processor's seconds.
    """
    begin = clock()
    done, turn, stopped = 0, 0, False
    company = _Company(p, states, params)
    searchers = [_Searcher(p, state, params.tuning(), clock) for state in states]
    with ThreadPoolExecutor(len(states)) as pool:
        while True:
            spent = _spent(clock() - begin, seconds, done, iterations)
            if spent >= 1.0:
                break
            if should_stop():
                stopped = True
                break
            heat = params.hot * (params.cold / params.hot) ** spent
            if iterations is None:
                until = min(clock() + TURN_S, begin + (seconds or 0.0))
                turns = pool.map(lambda one, heat=heat, until=until: one.go(heat, until), searchers)
            else:
                each = min(TURN_ITERATIONS, max(1, -(-(iterations - done) // len(states))))
                turns = pool.map(lambda one, heat=heat, each=each: one.count(heat, each), searchers)
            done += sum(turns)
            turn += 1
            if company.is_time(spent, turn):
                company.exchange(spent, turn)
            on_turn(best_of(states), clock() - begin)
    company.meet()
    return best_of(states), Effort(done, clock() - begin, stopped)


def best_of(states: Sequence[State]) -> State:
    """The state that holds the best plan."""
    return min(states, key=lambda s: int(s.best_objective[0]))


def _spent(elapsed: float, seconds: float | None, done: int, iterations: int | None) -> float:
    by_time = elapsed / seconds if seconds is not None else 0.0
    by_count = done / iterations if iterations is not None else 0.0
    return max(by_time, by_count)


class _Searcher:
    """One thread's search: calls of the kernel, as long as `CALL_S` each where time is what counts."""

    def __init__(self, p: Instance, state: State, tuning: Tuning, clock: Clock) -> None:
        self.p, self.state, self.tuning, self.clock = p, state, tuning, clock
        self.pace = 20

    def count(self, heat: float, iterations: int) -> int:
        """So many iterations."""
        run(self.p, self.state, self.tuning, iterations, heat, 0)
        return iterations

    def go(self, heat: float, until: float) -> int:
        """As many iterations as there is time for; how many that were."""
        done, now = 0, self.clock()
        while now < until:
            done += self.count(heat, self.pace)
            before, now = now, self.clock()
            wanted = self.pace * min(CALL_S, max(until - now, CALL_S / 8)) / max(now - before, 1e-6)
            self.pace = int(min(2.0 * self.pace, max(1.0, wanted)))
        return done


class _Company:
    """The searches side by side: on days of their own where there are enough of them, else all on the whole plan."""

    def __init__(self, p: Instance, states: Sequence[State], params: SearchParams) -> None:
        self.p, self.states = p, states
        self.parts = len(states) > 1 and can_part(p, len(states))
        self.often = params.meetings if self.parts else params.exchanges
        self.parting: Parting | None = None
        self.meetings, self.spent, self.turn = 0, 0.0, 0
        if self.parts:
            self.parting = part(p, states, 0)

    def is_time(self, spent: float, turn: int) -> bool:
        """Whether to go on from one plan now: often enough, but not at every turn."""
        return len(self.states) > 1 and spent - self.spent >= 1 / self.often and turn - self.turn >= FEWEST_TURNS

    def exchange(self, spent: float, turn: int) -> None:
        """All go on from one plan."""
        self.spent, self.turn = spent, turn
        self.meetings += 1
        if self.parts:
            self.meet()
            self.parting = part(self.p, self.states, STRIDE * self.meetings)
        else:
            source = best_of(self.states)
            for state in self.states:
                if state is not source:
                    share(source, state)

    def meet(self) -> None:
        """Make one plan of what each has found in its own days."""
        if self.parting is not None:
            meet(self.p, self.states, self.parting)
            self.parting = None
