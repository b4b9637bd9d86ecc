"""One visit of theirs beside ours: what of it is taken, and whether anything is left as we have it on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus
from services.importing.care.rules import Rules, Wins

WANTED = ("duration_s", "windows", "title", "priority")
PLANNED = ("employee_id", "planned_start", "planned_end")
PERFORMED = ("actual_start", "actual_end")
OPEN = frozenset({VisitStatus.UNASSIGNED, VisitStatus.PLANNED})


@dataclass(frozen=True, slots=True)
class Met:
    """Our row as it becomes; `is_kept`: they say otherwise of something, and ours stands."""

    row: VisitRow
    is_changed: bool
    is_kept: bool


def meet(
    theirs: VisitRow, ours: VisitRow, rules: Rules, *, is_locked: bool, wanted: Sequence[str] = WANTED
) -> Met:  # fmt: skip
    """Ours with what is theirs to say; `is_locked`: a published plan holds it. `wanted` is what they say is wanted."""
    is_held = is_locked or ours.pin is not None or ours.status not in OPEN
    is_our_own = ours.visit_requirement_id is not None or ours.is_by_hand
    may = {
        tuple(wanted): rules.wanted is Wins.THEIRS and not is_held and not is_our_own,
        PLANNED: (ours.employee_id is None and not is_held) or (rules.planned is Wins.THEIRS and not is_held),
        PERFORMED: rules.performed is Wins.THEIRS or ours.actual_start is None,
    }
    row, is_kept = ours, False
    for names, is_taken in may.items():
        told = {name: getattr(theirs, name) for name in names}
        if (names is PERFORMED and theirs.actual_start is None) or (names is PLANNED and theirs.employee_id is None):
            continue  # what they do not know of is not undone
        if all(getattr(ours, name) == value for name, value in told.items()):
            continue
        if is_taken:
            row = replace(row, **told)
        else:
            is_kept = True
    row = replace(row, status=_status(theirs, row))
    if row.actual_start is not None and row.employee_id is None:
        row = replace(row, employee_id=theirs.employee_id)
    return Met(row, row != ours, is_kept)


def _status(theirs: VisitRow, row: VisitRow) -> VisitStatus:
    if row.actual_end is not None and theirs.actual_end == row.actual_end:
        return VisitStatus.DONE
    if row.status is VisitStatus.UNASSIGNED and row.employee_id is not None:
        return VisitStatus.PLANNED
    return row.status
