"""Each visit has a sensible duration, priority and windows with room for it."""

from __future__ import annotations

from services.problem.checks.known import AlsoKnown
from services.problem.problem import Problem
from services.problem.report import Report, in_minutes
from services.problem.visit import Visit

LONGEST_S = 86_400


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Durations, priorities and time windows of every visit."""
    for visit in problem.visits:
        if not 1 <= visit.duration_s <= LONGEST_S:
            report.add("PROB-040", f"visit {visit.id}", "duration_s", visit.duration_s)
        if not 1 <= visit.priority <= 10:
            report.add("PROB-046", f"visit {visit.id}", "priority", visit.priority)
        if not visit.windows:
            report.add("PROB-043", f"visit {visit.id}", "windows")
        _windows(visit, report)


def _windows(visit: Visit, report: Report) -> None:
    closed_s: int | None = None
    for number, window in enumerate(visit.windows, start=1):
        close_s = min(window.latest_start_s, window.end_s - visit.duration_s)
        if close_s >= window.start_s:
            if closed_s is not None and window.start_s <= closed_s:
                report.add("PROB-044", f"visit {visit.id}, window {number}", "windows")
            closed_s = close_s
            continue
        where = f"visit {visit.id}, window {number}"
        room_s = window.end_s - window.start_s
        if room_s < 0:
            report.add("PROB-041", where, "windows")
        elif not 1 <= visit.duration_s <= LONGEST_S:
            continue  # its duration is the fault, not its windows
        elif room_s < visit.duration_s:
            report.add("PROB-042", where, "windows", room=in_minutes(room_s), need=in_minutes(visit.duration_s))
        elif window.latest_start_s < window.start_s:
            report.add("PROB-045", where, "latest_start_s")
