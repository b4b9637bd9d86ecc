"""What can be told before any search: nothing to plan, nobody to plan, and visits no shift can serve."""

from __future__ import annotations

from services.planning.readable import with_readable_ids
from services.problem import Issue, Problem, Severity
from services.problem.columns import columns
from services.solvers.reach import reach
from services.words import Text

_NO_VISITS = Issue(
    Severity.ERROR,
    "RUN-011",
    "period",
    "visits",
    "0",
    Text(sv="Det finns inga besök de valda dagarna.", en="There are no visits on the chosen days."),
    Text(sv="Välj andra dagar eller importera besök.", en="Choose other days or import visits."),
)
_NO_SHIFTS = Issue(
    Severity.ERROR,
    "RUN-012",
    "period",
    "shifts",
    "0",
    Text(sv="Det finns inga pass de valda dagarna.", en="There are no shifts on the chosen days."),
    Text(sv="Välj andra dagar eller lägg in pass.", en="Choose other days or add shifts."),
)


def preflight_issues(problem: Problem) -> list[Issue]:
    """Errors stop the solve; a visit nobody can serve is a warning, named with the chain of reasons."""
    if not problem.visits:
        return [_NO_VISITS]
    if not problem.shifts:
        return [_NO_SHIFTS]
    return list(reach(columns(with_readable_ids(problem))).unservable)
