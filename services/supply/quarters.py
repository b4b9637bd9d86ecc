"""The quarters of an hour of some local days: 96 a day, 92 when the clock goes forward and 100 when it goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

QUARTER_S = 900


@dataclass(frozen=True)
class Quarters:
    """Every quarter from the midnight that begins `first` to the one that ends `last`, in the order they pass."""

    first: date
    last: date
    zone: ZoneInfo

    @cached_property
    def midnights_s(self) -> tuple[int, ...]:
        """Epoch seconds of every local midnight, the one that ends the last day included."""
        days = range((self.last - self.first).days + 2)
        midnights = (datetime.combine(self.first + timedelta(days=i), time(), self.zone) for i in days)
        return tuple(int(midnight.timestamp()) for midnight in midnights)

    def __len__(self) -> int:
        return (self.midnights_s[-1] - self.midnights_s[0]) // QUARTER_S

    @property
    def start_s(self) -> int:
        """The moment the first quarter begins."""
        return self.midnights_s[0]

    @cached_property
    def days(self) -> dict[date, range]:
        """The quarters of each day, by their number."""
        first = self.start_s
        return {
            self.first + timedelta(days=i): range((begin - first) // QUARTER_S, (end - first) // QUARTER_S)
            for i, (begin, end) in enumerate(pairwise(self.midnights_s))
        }

    def moment(self, number: int) -> datetime:
        """When quarter `number` begins, on the wall; `len(self)` is the end of the last one."""
        return datetime.fromtimestamp(self.start_s + QUARTER_S * number, self.zone)
