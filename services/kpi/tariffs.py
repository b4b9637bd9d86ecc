"""What a visit brings in where an organisation has prices by kind of care, by district and from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tariff:
    """A price in SEK per hour and per visit; no district: every one, no service: every kind of care."""

    valid_from: date
    hour_sek: float
    visit_sek: float = 0.0
    district: str | None = None
    service: str | None = None

    @property
    def closeness(self) -> tuple[bool, bool, date]:
        """What fits a kind of care goes before what fits a district, the newer before the older."""
        return self.service is not None, self.district is not None, self.valid_from


def tariff_for(tariffs: Iterable[Tariff], title: str, district: str | None, day: date) -> Tariff | None:
    """The tariff a visit is counted by; None where none holds on its day."""
    wanted = title.strip().casefold()
    fitting = [
        each
        for each in tariffs
        if each.valid_from <= day
        and each.district in (None, district)
        and (each.service is None or each.service.strip().casefold() == wanted)
    ]
    return max(fitting, key=lambda each: each.closeness, default=None)
