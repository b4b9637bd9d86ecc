"""Timefold behind the port of a solver: submitted, followed, brought home, and scored by our own catalogue."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from services.constraints.kind import Score, Weights
from services.constraints.scoring import score_sheet
from services.errors import CareError, Unavailable
from services.integrations.timefold import refusals
from services.integrations.timefold.client import TRIES, TimefoldClient
from services.integrations.timefold.disguise import Disguised, disguised
from services.integrations.timefold.metadata import COMPLETED, INCOMPLETE, INVALID, Metadata
from services.integrations.timefold.payload import config, model_input
from services.integrations.timefold.reader import read_output
from services.planning.refusals import CANCELLED
from services.problem import Plan, Problem
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.solvers.freedom import Freedom, MayChange
from services.solvers.frozen import Frozen, freeze
from services.solvers.judged import as_judged
from services.solvers.port import Limits, Outcome, Progress, ignore, never
from services.timefold.following import Following
from services.timefold.records import RunRecord
from services.timefold.submitting import Pace, Step, Submitting

_LOG = logging.getLogger("caire.timefold")


@dataclass
class _Home:
    """Where plans come home to: what turns an envelope into a plan of ours, and the best one so far."""

    problem: Problem
    weights: Weights
    frozen: Frozen
    hidden: Disguised
    c: Columns
    begin: float
    best: tuple[Score, Plan] | None = None

    def read(self, envelope: dict[str, Any]) -> Plan | None:
        """The plan of an envelope; None where there is none yet, or none that belongs to what was asked."""
        if not isinstance(envelope.get("modelOutput"), dict):
            return None
        read = read_output(json.dumps(envelope).encode(), self.hidden.problem)
        return None if read.plan is None else self.frozen.whole(self.hidden.undone(read.plan))

    def score(self, plan: Plan) -> tuple[Score, int]:
        """By our own catalogue, and how many visits it leaves."""
        t = timetable(self.c, plan)
        return score_sheet(self.c, t, self.weights).score, int((t.shift_of < 0).sum())

    def take(self, plan: Plan) -> Progress:
        """A plan that came by; remembered when it is the best."""
        score, unassigned = self.score(plan)
        if self.best is None or score <= self.best[0]:
            self.best = score, plan
        return Progress(time.monotonic() - self.begin, 0, score, unassigned, plan)


class Hosted:
    """One attempt at a run elsewhere; `open_client` may refuse, which ends the run with that reason."""

    def __init__(
        self,
        open_client: Callable[[], TimefoldClient],
        record: RunRecord,
        pace: Pace | None = None,
        passed: Callable[[Step], None] | None = None,
    ) -> None:
        self._open_client, self._record = open_client, record
        self._pace, self._passed = pace or Pace(), passed or self._log

    def solve(
        self,
        problem: Problem,
        weights: Weights,
        limits: Limits,
        on_progress: Callable[[Progress], None] = ignore,
        should_stop: Callable[[], bool] = never,
    ) -> Outcome:
        """The plan of the other side; raises `CareError` with the reason when there is none."""
        self._passed(Step.BEGUN)
        client = self._open_client()
        home = _home(problem, weights, limits)
        seconds = limits.seconds or 60.0
        dataset_id = self._dataset(client, home, limits, seconds, should_stop)
        try:
            last = self._follow(client, home, dataset_id, seconds, on_progress, should_stop)
            self._passed(Step.ENDED)
            plan = self._bring_home(client, home, last)
        except Unavailable:
            if home.best is None:
                raise
            plan = home.best[1]  # the other side fell silent for good: what it had shown us is kept
        self._passed(Step.RECEIVED)
        score, _ = home.score(plan)
        spent_s = time.monotonic() - home.begin
        return Outcome(plan, score, 0, 0.0, 0.0, spent_s, was_stopped=should_stop())

    def _dataset(
        self, client: TimefoldClient, home: _Home, limits: Limits, seconds: float, should_stop: Callable[[], bool]
    ) -> str:
        if should_stop() and self._record.row().intended_at is None:
            raise CANCELLED
        model = model_input(home.hidden, limits.freedom.frozen_until_s)
        settings = config(home.problem, home.weights, seconds)
        return Submitting(client, self._record, self._pace, self._passed).dataset(home.problem, model, settings)

    def _follow(
        self,
        client: TimefoldClient,
        home: _Home,
        dataset_id: str,
        seconds: float,
        on_progress: Callable[[Progress], None],
        should_stop: Callable[[], bool],
    ) -> Metadata:
        next_look = [0.0]

        def look() -> None:
            """Their best so far, by our own count; a look that fails is no loss."""
            if time.monotonic() < next_look[0]:
                return
            next_look[0] = time.monotonic() + self._pace.plan_every_s
            try:
                plan = home.read(client.solution(dataset_id))
            except CareError:
                return
            if plan is not None:
                on_progress(home.take(plan))

        following = Following(client, self._record, dataset_id, self._pace, self._passed, look, should_stop)
        return following.to_its_end(seconds)

    def _bring_home(self, client: TimefoldClient, home: _Home, last: Metadata) -> Plan:
        if last.status != COMPLETED:
            raise _reason(client, last)
        envelope = client.solution(last.id)
        plan = home.read(envelope)
        if plan is None:
            raise refusals.unreadable_plan()
        self._record.received(envelope, self._analysis(client, last.id))
        return plan

    def _analysis(self, client: TimefoldClient, dataset_id: str) -> dict[str, Any] | None:
        """Their rules with their costs; it may come a moment after the end, and a plan is good without it."""
        for _ in range(TRIES):
            try:
                return client.analysis(dataset_id)
            except CareError:
                time.sleep(self._pace.tick_s)
        return None

    def _log(self, step: Step) -> None:
        _LOG.info("run %s: %s", self._record.solution_id, step.value)


def _home(problem: Problem, weights: Weights, limits: Limits) -> _Home:
    judged = as_judged(columns(problem), weights)
    frozen = freeze(judged, limits.freedom)
    hidden = disguised(_with_carers_kept(frozen.problem, limits.freedom), weights)
    return _Home(problem, weights, frozen, hidden, judged, time.monotonic())


def _with_carers_kept(problem: Problem, freedom: Freedom) -> Problem:
    """Where carers are to be kept, whoever has a visit is the only one who may have it."""
    if freedom.may_change is not MayChange.KEEP_CARERS:
        return problem
    carer_of = {shift.id: shift.carer_id for shift in problem.shifts}
    kept = {stop.id: carer_of[shift_id] for shift_id, stop in (problem.given or Plan()).visit_stops()}
    visits = (replace(v, pool=(kept[v.id],)) if v.id in kept else v for v in problem.visits)
    return replace(problem, visits=tuple(visits))


def _reason(client: TimefoldClient, last: Metadata) -> CareError:
    """Why there is no plan."""
    if last.status == INVALID:
        try:
            return refusals.invalid(", ".join(client.issues(last.id)))
        except CareError:
            return refusals.invalid("")
    return refusals.came_to_nothing() if last.status == INCOMPLETE else refusals.fell()
