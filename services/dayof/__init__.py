"""The day itself: somebody falls ill, a visit is cancelled, one more is needed, one takes longer.

Context      A plan meets the day; the planner has minutes, and families and carers have been told.
Decision     What happened is an event applied to a copy of the plan's own problem. Who could step in is ranked by the
             exact cost; a search from now on, past set fast and changes weighed, gives a proposal beside the plan.
Consequence  A proposal is a plan of its own kind with its differences in words; it never becomes the plan by itself.
Not chosen   Changing the plan in place: the planner decides, and compares with what was.
"""
