"""Puts jobs in the queue by name, inside the transaction of the row they are about."""

from __future__ import annotations

from uuid import UUID

from data.work import Work

SOLVE_QUEUE = "solve"


def enqueue_solve(work: Work, solution_id: UUID) -> int:
    """A run that is to be solved; the lock keeps one run from being worked on twice at a time."""
    return work.jobs.enqueue("solve_plan", {"solution_id": solution_id}, queue=SOLVE_QUEUE, lock=str(solution_id))
