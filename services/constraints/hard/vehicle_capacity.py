"""Seats: no more carers share a vehicle than it can carry.

Why      Five cannot go in a car for four, and somebody finds out in the car park.
Counts   Carers beyond the vehicle's seats among shifts that share it for the same hours. Unit: carers.
Broken   Bo, Eva and Cia share a car for two 07:00–16:00: 1.
Kept     Bo and Eva share it, or nobody has said how many it carries: 0.

It judges the shifts as they were given: no plan for them can change it.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.bookings import bookings
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """The last shift of each full vehicle by the carers too many."""
    rows, beyond = [], []
    for each in bookings(c):
        for _, sharing in groupby(each, key=lambda booking: (booking.shift.start_s, booking.shift.end_s)):
            booked = list(sharing)
            seats = booked[0].vehicle.capacity
            if seats is not None:
                rows.append(booked[-1].row)
                beyond.append(len({booking.shift.carer_id for booking in booked}) - seats)
    return Matches.of_shifts(c, np.array(rows, np.int32), np.array(beyond, np.int64))


VEHICLE_CAPACITY = Constraint(
    id="hard.vehicle.capacity",
    level=Level.HARD,
    category=ConstraintCategory.RESOURCE,
    weight=1,
    unit=Unit.CARERS,
    title=Text(sv="Platser i fordonet", en="Seats in the vehicle"),
    sentence=Text(
        sv="Fordonet till {shift} har {units} fler än det tar.",
        en="The vehicle of {shift} has {units} more than it can carry.",
    ),
    find=find,
    greatest=100,
    of_shifts=True,
    swedish=Swedish(
        means="Inte fler medarbetare delar ett fordon än det har plats för.",
        why="Fem ryms inte i en bil för fyra, och någon upptäcker det på parkeringen.",
        counts=(
            "Medarbetare utöver fordonets platser bland pass som delar det samma tider. Regeln bedömer passen som de "
            "är lagda: ingen plan kan ändra dem. Enhet: medarbetare."
        ),
        broken="Bo, Eva och Cia delar en bil för två 07.00–16.00: 1.",
        kept="Bo och Eva delar den, eller ingen har sagt hur många den tar: 0.",
    ),
)
