"""From a wish to plans worth counting: routes that would change, pins and cancellations, and which visits are meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.vocabulary import PlanEditKind
from services.editing import refusals
from services.editing.counting import Alternative
from services.editing.offering import Bench, mates_of
from services.editing.placing import Stand, orders, placed
from services.editing.routes import NOTHING, Laid, laid, visits_of
from services.editing.views import Accept, Cancel, Move, Pin, ReplaceCarer, Swap, Unassign, Unpin, Wish
from services.planning.overlay import Overlay
from services.problem import Pin as Held
from services.problem import Plan

KIND: dict[type, PlanEditKind] = {
    Move: PlanEditKind.MOVE,
    Swap: PlanEditKind.SWAP,
    Unassign: PlanEditKind.UNASSIGN,
    Pin: PlanEditKind.PIN,
    Unpin: PlanEditKind.UNPIN,
    Cancel: PlanEditKind.CANCEL,
    ReplaceCarer: PlanEditKind.REPLACE_CARER,
    Accept: PlanEditKind.ACCEPT,
}


Touched = tuple[frozenset[str], frozenset[str]]
"""Ids of visits, and of shifts."""


@dataclass(frozen=True)
class Proposal:
    """Alternatives to choose the cheapest of (none: the routes stay), the overlay then, and rows of the visits meant.

    `mates` are visits of the same groups that come along; `shifts` the rows of every shift the wish names or empties.
    """

    alternatives: Sequence[Alternative]
    overlay: Overlay
    about: tuple[int, ...]
    mates: tuple[int, ...] = ()
    shifts: frozenset[int] = field(default_factory=frozenset)


def propose(bench: Bench, overlay: Overlay, wish: Wish, other: Plan | None = None) -> Proposal:
    """What the wish means for this plan; `other` is the plan an `Accept` takes from. Refuses what the plan lacks."""
    match wish:
        case Move():
            return _move(bench, overlay, wish)
        case Swap():
            return _swap(bench, overlay, wish)
        case Unassign():
            v = _visit(bench, wish.visit_id)
            mates = [m for m in mates_of(bench.now.columns, v) if bench.now.times.shift_of[m] >= 0]
            return _all_to(bench, overlay, {v: None, **dict.fromkeys(mates)}, (v,))
        case Pin() | Unpin():
            return _held(bench, overlay, wish)
        case Cancel():
            v = _visit(bench, wish.visit_id)
            found = _all_to(bench, overlay, {v: None}, (v,))
            gone = Overlay(overlay.pins, overlay.cancelled | {wish.visit_id})
            return Proposal(found.alternatives, gone, (v,), shifts=found.shifts)
        case ReplaceCarer():
            return _replace(bench, overlay, wish)
        case Accept():
            return _accept(bench, overlay, wish, other or Plan())


def named(wish: Wish) -> Touched:
    """What the wish itself names, whether the plan has it or not."""
    match wish:
        case Swap():
            return frozenset({wish.visit_id, wish.other_id}), frozenset()
        case ReplaceCarer():
            return frozenset(), frozenset({wish.shift_id, wish.by_shift_id})
        case Accept():
            return frozenset(wish.visit_ids), frozenset()
        case _:
            return frozenset({wish.visit_id}), frozenset()


def _move(bench: Bench, overlay: Overlay, wish: Move) -> Proposal:
    c, now = bench.now.columns, bench.now
    v, shift = _visit(bench, wish.visit_id), _shift(bench, wish.shift_id)
    start = wish.start_s - c.origin_s  # to the second: rounded, what was offered would come before the carer does
    mates = [m for m in mates_of(c, v) if now.times.shift_of[m] >= 0]
    moved = [m for m in mates if int(now.times.start_s[m]) != start]
    wanted: dict[int, Stand | None] = {v: (shift, start), **{m: (int(now.times.shift_of[m]), start) for m in moved}}
    return _all_to(bench, overlay, wanted, (v,))


def _swap(bench: Bench, overlay: Overlay, wish: Swap) -> Proposal:
    now, timing = bench.now, bench.timing
    v, w = _visit(bench, wish.visit_id), _visit(bench, wish.other_id)
    if v == w or now.times.shift_of[v] < 0 or now.times.shift_of[w] < 0:
        raise refusals.not_planned()
    wanted: dict[int, Stand | None] = {
        one: (int(now.times.shift_of[two]), timing.nearest(one, int(now.times.start_s[two])))
        for one, two in ((v, w), (w, v))
    }
    return _all_to(bench, overlay, wanted, (v, w))


def _held(bench: Bench, overlay: Overlay, wish: Pin | Unpin) -> Proposal:
    v = _visit(bench, wish.visit_id)
    c, t = bench.now.columns, bench.now.times
    if isinstance(wish, Unpin):
        return Proposal((), overlay.pinned(wish.visit_id, None), (v,))
    if t.shift_of[v] < 0:
        raise refusals.not_planned()
    held = Held(c.problem.shifts[t.shift_of[v]].id, int(t.start_s[v]) + c.origin_s)
    return Proposal((), overlay.pinned(wish.visit_id, held), (v,))


def _replace(bench: Bench, overlay: Overlay, wish: ReplaceCarer) -> Proposal:
    """The two shifts trade their visits; each keeps breaks of its own, as near as may be to the other's."""
    now = bench.now
    a, b = _shift(bench, wish.shift_id), _shift(bench, wish.by_shift_id)
    visits = {row: _visits_only(now.routes.get(row, NOTHING)) for row in (a, b)}
    if a == b or not visits[a]:
        raise refusals.not_planned()
    routes = {a: _with_own_breaks(bench, a, visits[b]), b: _with_own_breaks(bench, b, visits[a])}
    about = visits_of(now.routes.get(a, NOTHING))
    return Proposal((routes,), overlay, about, shifts=frozenset(routes))


def _with_own_breaks(bench: Bench, shift: int, stops: Laid) -> Laid:
    """Breaks where they disturb least, the visits at their times."""
    return orders(bench.now.columns, bench.timing, shift, NOTHING, dict(stops))[0].stops if stops else NOTHING


def _accept(bench: Bench, overlay: Overlay, wish: Accept, other: Plan) -> Proposal:
    """Each visit where the other plan has it."""
    c, now = bench.now.columns, bench.now
    theirs = {row: (shift, start) for shift, stops in _known(bench, other).items() for row, start in stops if row >= 0}
    rows = [_visit(bench, visit_id) for visit_id in wish.visit_ids]
    wanted: dict[int, Stand | None] = {}
    for row in dict.fromkeys(m for v in rows for m in (v, *mates_of(c, v))):
        stand = theirs.get(row)
        mine = (int(now.times.shift_of[row]), int(now.times.start_s[row]))
        if stand != (mine if mine[0] >= 0 else None):
            wanted[row] = stand
    return _all_to(bench, overlay, wanted, tuple(rows))


def _known(bench: Bench, other: Plan) -> dict[int, Laid]:
    """The other plan in rows; what only that plan has is left out."""
    c = bench.now.columns
    routes = tuple(route for route in other.routes if route.shift_id in c.shift_index)
    kept = [
        type(route)(route.shift_id, tuple(s for s in route.stops if s.kind.value != "VISIT" or s.id in c.visit_index))
        for route in routes
    ]
    return laid(c, Plan(tuple(kept)))


def _all_to(bench: Bench, overlay: Overlay, wanted: Mapping[int, Stand | None], about: tuple[int, ...]) -> Proposal:
    alternatives = placed(bench.now, bench.timing, wanted)
    old = {int(bench.now.times.shift_of[v]) for v in wanted} - {-1}
    new = {stand[0] for stand in wanted.values() if stand is not None}
    mates = tuple(v for v in wanted if v not in about)
    return Proposal(alternatives, overlay, about, mates, frozenset(old | new))


def _visits_only(stops: Laid) -> Laid:
    return tuple(stop for stop in stops if stop[0] >= 0)


def _visit(bench: Bench, visit_id: str) -> int:
    row = bench.now.columns.visit_index.get(visit_id)
    if row is None:
        raise refusals.no_visit()
    return row


def _shift(bench: Bench, shift_id: str) -> int:
    row = bench.now.columns.shift_index.get(shift_id)
    if row is None:
        raise refusals.no_shift()
    return row
