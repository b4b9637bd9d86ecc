"""Times of day are agreed with the clients: of the times they would like, the one when fewest others are visited."""

from __future__ import annotations

from services.demo.dice import Dice

SLOT_MIN = 5
TRAVEL_MIN = 10
TIMES_OFFERED = 3


class AgreedTimes:
    """How many carers are with clients at each time of a day, doubled visits counted twice."""

    def __init__(self) -> None:
        self._busy = [0] * (24 * 60 // SLOT_MIN + 1)

    def agree(self, dice: Dice, first_min: float, last_min: float, duration_min: int) -> int:
        """A start between the two, on the five minutes, when the carers are least busy; it is taken from then on."""
        offered = [SLOT_MIN * round(dice.triangular(first_min, last_min) / SLOT_MIN) for _ in range(TIMES_OFFERED)]
        return min(offered, key=lambda at: sum(self._busy[slot] for slot in _slots(at, duration_min)))

    def book(self, at_min: int, duration_min: int, carers: int) -> None:
        """Count a visit in."""
        for slot in _slots(at_min, duration_min):
            self._busy[slot] += carers


def _slots(at_min: int, duration_min: int) -> range:
    last = (at_min + duration_min + TRAVEL_MIN) // SLOT_MIN
    return range(at_min // SLOT_MIN, min(last, 24 * 60 // SLOT_MIN) + 1)
