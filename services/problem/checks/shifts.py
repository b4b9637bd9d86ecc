"""Shifts run forward, their breaks fit inside them, and a carer's shifts leave rest between them."""

from __future__ import annotations

from collections import defaultdict

from services.problem.checks.known import AlsoKnown
from services.problem.problem import Problem
from services.problem.report import Report, in_hours
from services.problem.shift import Shift

DAY_S = 86_400
DAILY_REST_S = 11 * 3600


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Faults of shifts and breaks; short rests and overlaps are warnings."""
    by_carer: dict[str, list[Shift]] = defaultdict(list)
    for shift in problem.shifts:
        where = f"shift {shift.id}"
        if shift.end_s <= shift.start_s:
            report.add("PROB-050", where, "end_s")
            continue
        by_carer[shift.carer_id].append(shift)
        if shift.end_s - shift.start_s > DAY_S:
            report.add("PROB-051", where, "end_s")
        if shift.soft_end_s is not None and shift.soft_end_s < shift.start_s:
            report.add("PROB-058", where, "soft_end_s")
        if shift.max_leg_s is not None and shift.max_leg_s < 1:
            report.add("PROB-059", where, "max_leg_s", shift.max_leg_s)
        _breaks(shift, report)
    for shifts in by_carer.values():
        _rests(shifts, report)


def _breaks(shift: Shift, report: Report) -> None:
    now_s, fits = shift.start_s, True
    for rest in shift.breaks:
        where = f"shift {shift.id}, break {rest.id}"
        earliest_s, latest_end_s = max(rest.earliest_s, shift.start_s), min(rest.latest_end_s, shift.end_s)
        now_s = max(now_s, earliest_s) + rest.duration_s
        if not 1 <= rest.duration_s <= DAY_S:
            report.add("PROB-055", where, "duration_s", rest.duration_s)
        elif rest.latest_end_s - rest.earliest_s < rest.duration_s:
            report.add("PROB-052", where, "duration_s", rest.duration_s)
        elif latest_end_s - earliest_s < rest.duration_s:
            report.add("PROB-053", where, "earliest_s")
        elif fits and now_s > latest_end_s:
            report.add("PROB-054", where, "earliest_s")
        else:
            continue
        fits = False  # what follows a misplaced break is judged on its own


def _rests(shifts: list[Shift], report: Report) -> None:
    shifts.sort(key=lambda shift: (shift.start_s, shift.end_s))
    before = shifts[0]
    for shift in shifts[1:]:
        gap_s = shift.start_s - before.end_s
        if gap_s < 0:
            report.add("PROB-056", f"shift {shift.id}", "start_s", other=before.id)
        elif gap_s < DAILY_REST_S:
            report.add("PROB-057", f"shift {shift.id}", "start_s", other=before.id, rest_h=in_hours(gap_s))
        if shift.end_s > before.end_s:
            before = shift
