"""The vehicles shifts are booked on, with the spans in which they cannot be used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from data.repositories.shifts import ShiftRow
from data.vocabulary import VehicleStatus
from data.work import ReadingWork
from services.problem import Vehicle


def vehicles_of(work: ReadingWork, shifts: Sequence[ShiftRow]) -> tuple[Vehicle, ...]:
    """The vehicles of these shifts; one that is not active is closed all the time."""
    booked = {row.vehicle_id for row in shifts if row.vehicle_id is not None}
    if not booked:
        return ()
    start, end = min(row.planned_start for row in shifts), max(row.planned_end for row in shifts)
    closed: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for absence in work.absences.of_vehicles(start, end):
        closed[absence.vehicle_id].append((_s(absence.starts_at), _s(absence.ends_at)))
    always = (_s(start), _s(end))
    return tuple(
        Vehicle(
            str(row.id),
            row.name,
            row.capacity,
            row.licences,
            closed=tuple(closed[row.id]) if row.status is VehicleStatus.ACTIVE else (always,),
        )
        for row in work.vehicles.all()
        if row.id in booked
    )


def _s(moment: datetime) -> int:
    return int(moment.timestamp())
