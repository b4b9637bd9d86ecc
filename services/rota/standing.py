"""What stands against shifts that are made already: absence, two at once, a vehicle in repair or booked twice."""

from __future__ import annotations

from datetime import date

from data.repositories.shifts import ShiftRow
from data.vocabulary import ShiftStatus
from services.rota.conflicts import Conflict
from services.rota.making import Ground, reason_against


def standing(ground: Ground, first: date, last: date) -> list[tuple[ShiftRow, Conflict]]:
    """Each planned shift of these days that would not be made again, and why; of two at once the later is named."""
    ordered = sorted(ground.shifts, key=lambda row: (row.planned_start, row.id))
    found = []
    for place, shift in enumerate(ordered):
        if shift.status is ShiftStatus.PLANNED and first <= shift.day <= last:
            reason = reason_against(shift, ground, ordered[:place])
            if reason is not None:
                found.append((shift, reason))
    return found
