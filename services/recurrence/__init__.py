"""How visits come back: a rule as data, the days it gives, the hours on them, and the rule in words.

Context      A granted need ("shower twice a week, mornings") is one row; the solver needs dated visits.
Decision     A `Frequency` is a value read from JSON; python-dateutil's rrule does the counting of days. A need that may
             move (n times a week) gives one occurrence per time with the whole week as its days, so that the solver
             chooses; every other kind gives one occurrence per day.
Consequence  Expanding the same need over the same days always gives the same occurrences, each with a stable key
             (its first day and number), which is what makes expansion into dated visits repeatable.
Not chosen   iCalendar's RRULE text in the database: nobody can edit it in a grid, and it cannot say "n times a week".
"""

from services.recurrence.frequency import Frequency, Kind
from services.recurrence.occurrences import Occurrence, next_days, occurrences

__all__ = ["Frequency", "Kind", "Occurrence", "next_days", "occurrences"]
