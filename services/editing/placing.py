"""Visits taken from where they are and put elsewhere: the routes that come of it, in the few orders worth counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.editing.counting import Alternative, Counted
from services.editing.routes import NOTHING, Laid, visits_of
from services.editing.timing import Timed, Timing
from services.problem.columns import Columns

Stand = tuple[int, int]
"""Shift row and start."""

MOST_ORDERS = 12


def placed(now: Counted, timing: Timing, wanted: Mapping[int, Stand | None]) -> list[Alternative]:
    """Plans in which these visits stand so (None: with nobody); the first shift in several orders, the rest in one."""
    routes = {**now.routes}
    touched: dict[int, dict[int, int]] = {}
    for v, stand in wanted.items():
        old = int(now.times.shift_of[v])
        if old >= 0:
            touched.setdefault(old, {})
        if stand is not None:
            touched.setdefault(stand[0], {})[v] = stand[1]
    if not touched:
        return []
    bare = {row: without(routes.get(row, NOTHING), wanted) for row in touched}
    tried = {row: orders(now.columns, timing, row, bare[row], held) for row, held in touched.items()}
    settled = {row: found[0].stops for row, found in tried.items()}
    main = max(touched, key=lambda row: len(tried[row]))
    return [{**settled, main: order.stops} for order in tried[main]]


def without(stops: Laid, gone: Iterable[int]) -> Laid:
    """The stops left, at their times; nothing when no visit is left."""
    missed = set(gone)
    left = tuple(stop for stop in stops if stop[0] not in missed)
    return left if visits_of(left) else NOTHING


def with_breaks(c: Columns, shift: int, stops: Laid) -> Laid:
    """A shift that was not in use has its breaks to take as well, each as early as it may."""
    if any(row < 0 for row, _ in stops):
        return stops
    rows = range(int(c.break_off[shift]), int(c.break_off[shift + 1]))
    return (*stops, *((~row, int(c.break_open_s[row])) for row in rows))


def orders(c: Columns, timing: Timing, shift: int, bare: Laid, held: Mapping[int, int]) -> list[Timed]:
    """The route with `held` visits at their times, in the orders that miss least; the best first."""
    if not held:
        return [Timed(bare, 0)]
    whole = sorted((*with_breaks(c, shift, bare), *held.items()), key=lambda stop: stop[1])
    found = {tuple(whole): None}
    for k in (i for i, (row, _) in enumerate(whole) if row in held):
        for other in (k - 1, k + 1):
            if 0 <= other < len(whole):
                found[_swapped(whole, k, other)] = None
    for order in list(found):
        for moved in _breaks_elsewhere(order):
            found[moved] = None
    timed = [timing.timed(shift, order, held) for order in found]
    return sorted(timed, key=lambda each: each.missing_s)[:MOST_ORDERS]


def first_fitting(timing: Timing, shift: int, order: Laid, held: Mapping[int, int]) -> Timed | None:
    """The order as given, else with a break elsewhere: the first in which everything fits."""
    for tried in (order, *_breaks_elsewhere(order)):
        found = timing.timed(shift, tried, held)
        if not found.missing_s:
            return found
    return None


def _swapped(stops: list[tuple[int, int]], k: int, other: int) -> Laid:
    changed = list(stops)
    changed[k], changed[other] = changed[other], changed[k]
    return tuple(changed)


def _breaks_elsewhere(stops: Laid) -> Iterable[Laid]:
    """Every order with one break at another place, its time drawn towards its neighbours by the timing."""
    for k, (row, start) in enumerate(stops):
        if row >= 0:
            continue
        left = stops[:k] + stops[k + 1 :]
        for at in range(len(left) + 1):
            if at != k:
                near = left[at][1] if at < len(left) and at < k else left[at - 1][1] if at else start
                yield (*left[:at], (row, min(start, near) if at < k else max(start, near)), *left[at:])
