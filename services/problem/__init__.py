"""The planning problem and its plans as plain values: what readers make, solvers take and the catalogue scores.

Context      Readers, the database, the built-in engine and Timefold must speak of the same visits and shifts.
Decision     One pure room above the engine. Times are whole seconds since the Unix epoch (UTC), written `_s`;
             places, carers, clients, shifts and visits are known by string ids; `Columns` gives the same problem
             as numpy arrays with times relative to the problem's first local midnight.
Consequence  A daylight-saving night needs no special case: only what a person reads is local time.
Not chosen   Aware datetimes everywhere: ten times slower to read a fortnight, and no safer in arithmetic.
"""

from services.problem.issue import Issue, Severity
from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.problem import Carer, Client, Place, Problem
from services.problem.roads import Roads
from services.problem.setting import Setting
from services.problem.shift import Break, Shift, Skill
from services.problem.travel import CAR_FITTED, Mode, TravelModel
from services.problem.vehicle import Vehicle
from services.problem.visit import After, Group, Pin, Visit, Window

__all__ = [
    "CAR_FITTED", "After", "Break", "Carer", "Client", "Group", "Issue", "Mode", "Pin", "Place", "Plan", "Problem",
    "Roads", "Route", "Setting", "Severity", "Shift", "Skill", "Stop", "StopKind", "TravelModel", "Vehicle", "Visit",
    "Window",
]  # fmt: skip
