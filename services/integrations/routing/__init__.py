"""Routers on the network, asked for the ways between positions: OSRM and Valhalla behind one port.

Context      Positions are homes. A router needs them, and nothing else: no ids, no names, no times.
Decision     Matrices are asked for in blocks that public limits allow, by whoever has a door to the router; the door's
             ledger is told which question was asked, never its coordinates, which OSRM wants in the address.
Consequence  A way that cannot be travelled is `UNKNOWN` and no fault; anything else that is wrong is one of four
             sentences, and whoever asks goes on with the built-in model.
Not chosen   Answers in part: a block is whole or it is not taken.
"""

from services.integrations.routing.discretion import Discreet
from services.integrations.routing.osrm import Osrm
from services.integrations.routing.port import BLOCK, Point, Router, blocks
from services.integrations.routing.valhalla import Valhalla

__all__ = ["BLOCK", "Discreet", "Osrm", "Point", "Router", "Valhalla", "blocks"]
