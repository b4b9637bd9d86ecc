"""How long the ways between a carer's visits take, about: by the product's model of travel from place to place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.vocabulary import Transport
from services.problem.travel import ORGANISATION_MODELS, Mode, great_circle_m, seconds_and_metres

Position = tuple[float, float]
"""Latitude and longitude."""


def ways_s(positions: Sequence[Position | None], transport: Transport) -> list[int | None]:
    """Seconds from the visit before to each; None for the first, and where a place is not known."""
    if not positions:
        return []
    known = [each or (np.nan, np.nan) for each in positions]
    lat, lon = (np.array(each, np.float64) for each in zip(*known, strict=True))
    away_m = np.diagonal(great_circle_m(lat, lon), offset=1)
    is_known = ~np.isnan(away_m)
    seconds, _ = seconds_and_metres(ORGANISATION_MODELS[Mode[transport.name]], np.where(is_known, away_m, 0.0))
    return [None, *(int(each) if told else None for each, told in zip(seconds, is_known, strict=True))]
