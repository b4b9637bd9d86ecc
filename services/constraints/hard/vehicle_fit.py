"""Vehicle: it is free, in order, and its driver may drive it.

Why      A carer who stands without a car at seven is late all day.
Counts   Shifts on a vehicle that another shift with other hours already has at the time, that stands in maintenance
         then, or that asks for a licence the carer lacks. Unit: shifts.
Broken   Bo has the car 07:00–12:00 and Eva 11:00–16:00: 1.
Kept     Eva has it 12:00–16:00, or the two share it 07:00–12:00: 0.

It judges the shifts as they were given: no plan for them can change it.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.bookings import Booking, bookings
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Shifts whose vehicle does not fit, one each."""
    broken = [
        booking.row
        for each in bookings(c)
        for i, booking in enumerate(each)
        if _is_closed(booking) or _is_barred(booking) or any(_clash(earlier, booking) for earlier in each[:i])
    ]
    return Matches.of_shifts(c, np.array(broken, np.int32), np.ones(len(broken), np.int64))


def _is_closed(booking: Booking) -> bool:
    shift = booking.shift
    return any(first < shift.end_s and shift.start_s < last for first, last in booking.vehicle.closed)


def _is_barred(booking: Booking) -> bool:
    return not {skill.name for skill in booking.shift.skills}.issuperset(booking.vehicle.licences)


def _clash(earlier: Booking, later: Booking) -> bool:
    """Overlapping, and not a ride the two share from first to last."""
    a, b = earlier.shift, later.shift
    return (a.start_s, a.end_s) != (b.start_s, b.end_s) and a.start_s < b.end_s and b.start_s < a.end_s


VEHICLE_FIT = Constraint(
    id="hard.vehicle.fit",
    level=Level.HARD,
    category=ConstraintCategory.RESOURCE,
    weight=1,
    unit=Unit.SHIFTS,
    title=Text(sv="Fordonet passar", en="Vehicle fits"),
    sentence=Text(
        sv="Fordonet till {shift} är upptaget, på verkstad eller kräver en behörighet som {carer} saknar.",
        en="The vehicle of {shift} is taken, in maintenance, or asks for a licence that {carer} lacks.",
    ),
    find=find,
    greatest=100,
    of_shifts=True,
    swedish=Swedish(
        means="Fordonet är ledigt, helt, och föraren får köra det.",
        why="Den som står utan bil klockan sju är sen hela dagen.",
        counts=(
            "Pass på ett fordon som ett annat pass med andra tider redan har, som står på verkstad då, eller som "
            "kräver en behörighet medarbetaren saknar. Regeln bedömer passen som de är lagda: ingen plan kan ändra "
            "dem. Enhet: pass."
        ),
        broken="Bo har bilen 07.00–12.00 och Eva 11.00–16.00: 1.",
        kept="Eva har den 12.00–16.00, eller de delar den 07.00–12.00: 0.",
    ),
)
