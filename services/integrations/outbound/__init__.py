"""The one door through which we speak to other systems: where to, for how long, how much, and on record.

Context      Another system may be slow, broken or hostile, and a name in the network may point into our own house.
Decision     A connection names one address, and only its host is called. What the name stands for is looked up once
             per call, checked, and exactly that address is connected to; addresses inside a network are refused unless
             whoever operates the system has named the host. No redirects, no proxies of the environment, no cookies.
             One limit holds for the whole call, however slowly it drips, and one for its size. After five failures in
             a row a connection rests. Every call is told to a ledger: method, path, outcome, time; never what was said.
Consequence  Whatever happens ends in an answer or in one of the sentences of `faults`, which say whether anything can
             have arrived at the other side: only then may a write be sent again.
Not chosen   Checking the name and connecting by name afterwards: between the two it may come to mean something else.
"""

from services.integrations.outbound.breaker import Breaker
from services.integrations.outbound.calling import Answer, Outbound, Patience
from services.integrations.outbound.destination import Destination, destination_of
from services.integrations.outbound.faults import InDoubt, NotSent
from services.integrations.outbound.ledger import Call, Ledger, MemoryLedger

__all__ = [
    "Answer",
    "Breaker",
    "Call",
    "Destination",
    "InDoubt",
    "Ledger",
    "MemoryLedger",
    "NotSent",
    "Outbound",
    "Patience",
    "destination_of",
]
