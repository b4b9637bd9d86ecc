"""Trades the rules allow: with which other visit of the day one may swap, and who can take over a whole shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.editing.offering import Bench, worse
from services.editing.proposing import propose
from services.editing.views import Change, ReplaceCarer, Swap
from services.planning.overlay import Overlay

MOST_TRIED = 60
"""Visits a swap is tried with, those nearest in time first: nobody swaps a morning for an evening."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A wish the rules allow, and its exact price."""

    wish: Swap | ReplaceCarer
    change: Change


def swaps(bench: Bench, v: int) -> list[Trade]:
    """Visits of the same day on other shifts that may trade places with row `v`, the cheapest first."""
    c, t = bench.now.columns, bench.now.times
    own = int(t.shift_of[v])
    if own < 0 or c.pin_shift[v] >= 0:
        return []
    visits = np.flatnonzero(t.shift_of >= 0)
    theirs = t.shift_of[visits]
    is_possible = (
        (c.shift_day[theirs] == c.shift_day[own]) & (theirs != own) & (c.pin_shift[visits] < 0)
        & bench.reach.can_serve[v][theirs] & bench.reach.can_serve[visits, own]
    )  # fmt: skip
    possible = visits[is_possible]
    nearest = possible[np.argsort(np.abs(t.start_s[possible] - t.start_s[v]), kind="stable")][:MOST_TRIED]
    ids = c.problem.visits
    return _allowed(bench, [Swap(ids[v].id, ids[w].id) for w in nearest.tolist()])


def replacements(bench: Bench, shift: int) -> list[Trade]:
    """Shifts of the same day whose carers may take over all of row `shift`, the cheapest first."""
    c = bench.now.columns
    if not bench.now.routes.get(shift):
        return []
    others = np.flatnonzero(c.shift_day == c.shift_day[shift])
    ids = c.problem.shifts
    return _allowed(bench, [ReplaceCarer(ids[shift].id, ids[s].id) for s in others.tolist() if s != shift])


def _allowed(bench: Bench, wishes: Sequence[Swap | ReplaceCarer]) -> list[Trade]:
    """Every way each wish can come true, counted in one pass; the cheapest way of each that breaks no more rules."""
    ways = [(wish, routes) for wish in wishes for routes in propose(bench, Overlay(), wish).alternatives]
    best: dict[Swap | ReplaceCarer, Change] = {}
    for (wish, _), change in zip(ways, bench.now.changes([routes for _, routes in ways]), strict=True):
        if wish not in best or change.key < best[wish].key:
            best[wish] = change
    found = [Trade(wish, change) for wish, change in best.items() if not worse(bench, change)]
    return sorted(found, key=lambda each: each.change.key)
