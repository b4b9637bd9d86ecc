"""Solve runs: started, followed, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from data.vocabulary import ApiScope, MayChange, RunState
from pages.shell.api.declared import Call, Nothing, Operation, Reply
from pages.shell.api.shapes import Between, Matching, Says
from services.api import Span
from services.api.known import ours
from services.constraints.kind import Score
from services.planning.results import Results
from services.planning.views import LONGEST_S, SHORTEST_S, RunView, SolveRequest
from services.words import Language


@dataclass(frozen=True, slots=True)
class RunAsked:
    """Days to plan, both included, and how long to search."""

    first_day: date
    last_day: date
    seconds: Annotated[int, Between(SHORTEST_S, LONGEST_S)] = 60
    profile: Annotated[str, Matching("[a-z-]+", 60), Says("A ready-made set of weights, such as balanced")] = "balanced"
    seed: Annotated[int, Between(0, 2**31 - 1)] = 1
    district_id: UUID | None = None
    begin_from: Annotated[UUID | None, Says("A finished plan to change")] = None
    may_change: MayChange = MayChange.EVERYTHING


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run in the queue; its id is that of the plan it makes."""

    id: UUID


@dataclass(frozen=True, slots=True)
class RunFailure:
    """Why a run ended without a plan."""

    code: str
    cause: str
    action: str


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run stands; `best` is the best score known, `ahead` the runs before it in the queue."""

    id: UUID
    state: RunState
    is_over: bool
    first_day: date
    last_day: date
    seconds: int
    profile: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    ahead: int
    is_stopping: bool
    unassigned: int | None
    best: Score | None
    results: Results | None
    failure: RunFailure | None


@dataclass(frozen=True, slots=True)
class RunStopped:
    """Whether there was anything to stop."""

    id: UUID
    was_running: bool


def _start(call: Call[Nothing, RunAsked]) -> Reply:
    asked = call.body
    span = Span(asked.first_day, asked.last_day)
    begin_from = None if asked.begin_from is None else ours(asked.begin_from)
    request = SolveRequest(
        span.first_day, span.last_day, asked.seconds, asked.profile, seed=asked.seed, district_id=asked.district_id,
        begin_from=begin_from, may_change=asked.may_change,
    )  # fmt: skip
    kept = call.services.once.do(
        call.actor, "runs", call.idempotency_key, call.digest,
        lambda: {"id": str(call.services.planning.start_run(call.actor, request))},
    )  # fmt: skip
    return Reply(RunStarted(UUID(kept["id"])), f"/runs/{kept['id']}")


def _follow(call: Call[Nothing, Nothing]) -> Reply:
    return Reply(_told(call.services.planning.follow(call.actor, ours(call.ids["run_id"])), call.language))


def _stop(call: Call[Nothing, Nothing]) -> Reply:
    run_id = ours(call.ids["run_id"])
    return Reply(RunStopped(run_id, call.services.planning.stop(call.actor, run_id)))


def _told(view: RunView, language: Language) -> Run:
    last = view.points[-1] if view.points else None
    failure = view.failure
    return Run(
        view.id, view.state, view.is_over, view.first_day, view.last_day, view.seconds, view.profile, view.asked_at,
        view.started_at, view.finished_at, view.ahead, view.is_stopping,
        view.results.unassigned if view.results else last.unassigned if last else None,
        view.score or (Score(last.hard, last.medium, last.soft) if last else None), view.results,
        None if failure is None else RunFailure(failure.code, failure.cause(language), failure.action(language)),
    )  # fmt: skip


OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation(
        "startRun", "POST", "/runs", "Have days planned", ApiScope.SOLVES_RUN, _start, RunStarted, Nothing, RunAsked,
        status=202, refusals=(404,),
    ),
    Operation(
        "getRun", "GET", "/runs/{run_id}", "Where a run stands", ApiScope.SOLVES_RUN, _follow, Run, Nothing, Nothing
    ),
    Operation(
        "stopRun", "POST", "/runs/{run_id}/stop", "Stop a run and keep its best plan", ApiScope.SOLVES_RUN, _stop,
        RunStopped, Nothing, Nothing,
    ),
)  # fmt: skip
