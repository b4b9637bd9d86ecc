"""Plans that lie open on this process's desk, so that an edit does not read and prepare a fortnight anew.

What never changes of a plan (its problem, what is possible at all) is kept for an hour and for a few plans; the routes
are kept by version and read again whenever the row says that somebody, anywhere, has changed them. The row is always
asked first, inside the organisation and by somebody who may see it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from data.repositories.drafts import DraftRow
from data.work import ReadingWork
from services.editing.offering import Bench, bench_of
from services.editing.patching import Kept
from services.planning import refusals
from services.planning.opening import asked_problem, measured
from services.planning.overlay import Overlay, overlaid, overlay_from_json
from services.planning.snapshot import MissingPlace
from services.planning.stored import plan_from_json, weights_from_json
from services.problem import Plan, Problem
from services.problem.columns import Columns, columns, repinned
from services.problem.narrowing import thinned
from services.solvers.reach import Reach

LASTS_S = 3600.0
MOST_PLANS = 6


@dataclass
class _Held:
    """One plan: its problem as asked, and what was prepared for the newest overlay and version."""

    problem: Problem
    since: float
    overlay: Overlay = field(default_factory=Overlay)
    prepared: tuple[Columns, Reach] | None = None
    bench: Bench | None = None
    version: int = -1


class Desk:
    """Shared by all who edit in this process; safe for several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[UUID, UUID], _Held] = OrderedDict()
        self._lock = threading.Lock()

    def is_open(self, work: ReadingWork, plan_id: UUID) -> bool:
        """Whether the plan's positions are on the desk already; else opening it is to be noted."""
        with self._lock:
            held = self._held.get((work.organization_id, plan_id))
            return held is not None and time.monotonic() - held.since < LASTS_S

    def bench(self, work: ReadingWork, row: DraftRow) -> Bench:
        """The plan as `row` has it, ready to be asked."""
        held = self._of(work, row)
        with self._lock:
            if held.version == row.row_version and held.bench is not None:
                return held.bench
        kept = kept_of(row)
        bench = self._prepared(held, kept, row)
        with self._lock:
            if row.row_version >= held.version:
                held.version, held.bench = row.row_version, bench
        return bench

    def put_back(self, organization_id: UUID, plan_id: UUID, version: int, bench: Bench) -> None:
        """The version that was just written, so that it is not read and counted once more."""
        with self._lock:
            held = self._held.get((organization_id, plan_id))
            if held is not None and version >= held.version:
                held.version, held.bench = version, bench

    def problem(self, work: ReadingWork, row: DraftRow) -> Problem:
        """The problem as it was asked, cancelled visits and all: for words about what was done to them."""
        return self._of(work, row).problem

    def trial(self, work: ReadingWork, row: DraftRow, kept: Kept) -> Bench:
        """The same plan as it would be; not kept."""
        return self._prepared(self._of(work, row), kept, row)

    def _prepared(self, held: _Held, kept: Kept, row: DraftRow) -> Bench:
        weights = weights_from_json(row.weights)
        with self._lock:
            before, prepared = held.overlay, held.prepared
        c, possible = self._columns(held.problem, before, prepared, kept.overlay)
        bench = bench_of(c, kept.plan, weights, possible)
        with self._lock:
            held.overlay, held.prepared = kept.overlay, (c, bench.reach)
        return bench

    @staticmethod
    def _columns(
        problem: Problem, before: Overlay, prepared: tuple[Columns, Reach] | None, now: Overlay
    ) -> tuple[Columns, Reach | None]:
        """What was prepared still holds as long as nothing is laid over the problem anew; pins alone change little."""
        if prepared is None:
            return columns(overlaid(problem, now)), None
        if before == now:
            return prepared
        if before.cancelled == now.cancelled:
            return repinned(prepared[0], overlaid(problem, now)), None
        if before.cancelled < now.cancelled:
            return thinned(prepared[0], overlaid(problem, now)), None
        return columns(overlaid(problem, now)), None

    def _of(self, work: ReadingWork, row: DraftRow) -> _Held:
        name = (work.organization_id, row.id)
        with self._lock:
            held = self._held.get(name)
            if held is not None and time.monotonic() - held.since < LASTS_S:
                self._held.move_to_end(name)
                return held
        try:
            problem = measured(work, row.id, asked_problem(work, work.drafts.input_of(row.id)))
        except MissingPlace:
            raise refusals.UNREADABLE from None
        fresh = _Held(problem, time.monotonic())
        with self._lock:
            self._held[name] = fresh
            while len(self._held) > MOST_PLANS:
                self._held.popitem(last=False)
        return fresh


def kept_of(row: DraftRow) -> Kept:
    """The routes and the overlay of a stored plan; a cancelled visit is in no route."""
    overlay = overlay_from_json(row.output_solution)
    plan = plan_from_json(row.output_solution)
    if not overlay.cancelled:
        return Kept(plan, overlay)
    return Kept(without_visits(plan, overlay.cancelled), overlay)


def without_visits(plan: Plan, gone: frozenset[str]) -> Plan:
    """The plan with these visits in no route."""
    routes = (type(r)(r.shift_id, tuple(s for s in r.stops if s.id not in gone)) for r in plan.routes)
    return Plan(tuple(route for route in routes if route.stops))
