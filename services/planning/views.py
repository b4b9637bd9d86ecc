"""What pages are told of plans and runs, and what they may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from data.vocabulary import MayChange, PlanKind, RunState
from services.constraints.kind import DEFAULT_WEIGHTS, Score, Weights
from services.constraints.scoring import ScoreSheet
from services.planning.results import Results
from services.problem import Plan, Problem
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text

SHORTEST_S, LONGEST_S = 5, 3600


@dataclass(frozen=True, slots=True)
class SolveRequest:
    """A wish for a plan of some days, both included; search time in seconds, 5–3600.

    With `begin_from` the run begins from that plan, changes only what it may, and is measured against it: every visit
    given to somebody else costs `stability`, where that is named, instead of the organisation's weight.
    """

    first_day: date
    last_day: date
    seconds: int = 60
    profile: str = "balanced"
    threads: int = 1
    seed: int = 1
    district_id: UUID | None = None
    weights: Weights | None = None
    """A draft or an own profile, named by `profile`; None: the preset of that slug."""
    begin_from: UUID | None = None
    may_change: MayChange = MayChange.EVERYTHING
    frozen_until: datetime | None = None
    stability: int | None = None
    is_hosted: bool = False
    """Whether Timefold is to solve it, over the organisation's connection."""


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A whole plan in a list; `results` may be missing on plans from elsewhere.

    `version` counts the changes of a draft, `publication` the organisation's published plans.
    """

    id: UUID
    kind: PlanKind
    name: str
    first_day: date
    last_day: date
    made_at: datetime
    profile: str | None
    score: Score
    results: Results | None
    was_stopped: bool
    parent_id: UUID | None
    version: int = 1
    publication: int | None = None


@dataclass(frozen=True)
class OpenPlan:
    """A plan with the problem it answers, as it was when it was made."""

    summary: PlanSummary
    problem: Problem
    columns: Columns
    plan: Plan
    timetable: Timetable
    sheet: ScoreSheet
    weights: Weights = DEFAULT_WEIGHTS


@dataclass(frozen=True, slots=True)
class Point:
    """The best plan known at a moment of the search."""

    elapsed_s: float
    hard: int
    medium: int
    soft: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run ended without a plan, and what to do."""

    code: str
    cause: Text
    action: Text


@dataclass(frozen=True, slots=True)
class TheirView:
    """What the system that solves a run says of it: its word for where it stands, and its own score."""

    status: str
    score: str | None
    dataset_id: str | None
    rules: tuple[tuple[str, str], ...] = ()
    """Its rules that cost something, each with its part of the score."""


@dataclass(frozen=True, slots=True)
class RunView:
    """Where a run stands. `ahead` runs are before it in the queue; `taken_up_again` counts restarts after a fault."""

    id: UUID
    state: RunState
    first_day: date
    last_day: date
    seconds: int
    profile: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    ahead: int
    has_worker: bool
    taken_up_again: int
    is_stopping: bool
    was_cut_short: bool
    points: tuple[Point, ...]
    score: Score | None
    results: Results | None
    failure: Failure | None
    theirs: TheirView | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {RunState.COMPLETED, RunState.STOPPED, RunState.FAILED}


@dataclass(frozen=True, slots=True)
class Period:
    """Days to plan, both included."""

    first_day: date
    last_day: date
