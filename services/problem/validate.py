"""Checks a planning problem whatever it was read from, so that files and the database are held to the same rules.

`columns`, the catalogue and every solver rely on a problem that passed without an error: ids are unique, references
resolve, windows have room, dependencies have no ring, and times lie within one plan's reach.
"""

from __future__ import annotations

from services.problem.checks import ids, links, people, positions, shifts, span, visits
from services.problem.checks.known import NOTHING_ELSE, AlsoKnown
from services.problem.faults import FAULTS
from services.problem.issue import Issue
from services.problem.problem import Problem
from services.problem.report import Report

CHECKS = (ids.check, people.check, links.check, visits.check, shifts.check, span.check, positions.check)
"""In the order a reader should mend: first names, then references, then times, then places."""


def validate(problem: Problem, also_known: AlsoKnown = NOTHING_ELSE) -> tuple[Issue, ...]:
    """Everything wrong with `problem`; without an error in it the problem can be planned.

    `also_known` names what exists but could not be read, so that a reference to it is not a second fault.
    """
    report = Report(FAULTS)
    for check in CHECKS:
        check(problem, also_known, report)
    return report.issues()
