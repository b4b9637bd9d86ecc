"""A visit as it becomes by an edit, or the reason why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from data.repositories.shifts import ShiftRow
from data.repositories.visits import PinRow, VisitRow, WindowRow
from data.vocabulary import VisitStatus
from services.errors import BadInput, CareError, Conflict
from services.recurrence.windows import DayWindow, spans_on
from services.visit_book.line import VisitEdit
from services.words import Text

_OPEN = frozenset({VisitStatus.UNASSIGNED, VisitStatus.PLANNED, VisitStatus.CANCELLED})


def begun(where: str) -> CareError:
    """What has happened is not changed."""
    return Conflict(
        "VISIT-002",
        Text(sv="Besöket har börjat eller är utfört: {where}.", en="The visit has begun or is done: {where}.").fill(
            where=where
        ),
        Text(sv="Ångra ändringen av det besöket.", en="Undo the change of that visit."),
    )


def too_short(where: str) -> CareError:
    """The visit would not fit."""
    return BadInput(
        "VISIT-003",
        Text(sv="Tidsfönstret blir kortare än besöket: {where}.", en="The window would be shorter than {where}.").fill(
            where=where
        ),
        Text(sv="Förläng fönstret eller korta besöket.", en="Widen the window or shorten the visit."),
    )


def many_windows(where: str) -> CareError:
    """One pair of times cannot say several windows."""
    return BadInput(
        "VISIT-004",
        Text(sv="Besöket har flera tidsfönster: {where}.", en="The visit has several time windows: {where}.").fill(
            where=where
        ),
        Text(sv="Ändra tiderna i klientens behov.", en="Change the times in the client's need."),
    )


def nowhere_to_pin(where: str) -> CareError:
    """Only what is planned can be held."""
    return BadInput(
        "VISIT-005",
        Text(
            sv="Besöket är inte planerat på något pass och kan inte låsas: {where}.",
            en="The visit is planned on no shift and cannot be pinned: {where}.",
        ).fill(where=where),
        Text(sv="Planera besöket först.", en="Plan the visit first."),
    )


def changed(row: VisitRow, edit: VisitEdit, where: str, shifts: Sequence[ShiftRow], zone: ZoneInfo) -> VisitRow:
    """The visit as the planner wants it; raises what stands against it."""
    if row.status not in _OPEN:
        raise begun(where)
    wanted = replace(row, priority=row.priority if edit.priority is None else edit.priority)
    wanted = _timed(wanted, edit, where, zone)
    if edit.is_cancelled is not None:
        wanted = _cancelled(wanted, edit.is_cancelled)
    if edit.is_pinned is not None:
        wanted = replace(wanted, pin=_pin(wanted, where, shifts) if edit.is_pinned else None)
    return wanted


def in_window(row: VisitRow, start: WindowRow) -> VisitRow:
    """Another visit of the same group in the same window: they begin together."""
    latest = start.end - timedelta(seconds=row.duration_s)
    return replace(row, windows=(replace(start, latest_start=latest),))


def _timed(row: VisitRow, edit: VisitEdit, where: str, zone: ZoneInfo) -> VisitRow:
    duration_s = row.duration_s if edit.minutes is None else 60 * edit.minutes
    windows = row.windows
    if edit.start is not None or edit.end is not None:
        if len(windows) > 1:
            raise many_windows(where)
        old = windows[0]
        local = old.start.astimezone(zone), old.end.astimezone(zone)
        hours = DayWindow(edit.start or local[0].time(), edit.end or local[1].time(), None, old.preference)
        (span,) = spans_on([hours], local[0].date(), zone)
        windows = (WindowRow(span.start, span.end, span.end, span.preference),)
    elif edit.minutes is None:
        return row
    room = [each for each in windows if each.end - each.start >= timedelta(seconds=duration_s)]
    if not room:
        raise too_short(where)
    stay = timedelta(seconds=duration_s)
    # A window keeps its last start where the care system set one, as far as the stay leaves it.
    kept = tuple(
        replace(each, latest_start=each.end - stay if each.latest_start == each.end or edit.start or edit.end
                else min(each.latest_start, each.end - stay))
        for each in room
    )  # fmt: skip
    return replace(row, duration_s=duration_s, windows=kept)


def _cancelled(row: VisitRow, is_cancelled: bool) -> VisitRow:
    """Called off nobody comes; called on again it waits to be planned."""
    status = VisitStatus.CANCELLED if is_cancelled else VisitStatus.UNASSIGNED
    if (row.status is VisitStatus.CANCELLED) == is_cancelled:
        return row
    return replace(row, status=status, employee_id=None, planned_start=None, planned_end=None, pin=None)


def _pin(row: VisitRow, where: str, shifts: Sequence[ShiftRow]) -> PinRow:
    start = row.planned_start
    own = (shift for shift in shifts if shift.employee_id == row.employee_id)
    shift = None if start is None else next((s for s in own if s.planned_start <= start < s.planned_end), None)
    if shift is None or start is None:
        raise nowhere_to_pin(where)
    return PinRow(shift.day, shift.id, start)
