"""Compiles the search, so that the first run need not wait for it; the result is cached on disk.

A fresh machine needs about a minute of one core; afterwards half a second.
"""

from __future__ import annotations

from services.constraints.kind import DEFAULT_WEIGHTS
from services.problem import Carer, Client, Place, Problem, Shift, Visit, Window
from services.solvers.port import Limits, Outcome, Solver


def warm_up(solver: Solver) -> Outcome:
    """Solve the smallest problem there is."""
    problem = Problem(
        zone="Europe/Stockholm",
        places=(Place("p", 59.0, 18.0),),
        clients=(Client("k", "k"),),
        carers=(Carer("c", "c"),),
        shifts=(Shift("s", "c", 0, 7200, "p", "p"),),
        visits=(Visit("v", "k", "p", 600, (Window(0, 3600, 7200),)),),
    )
    return solver.solve(problem, DEFAULT_WEIGHTS, Limits(seconds=None, iterations=1))
