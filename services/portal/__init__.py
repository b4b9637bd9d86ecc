"""What carers see of the plan: their own days as published, and what was changed in them.

Context      A carer stands in a stairwell with a phone; she needs the order, the time, the address and the tasks.
Decision     Read by the field role, which sees the carer's own visits and the clients of a fortnight and nothing else;
             names and addresses are opened under the carer's own right, each opening on record.
Consequence  Nothing here can show another carer's day, whatever is asked of it.
Not chosen   Reading plans with a planner's rights and filtering.
"""

from services.portal.use_case import Portal

__all__ = ["Portal"]
