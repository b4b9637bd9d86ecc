"""An attempt tells that it lives, waits for a database that is away, and leaves when it is overtaken."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import cast
from uuid import uuid4

import pytest

from data.vocabulary import RunState
from data.work import Unreachable
from services.constraints.kind import DEFAULT_WEIGHTS, Score, Weights
from services.errors import CareError
from services.jobs import solving
from services.jobs.solving import patiently, solve_run
from services.planning.refusals import UNREADABLE
from services.planning.runs import Errand, Found, Pulse, RunId, Runs
from services.problem import Plan, Problem
from services.solvers.port import Limits, Outcome, Progress, Solver
from tests.builders import a_plan, a_problem, a_shift, a_visit

RUN = RunId(uuid4(), uuid4())
BEST = a_plan({"Bo": ["Anna 08:00"]})
ERRAND = Errand(a_problem(a_visit(), a_shift()), DEFAULT_WEIGHTS, Limits(5.0), None, 0.0, is_stop_requested=False)


@dataclass
class FakeRuns:
    """The table of runs, in memory; `faults` says how often each door fails first."""

    errand: Errand = ERRAND
    refused: CareError | None = None
    is_ours: bool = True
    is_stop_requested: bool = False
    faults: dict[str, int] = field(default_factory=dict)
    beats: list[tuple[RunState, Found | None]] = field(default_factory=list)
    ended: list[object] = field(default_factory=list)

    def _fail_first(self, door: str) -> None:
        if self.faults.get(door, 0):
            self.faults[door] -= 1
            raise Unreachable

    def open(self, run: RunId) -> Errand:
        self._fail_first("open")
        if self.refused is not None:
            raise self.refused
        return self.errand

    def beat(self, run: RunId, attempt: int, state: RunState, point: Found | None = None) -> Pulse:
        self._fail_first("beat")
        self.beats.append((state, point))
        return Pulse(self.is_ours, self.is_stop_requested)

    def finish(self, run: RunId, attempt: int, errand: Errand, plan: Plan, was_stopped: bool) -> bool:
        self._fail_first("finish")
        self.ended.append((plan, was_stopped))
        return True

    def fail(self, run: RunId, attempt: int, error: CareError) -> None:
        self.ended.append(error.code)


@dataclass
class FakeSolver:
    """Finds BEST and waits until it may go on."""

    until: Callable[[Callable[[], bool]], object]
    asked: list[tuple[Problem, Limits]] = field(default_factory=list)

    def solve(
        self,
        problem: Problem,
        weights: Weights,
        limits: Limits,
        on_progress: Callable[[Progress], None],
        should_stop: Callable[[], bool],
    ) -> Outcome:
        self.asked.append((problem, limits))
        on_progress(Progress(0.1, 7, Score(0, 0, 60), 0, BEST))
        self.until(should_stop)
        return Outcome(BEST, Score(0, 0, 60), 7, 0.0, 0.0, 1.0, was_stopped=should_stop())


@pytest.fixture(autouse=True)
def quick_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "BEAT_S", 0.005)


def stay() -> None:
    raise AssertionError("left without being overtaken")


def attempt(runs: FakeRuns, solver: FakeSolver, leave: Callable[[], None] = stay) -> None:
    solve_run(cast("Runs", runs), RUN, 1, cast("Solver", solver), leave)


def until_told(runs: FakeRuns) -> Callable[[Callable[[], bool]], object]:
    """Wait until a point with a plan has been told."""

    def wait(should_stop: Callable[[], bool]) -> None:
        tick = threading.Event()
        for _ in range(2000):
            if any(point is not None for _, point in runs.beats):
                return
            tick.wait(0.005)
        raise AssertionError("nothing was told")

    return wait


def until_stopped(should_stop: Callable[[], bool]) -> None:
    tick = threading.Event()
    for _ in range(2000):
        if should_stop():
            return
        tick.wait(0.005)
    raise AssertionError("the wish to stop was not heard")


def test_what_is_found_is_told_and_the_first_plan_is_kept() -> None:
    runs = FakeRuns()
    attempt(runs, FakeSolver(until_told(runs)))
    points = [point for _, point in runs.beats if point is not None]
    assert points[0].plan == BEST
    assert (points[0].seq, points[0].score, points[0].iterations) == (1, Score(0, 0, 60), 7)
    assert RunState.SOLVING in {state for state, _ in runs.beats}
    assert runs.ended == [(BEST, False)]


def test_a_wish_to_stop_reaches_the_search_and_the_best_is_kept() -> None:
    runs = FakeRuns(is_stop_requested=True)
    attempt(runs, FakeSolver(until_stopped))
    assert runs.ended == [(BEST, True)]


@dataclass
class AnsweringLate(FakeRuns):
    """The end is written, and the heart beats twice more before whoever wrote it hears so."""

    def finish(self, run: RunId, attempt: int, errand: Errand, plan: Plan, was_stopped: bool) -> bool:
        super().finish(run, attempt, errand, plan, was_stopped)
        return self._written()

    def fail(self, run: RunId, attempt: int, error: CareError) -> None:
        super().fail(run, attempt, error)
        self._written()

    def _written(self) -> bool:
        self.is_ours, already, tick = False, len(self.beats), threading.Event()
        for _ in range(2000):
            if len(self.beats) >= already + 2:
                return True
            tick.wait(0.005)
        raise AssertionError("the heart does not beat")


def refuse(should_stop: Callable[[], bool]) -> None:
    raise UNREADABLE


@pytest.mark.parametrize("until", [lambda should_stop: None, refuse], ids=["finished", "failed"])
def test_who_has_just_ended_the_run_does_not_take_it_for_somebody_elses(
    until: Callable[[Callable[[], bool]], object],
) -> None:
    left: list[bool] = []
    runs = AnsweringLate()
    attempt(runs, FakeSolver(until), lambda: left.append(True))
    assert len(runs.ended) == 1
    assert left == []


def test_a_database_that_is_away_for_a_while_is_waited_for() -> None:
    runs = FakeRuns(faults={"open": 2, "beat": 3, "finish": 2})
    attempt(runs, FakeSolver(until_told(runs)))
    assert runs.ended == [(BEST, False)]


def test_patience_has_an_end() -> None:
    def away() -> None:
        raise Unreachable

    with pytest.raises(Unreachable):
        patiently(away, patience_s=0.02)


def test_an_attempt_that_is_overtaken_leaves() -> None:
    left = threading.Event()
    runs = FakeRuns(is_ours=False)
    attempt(runs, FakeSolver(lambda should_stop: left.wait(10)), left.set)
    assert left.is_set()


def test_a_later_attempt_starts_from_the_best_plan_and_its_curve_goes_on() -> None:
    runs = FakeRuns(errand=replace(ERRAND, given=BEST, spent_s=40.0, limits=Limits(20.0)))
    solver = FakeSolver(until_told(runs))
    attempt(runs, solver)
    ((problem, limits),) = solver.asked
    assert problem.given == BEST
    assert limits.seconds == 20.0
    assert next(point.elapsed_s for _, point in runs.beats if point is not None) == pytest.approx(40.1)


def test_a_run_that_was_stopped_while_nobody_worked_on_it_ends_with_what_it_had() -> None:
    runs = FakeRuns(errand=replace(ERRAND, given=BEST, is_stop_requested=True))
    solver = FakeSolver(until_stopped)
    attempt(runs, solver)
    assert solver.asked == []
    assert runs.ended == [(BEST, True)]


def test_what_can_never_be_opened_fails_with_its_reason() -> None:
    runs = FakeRuns(refused=UNREADABLE)
    attempt(runs, FakeSolver(until_stopped))
    assert runs.ended == [UNREADABLE.code]
