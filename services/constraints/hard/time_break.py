"""Break: whoever works a shift has its breaks, inside their windows and undisturbed.

Why      Rest in the working day is law, and a tired carer makes mistakes.
Counts   In shifts with a visit: a break not taken, its length; one taken, the minutes it starts outside its window
         or shift and the minutes it runs into a visit or another break; each begun minute. Unit: whole minutes.
Broken   Lunch of 30 minutes is missing: 30. Lunch allowed from 11:00 starts 10:50: 10.
Kept     Lunch 11:30–12:00, or a shift without a visit: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit, whole_minutes
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Breaks missing, misplaced or disturbed."""
    end_s = t.break_start_s + c.break_duration_s[t.break_row]
    return Matches.together(_missing(c, t), _misplaced(c, t), _at_visits(c, t, end_s), _at_breaks(c, t, end_s))


def _missing(c: Columns, t: Timetable) -> Matches:
    shift = np.repeat(np.arange(len(t.is_used), dtype=np.int32), np.diff(c.break_off))
    is_missing = t.is_used[shift]
    is_missing[t.break_row] = False
    return Matches.of_shifts(c, shift, np.where(is_missing, whole_minutes(c.break_duration_s), 0))


def _misplaced(c: Columns, t: Timetable) -> Matches:
    first = np.maximum(c.break_open_s[t.break_row], c.shift_start_s[t.break_shift])
    outside = np.maximum(first - t.break_start_s, t.break_start_s - c.break_close_s[t.break_row])
    return Matches.of_shifts(c, t.break_shift, whole_minutes(outside))


def _at_visits(c: Columns, t: Timetable, end_s: Longs) -> Matches:
    """Each break against every visit of its shift (stops stand in order of shift)."""
    first = np.searchsorted(t.stop_shift, t.break_shift)
    count = np.searchsorted(t.stop_shift, t.break_shift, side="right") - first
    rest = np.repeat(np.arange(len(count)), count)
    stop = np.arange(len(rest)) + np.repeat(first - (np.cumsum(count) - count), count)
    visit = t.stop_visit[stop]
    start = t.start_s[visit]
    both = np.minimum(end_s[rest], start + c.visit_duration_s[visit]) - np.maximum(t.break_start_s[rest], start)
    return Matches.of_visits(c, t, visit, whole_minutes(both))


def _at_breaks(c: Columns, t: Timetable, end_s: Longs) -> Matches:
    """Each break against the one before it in the same shift."""
    order = np.lexsort((t.break_start_s, t.break_shift))
    shift = t.break_shift[order]
    into = np.where(shift[1:] == shift[:-1], end_s[order][:-1] - t.break_start_s[order][1:], 0)
    return Matches.of_shifts(c, shift[1:], whole_minutes(into))


TIME_BREAK = Constraint(
    id="hard.time.break",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Rast", en="Break"),
    sentence=Text(
        sv="{units} av rasten saknas, ligger fel eller störs ({shift}).",
        en="{units} of the break are missing, misplaced or disturbed ({shift}).",
    ),
    find=find,
    is_system=True,
    timefold="requiredBreaks",
    swedish=Swedish(
        means="Den som arbetar ett pass får sina raster, i rätt tid och ostört.",
        why="Vila under arbetsdagen är lag, och den som är trött gör misstag.",
        counts=(
            "I pass med besök: en rast som inte tas, dess längd; en som tas, minuterna den börjar utanför sin tid "
            "eller sitt pass och minuterna den krockar med ett besök eller en annan rast, varje påbörjad minut. "
            "Enhet: hela minuter."
        ),
        broken="Lunch på 30 minuter saknas: 30. Lunch tillåten från 11.00 börjar 10.50: 10.",
        kept="Lunch 11.30–12.00, eller ett pass utan besök: 0.",
    ),
)
