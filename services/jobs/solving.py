"""One attempt at a run, in a process of its own: search in the main thread, tell the database in another.

The search never waits for the database. A database that goes away for a while is waited for; an attempt that learns
that another one has taken over leaves at once, without a word.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from data.vocabulary import RunState
from data.work import Unreachable
from services.errors import CareError
from services.planning.runs import Errand, Found, RunId, Runs
from services.problem import Problem
from services.solvers.port import Progress, Solver

BEAT_S = 0.4
KEEP_EVERY_S = 5.0
"""How often the best plan so far is stored."""
PATIENCE_S = 60.0
"""How long the database may be away before the attempt is given up."""
THINNING = 150
"""After this many beats' worth of points the curve is drawn with ever longer steps."""

T = TypeVar("T")


def solve_run(runs: Runs, run: RunId, attempt: int, solver: Solver, leave: Callable[[], None]) -> None:
    """Make the attempt; `leave` ends the process when the run is not ours any more."""
    try:
        errand = patiently(lambda: runs.open(run))
    except CareError as refused:
        reason = refused
        patiently(lambda: runs.fail(run, attempt, reason))
        return
    if errand.is_stop_requested and errand.given is not None and not errand.is_hosted:
        best = errand.given
        patiently(lambda: runs.finish(run, attempt, errand, best, was_stopped=True))
        return
    pulse = _Pulse(runs, run, attempt, errand, leave)
    pulse.start()
    try:
        outcome = solver.solve(
            _from_best(errand), errand.weights, errand.limits, pulse.note, lambda: pulse.is_stop_requested
        )
        # The heart beats on while the result is written, so that nobody takes the run for abandoned.
        pulse.expect_end()
        patiently(lambda: runs.finish(run, attempt, errand, outcome.plan, outcome.was_stopped))
    except CareError as refused:
        why = refused
        pulse.expect_end()
        patiently(lambda: runs.fail(run, attempt, why))
    finally:
        pulse.stop()


def patiently(do: Callable[[], T], patience_s: float = PATIENCE_S) -> T:
    """The answer of `do`, asked again while the database is away."""
    deadline = time.monotonic() + patience_s
    while True:
        try:
            return do()
        except Unreachable:
            if time.monotonic() > deadline:
                raise
            time.sleep(BEAT_S)


def _from_best(errand: Errand) -> Problem:
    return replace(errand.problem, given=errand.given) if errand.given is not None else errand.problem


class _Pulse:
    """Tells twice a second that the attempt is alive and what it has found, and listens for a wish to stop."""

    def __init__(self, runs: Runs, run: RunId, attempt: int, errand: Errand, leave: Callable[[], None]) -> None:
        self._runs, self._run, self._attempt, self._leave = runs, run, attempt, leave
        self._spent_s = errand.spent_s
        self._latest: Progress | None = None
        self._untold: Found | None = None
        self._seq = 0
        self._next_point_s = self._next_keep_s = 0.0
        self._ended = threading.Event()
        self._is_ending = False
        self._thread = threading.Thread(target=self._beat_on, name="pulse", daemon=True)
        self.is_stop_requested = errand.is_stop_requested

    def start(self) -> None:
        self._thread.start()

    def expect_end(self) -> None:
        """From now on a run that is not ours any more may be one that we have ended ourselves."""
        self._is_ending = True

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def note(self, progress: Progress) -> None:
        """Called by the search: remembered here, told by the other thread."""
        self._latest = progress

    def _beat_on(self) -> None:
        silent_since = time.monotonic()
        while not self._ended.is_set():
            try:
                self._beat()
                silent_since = time.monotonic()
            except Unreachable:
                if time.monotonic() - silent_since > PATIENCE_S:
                    self._leave()
            self._ended.wait(BEAT_S)

    def _beat(self) -> None:
        progress = self._latest
        # A point the database did not hear of, away for a moment, is told again: it may carry the plan to keep.
        if self._untold is None:
            self._untold = self._point(progress)
        told = self._runs.beat(self._run, self._attempt, self._state(progress), self._untold)
        self._untold = None
        if not told.is_ours and not (self._is_ending or self._ended.is_set()):
            self._leave()
        self.is_stop_requested = told.is_stop_requested

    def _state(self, progress: Progress | None) -> RunState:
        if self.is_stop_requested:
            return RunState.STOPPING
        return RunState.PREPARING if progress is None else RunState.SOLVING

    def _point(self, progress: Progress | None) -> Found | None:
        """A point at every beat first, later ever rarer: an hour's curve stays short."""
        if progress is None or progress.elapsed_s < self._next_point_s:
            return None
        elapsed_s = progress.elapsed_s
        self._next_point_s = elapsed_s + max(BEAT_S, elapsed_s / THINNING)
        is_kept = elapsed_s >= self._next_keep_s
        if is_kept:
            self._next_keep_s = elapsed_s + KEEP_EVERY_S
        self._seq += 1
        return Found(
            seq=self._seq,
            elapsed_s=self._spent_s + elapsed_s,
            iterations=progress.iterations,
            score=progress.score,
            unassigned=progress.unassigned,
            plan=progress.plan if is_kept else None,
        )
