"""Who works when: shifts made from templates and weekly patterns, checked against rest, hours, absences and vehicles.

Context      A rota is a handful of patterns ("Eva, day shift, Mon–Thu every other week"), a plan needs dated shifts.
Decision     A pattern comes back by the same `Frequency` as a visit. Making a period compares what the patterns give
             with the shifts that stand and says for each what happens; nothing is written until the planner says so.
Consequence  Making the same period twice changes nothing. A shift changed by hand is kept and told. Rules of working
             time warn with the days; absences, double bookings and vehicles in repair stop the shift they concern.
"""

from services.rota.conflicts import Conflict as Finding
from services.rota.making import Making, make_shifts
from services.rota.pattern import Pattern
from services.rota.use_case import Rota
from services.rota.working_time import WorkingTimeRules, working_time

__all__ = ["Finding", "Making", "Pattern", "Rota", "WorkingTimeRules", "make_shifts", "working_time"]
