"""End of shift: the carer is back, breaks taken, when the shift ends.

Why      Working time is agreed; a plan that overruns it is paid for in overtime and in rest.
Counts   Minutes from the hard end of a used shift to being back, each begun minute. Unit: whole minutes.
Broken   The shift ends 16:00 and the carer is back 16:12: 12.
Kept     Back 16:00 sharp: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit, whole_minutes
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Used shifts by minutes beyond their hard end."""
    used = np.flatnonzero(t.is_used)
    return Matches.of_shifts(c, used, whole_minutes((t.home_s - c.shift_end_s)[used]))


TIME_SHIFT = Constraint(
    id="hard.time.shift",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Passets slut", en="End of shift"),
    sentence=Text(
        sv="{carer} är tillbaka {units} efter passets slut ({shift}).",
        en="{carer} is back {units} after the shift's end ({shift}).",
    ),
    find=find,
    is_system=True,
    timefold="maxEndTime",
    swedish=Swedish(
        means="Medarbetaren är tillbaka, rasterna tagna, när passet slutar.",
        why="Arbetstiden är avtalad; en plan som drar över betalas med övertid och vila.",
        counts=(
            "Minuter från passets sista slut till hemkomst, varje påbörjad minut, i pass som används. Enhet: hela "
            "minuter."
        ),
        broken="Passet slutar 16.00 och medarbetaren är tillbaka 16.12: 12.",
        kept="Tillbaka prick 16.00: 0.",
    ),
)
