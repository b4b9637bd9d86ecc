"""The profile of a connection to a care system: paths, days, pace, and who wins where both sides differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from services.ecare import refusals
from services.importing.care.rules import Rules, rules_as_settings, rules_from
from services.integrations.care_files.mapping import ALFA_ECARE


@dataclass(frozen=True, slots=True)
class CareProfile:
    """`days_back` are asked for at first, `overlap` again each time: visits are recorded late. 0 minutes: by hand."""

    path: str = ALFA_ECARE.base_path
    push_path: str = "/api/Schedule/Entries"
    group: str = ""
    days_back: int = 30
    overlap: int = 3
    days_ahead: int = 14
    every_min: int = 0
    rules: Rules = field(default_factory=Rules)

    def span(self, today: date, since: date | None) -> tuple[date, date]:
        """The days to ask for: all at first, later those that may have changed since the last whole pull."""
        first = today - timedelta(days=self.days_back)
        if since is not None:
            first = max(first, min(today, since) - timedelta(days=self.overlap))
        return first, today + timedelta(days=self.days_ahead)


_LIMITS = {"days_back": (0, 400), "overlap": (0, 60), "days_ahead": (0, 60), "every_min": (0, 7 * 24 * 60)}


def to_settings(profile: CareProfile) -> dict[str, str]:
    """As a connection keeps it; raises `BadInput` for what makes no sense."""
    for name, (low, high) in _LIMITS.items():
        if not low <= getattr(profile, name) <= high:
            raise refusals.bad_profile(name, low, high)
    if profile.every_min and profile.every_min < 5:
        raise refusals.bad_profile("every_min", 5, _LIMITS["every_min"][1])
    plain = {f.name: str(getattr(profile, f.name)) for f in fields(profile) if f.name != "rules"}
    return {**plain, **rules_as_settings(profile.rules)}


def from_settings(settings: Mapping[str, str]) -> CareProfile:
    """The profile of a connection."""
    known = {f.name: f for f in fields(CareProfile)}
    plain = {
        name: int(word) if known[name].type == "int" else word
        for name, word in settings.items()
        if name in known and name != "rules"
    }
    return CareProfile(**plain, rules=rules_from(settings))  # type: ignore[arg-type]
