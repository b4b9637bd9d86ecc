"""The portals: a carer's own days, what she reports of them and wishes for; a client's own visits and wishes.

Context      A carer stands in a stairwell with a phone; she needs the order, the time, the address and the tasks.
Decision     Read by the field role, which sees the carer's own visits and the clients of a fortnight and nothing else;
             names and addresses are opened under the carer's own right, each opening on record.
             Acts at visits count once by their id, so that a phone may send them until it has heard an answer.
Consequence  Nothing here can show another's day, whatever is asked of it; a wish waits for a planner's answer.
Not chosen   Reading plans with a planner's rights and filtering.
"""

from services.portal.attending import Attending
from services.portal.receiving import Receiving
from services.portal.use_case import Portal
from services.portal.wishes import Wishes

__all__ = ["Attending", "Portal", "Receiving", "Wishes"]
