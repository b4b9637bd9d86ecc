"""What no plan of a case can beat: `CASE=district-two-weeks python -m tests.benchmarks.lower_bounds`.

Travel: the assignment bound. Every visit that can be served has one visit (or the way out) before it and one (or the
way home) behind it, reached and left in time, on a shift that can serve both. The cheapest such pairing is relaxed in
that it need not be made of routes: cycles are allowed; breaks, working hours and the common starts of groups forgotten.

Carers: the fewest carers of each client who together can serve each of its visits, as many as a group has members; a
cover found by trying all sets of one, two and more. Forgotten: everything else those carers have to do.
"""

from __future__ import annotations

import os
from itertools import combinations, count
from pathlib import Path

import numpy as np
from numba import njit
from numpy.typing import NDArray

from services.integrations.timefold.reader import read_input
from services.problem.columns import Columns, columns
from services.solvers.reach import Reach, reach
from tests.benchmarks.__main__ import CASES

CASE = os.environ.get("CASE", "district-two-weeks")
NEVER = 1 << 28
"""Cost of a pair that cannot be."""


def least_travel_s(c: Columns, r: Reach) -> int:
    """Seconds of the cheapest pairing of every servable visit with what is before and behind it.

    One row per visit, then one per shift that may set out; one column per visit, then one per shift that may come home.
    """
    alive = np.flatnonzero(~r.dead)
    n, shifts = len(alive), len(c.shift_carer)
    cost = np.full((n + shifts, n + shifts), NEVER, np.int32)
    cost[:n, :n] = _between(c, r, alive)
    able, place = r.can_serve[alive], c.visit_place[alive]
    out = c.travel_s[c.shift_mode, c.shift_start_place][:, place]
    home = c.travel_s.transpose(0, 2, 1)[c.shift_mode, c.shift_end_place][:, place]
    cost[n:, :n] = np.where(able.T, out, NEVER)
    cost[:n, n:] = np.where(able, home.T, NEVER)
    cost[n:, n:] = 0
    return int(cheapest_assignment(cost))


@njit(cache=True)
def cheapest_assignment(cost: NDArray[np.int32]) -> int:
    """Sum of the cheapest assignment of rows to columns: shortest augmenting paths (Jonker & Volgenant 1987)."""
    n = cost.shape[0]
    u, v = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    row_of = np.zeros(n + 1, np.int64)
    way = np.zeros(n + 1, np.int64)
    slack, used = np.empty(n + 1, np.int64), np.empty(n + 1, np.bool_)
    for i in range(1, n + 1):
        row_of[0] = i
        j0 = 0
        slack[:] = np.int64(1) << 60
        used[:] = False
        while row_of[j0] != 0:
            used[j0] = True
            i0, j1 = row_of[j0], 0
            least = np.int64(1) << 60
            for j in range(1, n + 1):
                if not used[j]:
                    now = cost[i0 - 1, j - 1] - u[i0] - v[j]
                    if now < slack[j]:
                        slack[j], way[j] = now, j0
                    if slack[j] < least:
                        least, j1 = slack[j], j
            for j in range(n + 1):
                if used[j]:
                    u[row_of[j]] += least
                    v[j] -= least
                else:
                    slack[j] -= least
            j0 = j1
        while j0 != 0:
            row_of[j0] = row_of[way[j0]]
            j0 = way[j0]
    whole = np.int64(0)
    for j in range(1, n + 1):
        whole += cost[row_of[j] - 1, j - 1]
    return int(whole)


def _between(c: Columns, r: Reach, alive: NDArray[np.int64]) -> NDArray[np.int32]:
    """int32[n, n]: the way from a visit to the next, where one shift could serve the two in this order."""
    first = r.window_open_s[r.window_off[:-1][alive]]
    last = r.window_close_s[r.window_off[1:][alive] - 1]
    done = first + c.visit_duration_s[alive]
    serves = r.can_serve[alive].astype(np.float32)
    legs = c.travel_s.min(axis=0)[np.ix_(c.visit_place[alive], c.visit_place[alive])]
    group = c.visit_group[alive]
    possible = (done[:, None] + legs <= last[None, :]) & (serves @ serves.T > 0)
    possible &= (group[:, None] != group[None, :]) | (group[:, None] < 0)
    np.fill_diagonal(possible, val=False)
    return np.where(possible, legs, NEVER).astype(np.int32)


def fewest_carers(c: Columns, r: Reach) -> NDArray[np.int64]:
    """int64[clients with a servable visit]: how many carers each must meet."""
    n = len(c.problem.carers)
    able = np.zeros((len(c.visit_client), n), np.bool_)
    for carer in range(n):
        able[:, carer] = r.can_serve[:, c.shift_carer == carer].any(axis=1)
    size = np.bincount(c.visit_group[c.visit_group >= 0], minlength=1)
    need = np.where(c.visit_group >= 0, size[c.visit_group], 1)
    found = []
    for client in range(len(c.problem.clients)):
        mine = np.flatnonzero((c.visit_client == client) & ~r.dead)
        if len(mine):
            found.append(_cover(np.unique(np.column_stack([need[mine], able[mine]]), axis=0)))
    return np.array(found, np.int64)


def _cover(rules: NDArray[np.int64]) -> int:
    """The fewest carers of whom each rule (how many, then who) has enough; carers alike in all rules are tried once."""
    need, able = rules[:, 0], rules[:, 1:]
    kinds, spare = np.unique(able, axis=1, return_counts=True)
    most = int(need.max())
    each = [k for k, n in enumerate(spare) for _ in range(min(int(n), most))]
    return next(
        n for n in count(most) for chosen in combinations(each, n) if (kinds[:, chosen].sum(axis=1) >= need).all()
    )


def measure(problem_file: Path) -> None:
    problem = read_input(problem_file.read_bytes()).problem
    assert problem is not None
    c = columns(problem)
    r = reach(c)
    print(f"{int(r.dead.sum())} visits nobody can serve")
    carers = fewest_carers(c, r)
    print(f"carers per client at least {carers.mean():.2f} on average ({carers.sum()} in all, {len(carers)} clients)")
    print(f"travel at least {least_travel_s(c, r) / 3600:.1f} h")


if __name__ == "__main__":
    measure(CASES / f"{CASE}.input.json")
