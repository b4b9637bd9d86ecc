"""Travel times between the places of the town, by mode."""

from __future__ import annotations

import numpy as np

from services.problem import Mode, Place
from services.problem.travel import ORGANISATION_MODELS, great_circle_m, seconds_and_metres

LONGEST_LEG_S = {Mode.WALK: 30 * 60, Mode.BIKE: 35 * 60}
"""Who walks or cycles is not sent further in one go."""

_NO_LIMIT_S = 1 << 30


class Legs:
    """Whole seconds from place to place."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        distance_m = great_circle_m(np.array([p.lat for p in places]), np.array([p.lon for p in places]))
        self._row = {place.id: i for i, place in enumerate(places)}
        self._seconds: dict[Mode, list[list[int]]] = {
            mode: seconds_and_metres(ORGANISATION_MODELS[mode], distance_m)[0].tolist()
            for mode in (Mode.CAR, Mode.BIKE, Mode.WALK)
        }

    def seconds(self, mode: Mode, one: str, other: str) -> int:
        """Travel seconds of the leg."""
        return self._seconds[mode][self._row[one]][self._row[other]]

    def is_allowed(self, mode: Mode, seconds: int) -> bool:
        """Whether a leg of so many seconds may be travelled in this mode."""
        return seconds <= LONGEST_LEG_S.get(mode, _NO_LIMIT_S)
