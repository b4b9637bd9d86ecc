"""Puts jobs in the queue by name, inside the transaction of the row they are about."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from data.work import Work

SOLVE_QUEUE, HOSTED_QUEUE, CHORES_QUEUE, CALLS_QUEUE = "solve", "hosted", "chores", "calls"
AT_ONCE = {SOLVE_QUEUE: 1, HOSTED_QUEUE: 4, CHORES_QUEUE: 1, CALLS_QUEUE: 2}
"""How many jobs of each queue a worker does beside each other.

A solve fills the machine, so there is one. A run elsewhere only waits, for hours perhaps. Figures and exchanges with
care systems are wanted within a minute, short calls to other systems within a second: neither waits for a solve to end.
"""


def enqueue_solve(work: Work, solution_id: UUID, *, is_hosted: bool = False) -> int:
    """A run that is to be solved; the lock keeps one run from being worked on twice at a time."""
    queue = HOSTED_QUEUE if is_hosted else SOLVE_QUEUE
    return work.jobs.enqueue("solve_plan", {"solution_id": solution_id}, queue=queue, lock=str(solution_id))


def enqueue_sync(work: Work, sync_id: UUID, at: datetime | None = None) -> int:
    """An exchange with a care system, now or at its time; one organisation's go one after the other."""
    lock = f"care {work.organization_id}"
    return work.jobs.enqueue("sync_care", {"sync_id": sync_id}, queue=CHORES_QUEUE, lock=lock, at=at)


def enqueue_figures(work: Work, first_day: date, last_day: date) -> int:
    """Key figures of these days are to be counted anew; one organisation's are counted one spell after the other."""
    days = {"first_day": first_day.toordinal(), "last_day": last_day.toordinal()}
    return work.jobs.enqueue("count_figures", days, queue=CHORES_QUEUE, lock=f"figures {work.organization_id}")


def enqueue_recount(work: Work, day: date) -> None:
    """Something was reported of this day: its figures are counted anew in half an hour, once for all reports."""
    work.jobs.recount(day)


def enqueue_link(
    work: Work, kind: Literal["invitation_id", "reset_id"], row_id: UUID, tries: int = 0, at: datetime | None = None
) -> int:
    """A link is to be sent by mail, perhaps not before a moment; its key is drawn by the worker that sends it."""
    return work.jobs.enqueue("send_link", {kind: row_id, "tries": tries}, queue=CALLS_QUEUE, at=at)


def enqueue_webhook(work: Work, delivery_id: UUID, at: datetime | None = None) -> int:
    """Another system is to be told of something, perhaps not before a moment."""
    return work.jobs.enqueue("call_webhook", {"delivery_id": delivery_id}, queue=CALLS_QUEUE, at=at)


def enqueue_demo(work: Work) -> int:
    """Demo data are to be laid into the organisation; beside the solves, since somebody watches and waits."""
    return work.jobs.enqueue("lay_demo", {}, queue=CALLS_QUEUE, lock=f"demo {work.organization_id}")
