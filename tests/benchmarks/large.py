"""Plans a day of a big city, 10,000 visits on 1,000 shifts: `SECONDS=60 python -m tests.benchmarks.large`.

2,500 clients with four visits each at hours of their own, carers in early and late shifts from four offices, all drawn
with a fixed seed. Prints seconds and memory of each step to the first plan, then the plan as it improves; seconds are
the processor's, so that a row means the same on a busy machine.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from random import Random
from typing import TypeVar

from services.constraints.kind import DEFAULT_WEIGHTS
from services.engine.layout import State
from services.engine.params import SearchParams
from services.engine.search import build, search
from services.engine.state import new_state
from services.problem import Problem
from services.problem.columns import columns
from services.problem.problem import Carer, Client, Place
from services.problem.shift import Break, Shift
from services.problem.visit import Visit, Window
from services.solvers.lowering import Model, lower
from services.solvers.reach import reach

SECONDS = float(os.environ.get("SECONDS", "60"))
CLIENTS, SHIFTS = int(os.environ.get("CLIENTS", "2500")), int(os.environ.get("SHIFTS", "1000"))
MIDNIGHT_S = 1_801_436_400
HOURS = ((7.0, 2.5), (11.0, 2.5), (15.0, 2.5), (18.5, 2.5))
"""When a client's four visits may start: from, and for how many hours."""
KINDS = ((7.0, 15.0), (14.0, 22.0))
T = TypeVar("T")


def a_city(clients: int, shifts: int) -> Problem:
    """The day, drawn with a fixed seed."""
    rng = Random(7)
    homes = [Place(f"P{i}", 59.33 + rng.gauss(0, 0.05), 18.06 + rng.gauss(0, 0.09)) for i in range(clients)]
    offices = [Place(f"O{i}", 59.33 + 0.04 * (i % 2), 18.06 + 0.08 * (i // 2)) for i in range(4)]
    return Problem(
        zone="Europe/Stockholm",
        places=(*homes, *offices),
        clients=tuple(Client(f"K{i}", f"K{i}") for i in range(clients)),
        carers=tuple(Carer(f"C{i}", f"C{i}") for i in range(shifts)),
        shifts=tuple(_shift(i, offices[i // 2 % 4].id, *KINDS[i % 2]) for i in range(shifts)),
        visits=tuple(_visit(rng, i, n) for i in range(clients) for n in range(len(HOURS))),
    )


def _at(hour: float) -> int:
    return MIDNIGHT_S + int(hour * 3600)


def _shift(i: int, office: str, begin: float, end: float) -> Shift:
    rest = Break(f"S{i}.rest", _at(begin + 3), _at(end - 2), 1800)
    return Shift(f"S{i}", f"C{i}", _at(begin), _at(end), office, office, breaks=(rest,))


def _visit(rng: Random, i: int, n: int) -> Visit:
    begin, hours = HOURS[n]
    first = _at(begin + rng.randrange(4) / 4)
    duration_s = 60 * rng.choice((10, 15, 20, 30, 30))
    last = first + int(hours * 3600)
    return Visit(f"V{i}.{n}", f"K{i}", f"P{i}", duration_s, (Window(first, last, last + duration_s),))


def timed(what: str, work: Callable[[], T]) -> T:
    begun = time.process_time()
    made = work()
    took = time.process_time() - begun
    print(
        f"{what:12}{took:7.2f} s, at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB", flush=True
    )
    return made


def warm() -> None:
    """Load the compiled search, which is not part of what is measured."""
    model = _model(a_city(3, 6))
    state = new_state(model.instance, model.visit, model.shift, model.arc, model.unassigned, 1)
    build(model.instance, state, SearchParams())


def _model(problem: Problem) -> Model:
    c = columns(problem)
    return lower(c, reach(c), DEFAULT_WEIGHTS)


def measure() -> None:
    warm()
    problem = a_city(CLIENTS, SHIFTS)
    c = timed("columns", lambda: columns(problem))
    r = timed("reach", lambda: reach(c))
    model = timed("lower", lambda: lower(c, r, DEFAULT_WEIGHTS))
    p = model.instance
    state = timed("state", lambda: new_state(p, model.visit, model.shift, model.arc, model.unassigned, 1))
    params = SearchParams.for_size(len(problem.visits), n_days=1)
    timed("first plan", lambda: build(p, state, params))
    next_s = [0.0]

    def tell(best: State, elapsed: float) -> None:
        if elapsed >= next_s[0]:
            next_s[0] = max(1.0, 1.6 * elapsed)
            print(
                f"{elapsed:7.1f} s  {int(best.best_objective[0]) / 1e6:10.2f} M, {int(best.open[0])} open", flush=True
            )

    search(p, [state], SECONDS, None, params, tell, lambda: False, time.process_time)
    timed("search", lambda: None)


if __name__ == "__main__":
    measure()
