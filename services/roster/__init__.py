"""Shifts one by one: given to somebody else, moved, added, taken away, and what was really worked beside the plan.

Context      Patterns make a period; then somebody is ill, stays longer, or a shift is missing.
Decision     A planner writes clock times beside a day; here they become moments, breaks that no longer fit are cut or
             dropped, and what forbids a shift when it is made forbids it here too. Worked times never move the plan.
Consequence  A whole grid of changes is written or none; two planners who change the same shift do not lose either's.
"""

from services.roster.changing import NewShift, Wanted, worked_longer_s
from services.roster.use_case import Roster

__all__ = ["NewShift", "Roster", "Wanted", "worked_longer_s"]
