"""Supply against demand: how many carers are on duty in each quarter of an hour, how many are needed, where some lack.

Context      A plan cannot be better than the rota it is made on; a planner must see who is missing before solving.
Decision     Nobody knows yet when a visit will start, so it counts in each quarter with the chance that it goes on
             then, every allowed start being alike; the part that goes on whatever start is chosen counts whole. Breaks
             without a fixed time are taken off the carers in the same way. A quarter lacks as many carers as are wanted
             beyond those on duty, per skill on its own: whoever holds insulin counts for insulin and for the whole.
Consequence  The quarters of a visit add up to its length, those of a shift to its length without breaks, whatever the
             windows and whatever the clocks do. What is told is the least that is missing: whether visits can also be
             put one after another is the solver's question.
Not chosen   The hour of the planned start: it shows the plan, not the need. Exact matching of visits and carers by
             flow: it answers for one chosen start, and costs a search.
"""

from services.supply.gaps import Gap, gaps
from services.supply.picture import ANYBODY, Line, Need, Picture
from services.supply.quarters import Quarters
from services.supply.use_case import Supply

__all__ = ["ANYBODY", "Gap", "Line", "Need", "Picture", "Quarters", "Supply", "gaps"]
