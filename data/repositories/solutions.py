"""Plans and runs: made, followed, fenced by attempt, finished or failed with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from data.ids import instant_of
from data.models import ScheduleSolution as Solution
from data.models import SolutionProgress
from data.repositories.inside import Repository
from data.vocabulary import MayChange, PlanKind, RunState, SolutionStatus

_OPEN = (RunState.PREPARING, RunState.SOLVING, RunState.STOPPING)


@dataclass(frozen=True, slots=True)
class NewSolution:
    """A plan to be made or stored; `input_data` holds ids only.

    With `may_change` it begins from its parent and is measured against it; a proposal's `occasion` says what happened.
    """

    id: UUID
    kind: PlanKind
    first_day: date
    last_day: date
    input_data: dict[str, Any]
    name: str = ""
    parent_id: UUID | None = None
    engine: str | None = None
    profile: str | None = None
    weights: dict[str, Any] | None = None
    seed: int | None = None
    threads: int | None = None
    seconds_limit: int | None = None
    iterations_limit: int | None = None
    asked_by: UUID | None = None
    may_change: MayChange | None = None
    frozen_until: datetime | None = None
    occasion: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SolutionSummary:
    """A plan without its routes."""

    id: UUID
    kind: PlanKind
    name: str
    first_day: date
    last_day: date
    status: SolutionStatus
    state: RunState
    run_date: datetime
    parent_id: UUID | None
    engine: str | None
    profile: str | None
    seed: int | None
    threads: int | None
    seconds_limit: int | None
    iterations_limit: int | None
    asked_by: UUID | None
    job_id: int | None
    attempt: int
    heartbeat_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    stop_requested_at: datetime | None
    score: dict[str, Any] | None
    figures: dict[str, Any] | None
    failure_code: str | None
    failure_cause: dict[str, Any] | None
    may_change: MayChange | None = None
    frozen_until: datetime | None = None
    occasion: dict[str, Any] | None = None
    row_version: int = 1
    publication: int | None = None


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """A whole plan."""

    summary: SolutionSummary
    input_data: dict[str, Any]
    output_solution: dict[str, Any] | None
    weights: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One point of a run's curve; `seq` counts within the attempt."""

    attempt: int
    seq: int
    elapsed_s: float
    iterations: int
    hard: int
    medium: int
    soft: int
    unassigned: int


_SUMMARY = tuple(SolutionSummary.__dataclass_fields__)
_POINT = tuple(ProgressRow.__dataclass_fields__)


class SolutionsReading(Repository):
    """What may be asked."""

    def summaries(self, limit: int = 200) -> list[SolutionSummary]:
        """The newest plans first."""
        query = select(*(getattr(Solution, name) for name in _SUMMARY)).where(Solution.organization_id == self._org)
        rows = self._connection.execute(query.order_by(Solution.run_date.desc(), Solution.id.desc()).limit(limit))
        return [SolutionSummary(**row._mapping) for row in rows]

    def since(self, moment: datetime, limit: int = 60) -> list[SolutionSummary]:
        """Plans and runs asked for from `moment` on, the newest first; the points of a sweep are left out."""
        is_point = func.coalesce(Solution.weights.has_key("sweep"), False)
        query = select(*(getattr(Solution, name) for name in _SUMMARY)).where(
            Solution.organization_id == self._org, Solution.run_date >= moment, ~is_point
        )
        rows = self._connection.execute(query.order_by(Solution.run_date.desc(), Solution.id.desc()).limit(limit))
        return [SolutionSummary(**row._mapping) for row in rows]

    def summary(self, solution_id: UUID) -> SolutionSummary | None:
        """One plan without its routes."""
        query = select(*(getattr(Solution, name) for name in _SUMMARY)).where(self._is(solution_id))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else SolutionSummary(**row._mapping)

    def find(self, solution_id: UUID) -> SolutionRow | None:
        """One whole plan."""
        columns = (getattr(Solution, name) for name in (*_SUMMARY, "input_data", "output_solution", "weights"))
        row = self._connection.execute(select(*columns).where(self._is(solution_id))).one_or_none()
        if row is None:
            return None
        summary = SolutionSummary(**{name: getattr(row, name) for name in _SUMMARY})
        return SolutionRow(summary, row.input_data, row.output_solution, row.weights)

    def of_sweeps(self, limit: int = 60) -> list[tuple[SolutionSummary, dict[str, Any]]]:
        """The newest runs that are points of a sweep, with the weights each was asked with."""
        columns = (getattr(Solution, name) for name in (*_SUMMARY, "weights"))
        query = (
            select(*columns)
            .where(Solution.organization_id == self._org, Solution.weights.has_key("sweep"))
            .order_by(Solution.run_date.desc(), Solution.id.desc())
            .limit(limit)
        )
        return [
            (SolutionSummary(**{name: getattr(row, name) for name in _SUMMARY}), row.weights)
            for row in self._connection.execute(query)
        ]

    def curve(self, solution_id: UUID) -> list[ProgressRow]:
        """The points of the newest attempt, in order."""
        newest = (
            select(func.max(SolutionProgress.attempt))
            .where(self._is_point_of(solution_id))
            .scalar_subquery()
        )  # fmt: skip
        query = (
            select(*(getattr(SolutionProgress, name) for name in _POINT))
            .where(self._is_point_of(solution_id), SolutionProgress.attempt == newest)
            .order_by(SolutionProgress.seq)
        )
        return [ProgressRow(**row._mapping) for row in self._connection.execute(query)]

    def baseline_of(self, solution_id: UUID) -> UUID | None:
        """The plan this one's changes are counted from; what no search made is measured as the plan it came from is."""
        held = (Solution.parent_id, Solution.parent_run_date, Solution.engine, Solution.may_change)
        steps = select(*held).where(self._is(solution_id)).cte("steps", recursive=True)
        parent = aliased(Solution)
        earlier = select(*(getattr(parent, each.key) for each in held)).where(
            parent.organization_id == self._org,
            parent.run_date == steps.c.parent_run_date,
            parent.id == steps.c.parent_id,
            steps.c.may_change.is_(None),
            steps.c.engine.is_(None),
        )
        steps = steps.union_all(earlier)
        query = select(steps.c.parent_id).where(steps.c.may_change.is_not(None))
        return self._connection.execute(query).scalar_one_or_none()

    def is_stop_requested(self, solution_id: UUID) -> bool:
        """Whether somebody has asked the run to stop."""
        query = select(Solution.stop_requested_at).where(self._is(solution_id))
        return self._connection.execute(query).scalar_one_or_none() is not None

    def _is(self, solution_id: UUID) -> ColumnElement[bool]:
        # The instant inside the id names the partition.
        return and_(
            Solution.organization_id == self._org,
            Solution.run_date == instant_of(solution_id),
            Solution.id == solution_id,
        )

    def _is_point_of(self, solution_id: UUID) -> ColumnElement[bool]:
        return and_(
            SolutionProgress.organization_id == self._org,
            SolutionProgress.run_date == instant_of(solution_id),
            SolutionProgress.solution_id == solution_id,
        )


class Solutions(SolutionsReading):
    """What may be changed; every step of a run names its attempt and is False when another attempt has taken over."""

    def queue(self, new: NewSolution) -> None:
        """A run that waits for a worker."""
        self._inside.insert(Solution, [_values(new) | {"state": RunState.QUEUED}])

    def store(
        self, new: NewSolution, output: dict[str, Any], score: dict[str, Any], figures: dict[str, Any] | None = None
    ) -> None:
        """A plan that is complete already: manual, imported, published, performed."""
        done = {
            "state": RunState.COMPLETED,
            "status": SolutionStatus.COMPLETED,
            "output_solution": output,
            "score": score,
            "figures": figures,
            "finished_at": func.now(),
        }
        self._connection.execute(insert(Solution).values(organization_id=self._org, **_values(new), **done))

    def name_job(self, solution_id: UUID, job_id: int) -> None:
        """Remember which job of the queue makes the run."""
        self._connection.execute(update(Solution).where(self._is(solution_id)).values(job_id=job_id))

    def take(self, solution_id: UUID, stale_after_s: float = 15.0) -> int | None:
        """Begin an attempt and return its number; None while another one is alive, or when the run is over."""
        stale = Solution.heartbeat_at < func.now() - timedelta(seconds=stale_after_s)
        query = (
            update(Solution)
            .where(self._is(solution_id), or_(Solution.state == RunState.QUEUED, Solution.state.in_(_OPEN) & stale))
            .values(
                attempt=Solution.attempt + 1,
                state=RunState.PREPARING,
                heartbeat_at=func.now(),
                started_at=func.coalesce(Solution.started_at, func.now()),
            )
            .returning(Solution.attempt)
        )
        return self._connection.execute(query).scalar_one_or_none()

    def beat(self, solution_id: UUID, attempt: int, state: RunState | None = None) -> bool:
        """Say that the attempt is alive, and perhaps where it stands."""
        values: dict[str, Any] = {"heartbeat_at": func.now()}
        if state is not None:
            values["state"] = state
        return self._change(solution_id, attempt, values)

    def note_progress(self, solution_id: UUID, point: ProgressRow) -> bool:
        """One more point of the curve, which is also a heartbeat."""
        if not self.beat(solution_id, point.attempt):
            return False
        values = {name: getattr(point, name) for name in _POINT}
        self._connection.execute(
            insert(SolutionProgress)
            .values(organization_id=self._org, run_date=instant_of(solution_id), solution_id=solution_id, **values)
            .on_conflict_do_nothing()
        )
        return True

    def keep_best(self, solution_id: UUID, attempt: int, output: dict[str, Any], score: dict[str, Any]) -> bool:
        """Store the best plan so far, so that a stop or a kill keeps something; the run goes on."""
        return self._change(solution_id, attempt, {"output_solution": output, "score": score})

    def keep_input(self, solution_id: UUID, attempt: int, input_data: dict[str, Any]) -> bool:
        """What is planned, with what was learnt about it before the search began."""
        return self._change(solution_id, attempt, {"input_data": input_data})

    def release(self, solution_id: UUID, attempt: int) -> bool:
        """Give the run back to the queue: the attempt has ended without a result."""
        return self._change(solution_id, attempt, {"state": RunState.QUEUED})

    def finish(
        self,
        solution_id: UUID,
        attempt: int,
        output: dict[str, Any],
        score: dict[str, Any],
        figures: dict[str, Any] | None = None,
        was_stopped: bool = False,
    ) -> bool:
        """The run is over and its plan is kept."""
        values = {
            "state": RunState.STOPPED if was_stopped else RunState.COMPLETED,
            "status": SolutionStatus.COMPLETED,
            "output_solution": output,
            "score": score,
            "figures": figures,
            "finished_at": func.now(),
        }
        return self._change(solution_id, attempt, values)

    def fail(self, solution_id: UUID, attempt: int, code: str, cause: dict[str, Any]) -> bool:
        """The run is over without a plan; `cause` says why, by language."""
        values = {
            "state": RunState.FAILED,
            "status": SolutionStatus.FAILED,
            "failure_code": code,
            "failure_cause": cause,
            "finished_at": func.now(),
        }
        return self._change(solution_id, attempt, values)

    def request_stop(self, solution_id: UUID) -> bool:
        """Ask the run to stop and keep its best plan; False when it is over already."""
        query = (
            update(Solution)
            .where(self._is(solution_id), Solution.status == SolutionStatus.RUNNING)
            .values(stop_requested_at=func.coalesce(Solution.stop_requested_at, func.now()))
        )
        return self._connection.execute(query).rowcount == 1

    def rename(self, solution_id: UUID, name: str) -> bool:
        """Give the plan another name."""
        return self._connection.execute(update(Solution).where(self._is(solution_id)).values(name=name)).rowcount == 1

    def _change(self, solution_id: UUID, attempt: int, values: dict[str, Any]) -> bool:
        query = (
            update(Solution)
            .where(self._is(solution_id), Solution.attempt == attempt, Solution.status == SolutionStatus.RUNNING)
            .values(**values)
        )
        return self._connection.execute(query).rowcount == 1


def _values(new: NewSolution) -> dict[str, Any]:
    values = {name: getattr(new, name) for name in NewSolution.__dataclass_fields__}
    parent = new.parent_id
    return values | {
        "run_date": instant_of(new.id),
        "parent_run_date": None if parent is None else instant_of(parent),
    }
