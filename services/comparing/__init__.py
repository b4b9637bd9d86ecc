"""Plans beside each other: what differs, for whom, at what price, and how a part of it is taken over.

Context      A planner has a plan made by hand and three made by machine, and must answer for the one that is published.
Decision     Plans are judged over the visits all of them have, with the same weights and the same key figures. What
             differs is a list of single differences; any choice of them is laid into the first plan, which is scored
             anew by the catalogue before anybody keeps it.
Consequence  What is shown before "accept" is what is stored after it, to the point.
Not chosen   Estimated deltas (they add up to something else); taking over whole plans only (nobody trusts that).
"""

from services.comparing.accepting import accept
from services.comparing.difference import Accepted, Change, Difference, Part, PartKind, Pulled, Refused, Spot
from services.comparing.finding import differences, parts

__all__ = [
    "Accepted", "Change", "Difference", "Part", "PartKind", "Pulled", "Refused", "Spot", "accept", "differences",
    "parts",
]  # fmt: skip
