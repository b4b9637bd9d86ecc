"""Trade-offs: what it costs in one goal to gain in another, found by planning the same period under several weightings.

Context      "How much driving would it take to have fewer carers per client?" has no answer in weights.
Decision     From one end to the other the weight of one goal is turned up, step by step; each plan starts from the
             plan before it, so that neighbours differ by what the weights do and not by the search's luck. What no
             other plan beats in both goals is the curve.
Consequence  A planner points at a plan and has its weights as a profile.
Not chosen   Independent searches (their noise is larger than the steps); a hard cap on one goal (no planner knows it).
"""

from services.sweeping.front import non_dominated
from services.sweeping.goals import GOALS, Goal
from services.sweeping.sweep import Point, sweep
from services.sweeping.weighting import Weighting, weightings

__all__ = ["GOALS", "Goal", "Point", "Weighting", "non_dominated", "sweep", "weightings"]
