"""Rounds: neighbours belong to the same one, day after day."""

from __future__ import annotations

from math import atan2

from services.demo.clients import DemoClient
from services.demo.places import Settlement


def round_shares(clients: list[DemoClient], settlement: Settlement) -> dict[str, float]:
    """Client id → how far round the own district one has come at the client's door, 0 to below 1, by number of homes.

    However many rounds a day has, `int(share × rounds)` is the client's.
    """
    place = {each.id: each for each in settlement.places}
    shares: dict[str, float] = {}
    for district, office_id in enumerate(settlement.office_ids):
        office = place[office_id]
        homes = [
            (atan2(place[c.home.place_id].lat - office.lat, place[c.home.place_id].lon - office.lon), c.id)
            for c in clients if c.home.district == district
        ]  # fmt: skip
        shares |= {client_id: rank / len(homes) for rank, (_, client_id) in enumerate(sorted(homes))}
    return shares
