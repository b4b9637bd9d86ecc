"""Days shared out among parallel searches: each changes its own, then what all have found is one plan again.

Context      Two searches that only hand each other the best plan do the same work twice.
Decision     For a while each search owns some days running; what hangs together across the cut – a dependency's two
             visits, a group around midnight – stays as it is meanwhile. The cut wanders from time to time. Sums that go
             over all days (faces, load) are counted against what the others had when they parted, and anew when they
             meet.
Consequence  Almost as many changes per second as there are threads, and still one plan.
Not chosen   Districts: a carer's day goes across them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.engine.kernel import objective, recount, store_best
from services.engine.layout import (
    ACTIVE,
    AFTER,
    BEFORE,
    DAY,
    GROUP,
    LEFT_ALONE,
    LOCKED,
    ROUTE,
    Instance,
    Ints,
    State,
)

OWN = {"rng", "tally"}
"""What is not a plan's but the search's own."""
FEWEST_DAYS = 2
"""Days that each search must own at least."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Who owns what: shift and visit rows by number of the search; visits that wait for the next meeting."""

    shift: Ints
    visit: Ints
    waiting: Ints


def can_part(p: Instance, searches: int) -> bool:
    """Whether there are days enough for every search."""
    return bool(len(p.day_shifts) >= FEWEST_DAYS * searches)


def part(p: Instance, states: Sequence[State], first_day: int) -> Parting:
    """Share the days out, counted from `first_day` on; all states hold the same plan."""
    n, days = len(states), len(p.day_shifts)
    one = states[0]
    of_day = (np.arange(days) - first_day) % days * n // days
    shift = of_day[one.shift[:, DAY]].astype(np.int32)
    route = one.visit[:, ROUTE]
    visit = np.where(route >= 0, shift[route], _listed(one, n)).astype(np.int32)
    tied = _tied(p, one, visit)
    listed = one.unassigned[: int(one.open[0])].copy()
    for i, state in enumerate(states):
        state.shift[:, ACTIVE] = shift == i
        left_alone = ((visit != i) | tied) & (state.visit[:, LOCKED] == 0)
        state.visit[left_alone, LOCKED] = LEFT_ALONE
        mine = listed[(visit[listed] == i) & ~tied[listed]]
        state.unassigned[: len(mine)] = mine
        state.open[0] = len(mine)
    return Parting(shift, visit, listed[tied[listed]])


def meet(p: Instance, states: Sequence[State], parting: Parting) -> None:
    """Put together in all states what each has found in its own days; the best plan of any is everyone's."""
    one = states[0]
    waiting = [parting.waiting, one.unassigned[: int(one.open[0])].copy()]
    for i, state in enumerate(states[1:], start=1):
        shifts, visits = parting.shift == i, parting.visit == i
        one.shift[shifts], one.stop[shifts] = state.shift[shifts], state.stop[shifts]
        one.visit[visits] = state.visit[visits]
        arcs = visits[one.arc[:, BEFORE]] & visits[one.arc[:, AFTER]]
        one.arc[arcs] = state.arc[arcs]
        waiting.append(state.unassigned[: int(state.open[0])])
    one.shift[:, ACTIVE] = 1
    one.visit[one.visit[:, LOCKED] == LEFT_ALONE, LOCKED] = 0
    listed = np.concatenate(waiting)
    one.unassigned[: len(listed)] = listed
    one.open[0] = len(listed)
    recount(p, one)
    best = min(states, key=lambda state: int(state.best_objective[0]))
    _copy(best, one, [name for name in State._fields if name.startswith("best_")])
    value = objective(one.total, p.weight)
    if value < one.best_objective[0]:
        store_best(one, value)
    for state in states[1:]:
        share(one, state)


def share(source: State, state: State) -> None:
    """`state` goes on from where `source` stands, with its own draws."""
    _copy(source, state, [name for name in State._fields if name not in OWN])


def _copy(source: State, state: State, names: Sequence[str]) -> None:
    if source is not state:
        for name in names:
            np.copyto(getattr(state, name), getattr(source, name))


def _listed(one: State, searches: int) -> Ints:
    """Who is to try what is in no route: whole groups go to one."""
    group = one.visit[:, GROUP]
    return np.where(group >= 0, group, np.arange(len(group))).astype(np.int32) % searches


def _tied(p: Instance, one: State, owner: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """bool[V]: visits that hang together with another's: by a dependency that counts, or in a group."""
    before, after = one.arc[:, BEFORE], one.arc[:, AFTER]
    placed = one.visit[:, ROUTE] >= 0
    across = (owner[before] != owner[after]) & (placed[before] | placed[after])
    tied = np.zeros(len(owner), np.bool_)
    tied[before[across]] = tied[after[across]] = True
    for size in range(2, 5):
        members = p.member[p.size == size, :size]
        apart = (owner[members] != owner[members[:, :1]]).any(axis=1) | tied[members].any(axis=1)
        tied[members[apart]] = True
    return tied
