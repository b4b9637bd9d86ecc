"""A plan spans at most 28 days: a single date far from the rest is named, not the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_low

from services.problem.checks.known import AlsoKnown
from services.problem.problem import Problem
from services.problem.report import Report

DAY_S = 86_400
HORIZON_S = 28 * DAY_S
LAST_NIGHT_S = DAY_S
"""A night shift of the last day may end on the morning after it."""


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Shifts and windows that lie further from the rest than a plan can span."""
    spans = list(_spans(problem))
    if not spans:
        return
    first_s, last_s = min(s for _, _, s, _ in spans), max(e for _, _, _, e in spans)
    if last_s - first_s <= HORIZON_S + LAST_NIGHT_S:
        return
    middle_s = median_low(sorted(s for _, _, s, _ in spans))
    far = [(where, field, max(middle_s - s, e - middle_s)) for where, field, s, e in spans]
    far = [(where, field, away_s) for where, field, away_s in far if away_s > HORIZON_S]
    for where, field, away_s in far:
        report.add("PROB-080", where, field, days=away_s // DAY_S)
    if not far:
        report.add("PROB-081", "", "", days=(last_s - first_s) // DAY_S)


def _spans(problem: Problem) -> Iterator[tuple[str, str, int, int]]:
    for shift in problem.shifts:
        yield f"shift {shift.id}", "start_s", shift.start_s, shift.end_s
        for rest in shift.breaks:
            yield f"shift {shift.id}, break {rest.id}", "earliest_s", rest.earliest_s, rest.latest_end_s
    for visit in problem.visits:
        for window in visit.windows:
            yield f"visit {visit.id}", "windows", window.start_s, window.end_s
