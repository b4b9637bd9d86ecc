"""What a solver takes and gives back, whoever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.constraints.kind import Score, Weights
from services.problem.plan import Plan
from services.problem.problem import Problem
from services.solvers.freedom import EVERYTHING, Freedom


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: after `seconds` of search, or after `iterations` (reproducible), whichever comes first.

    `freedom` says what may change of the plan that the problem brings along.
    """

    seconds: float | None = 60.0
    iterations: int | None = None
    threads: int = 1
    seed: int = 1
    freedom: Freedom = EVERYTHING

    def __post_init__(self) -> None:
        if self.seconds is None and self.iterations is None:
            raise ValueError("Expected seconds or iterations.")
        if (self.seconds is not None and self.seconds <= 0) or (self.iterations is not None and self.iterations < 1):
            raise ValueError("Expected seconds > 0 and iterations >= 1.")
        if not 1 <= self.threads <= 64:
            raise ValueError("Expected 1 <= threads <= 64.")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve stands: the best plan so far and its score by the catalogue."""

    elapsed_s: float
    iterations: int
    score: Score
    unassigned: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best plan found and how it came about; `prepare_s` is outside `seconds`."""

    plan: Plan
    score: Score
    iterations: int
    prepare_s: float
    first_plan_s: float
    seconds: float
    was_stopped: bool


def ignore(progress: Progress) -> None:
    """A subscriber who does not care."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


class Solver(Protocol):
    """Solves a problem under weights within limits, telling its progress, stopping when asked."""

    def solve(
        self,
        problem: Problem,
        weights: Weights,
        limits: Limits,
        on_progress: Callable[[Progress], None] = ignore,
        should_stop: Callable[[], bool] = never,
    ) -> Outcome:
        """The best plan within `limits`; raises `services.errors.BadInput` if the problem cannot be understood."""
        ...
