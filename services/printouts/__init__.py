"""A plan on paper and in other programs: day sheets, week letters, a workbook, calendars, Timefold's model output.

Context      Carers carry paper, clients want to know who comes, phones have calendars, and other systems read plans.
Decision     Two small records, a day of a carer and a week of a client, are made once and written in every form.
             Names and addresses are put in only for those who may reveal them, with a reason, on record; else
             pseudonyms. A protected identity stays a pseudonym everywhere.
Consequence  A form that is added knows nothing of rights, and what is printed is what the board shows.
Not chosen   Printing the board itself (a screen is no paper); a browser on the server that makes the PDF.
"""

from services.printouts.papers import ComingDay, DaySheet, Line, Names, WeekLetter, day_sheets, week_letters

__all__ = ["ComingDay", "DaySheet", "Line", "Names", "WeekLetter", "day_sheets", "week_letters"]
