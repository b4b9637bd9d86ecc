"""Parameters of the built-in model as people set them: speeds by distance, stops, detours, winter; all checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.problem import Issue, Mode, Severity, TravelModel
from services.problem.travel import ORGANISATION_MODELS
from services.words import Text

_KMH = 3.6
MONTHS = range(1, 13)
_LIMITS: dict[str, tuple[float, float]] = {
    "stop_s": (0, 1800), "detour": (1, 4), "near_kmh": (1, 130), "mid_kmh": (1, 130), "far_kmh": (1, 130),
    "mid_from_m": (100, 20_000), "far_from_m": (200, 100_000), "factor": (0.3, 3),
}  # fmt: skip
_WINTER_LIMITS = {"factor": (1.0, 2.0), "first_month": (1, 12), "last_month": (1, 12)}
_OUTSIDE = Text(sv="{value} ligger utanför {low}–{high}.", en="{value} is outside {low}–{high}.")
_ORDER = Text(
    sv="De längsta vägarna måste börja längre bort än de mellanlånga.",
    en="The longest ways must begin farther away than the middling ones.",
)
_MEND = Text(sv="Ändra värdet.", en="Change the value.")


@dataclass(frozen=True, slots=True)
class ModeParameters:
    """One way of travelling: what a stop takes, how much longer roads are than the straight line, how fast by band.

    `factor` is what calibration found: how much longer ways take than the rest of this says.
    """

    stop_s: float
    detour: float
    near_kmh: float
    mid_kmh: float
    far_kmh: float
    mid_from_m: float = 1_000.0
    far_from_m: float = 5_000.0
    factor: float = 1.0

    def model(self, season: float = 1.0) -> TravelModel:
        """The model, with what the season does to it."""
        per_m = [self.detour * _KMH / kmh for kmh in (self.near_kmh, self.mid_kmh, self.far_kmh)]
        bands = ((self.mid_from_m, per_m[1]), (self.far_from_m, per_m[2]))
        is_plain = self.near_kmh == self.mid_kmh == self.far_kmh
        return TravelModel(self.stop_s, per_m[0], self.detour, () if is_plain else bands, self.factor * season)


@dataclass(frozen=True, slots=True)
class Winter:
    """From the first to the last of these months, ways take `factor` times as long; 1 leaves winter out."""

    factor: float = 1.0
    first_month: int = 11
    last_month: int = 3

    def holds(self, day: date) -> bool:
        """Whether the day lies in it; it may go over the new year."""
        if self.first_month <= self.last_month:
            return self.first_month <= day.month <= self.last_month
        return day.month >= self.first_month or day.month <= self.last_month


@dataclass(frozen=True, slots=True)
class Parameters:
    """Modes that differ from the product's own, and the winter."""

    modes: Mapping[Mode, ModeParameters] = field(default_factory=dict)
    winter: Winter = field(default_factory=Winter)

    def models(self, day: date) -> dict[Mode, TravelModel]:
        """The model of every mode for plans that begin on that day."""
        season = self.winter.factor if self.winter.holds(day) else 1.0
        return {mode: _model(self.modes.get(mode), ORGANISATION_MODELS[mode], season) for mode in Mode}


def usual(mode: Mode) -> ModeParameters:
    """The product's own, as they are shown and changed."""
    own = ORGANISATION_MODELS[mode]
    kmh = round(own.detour / own.per_m_s * _KMH, 1)
    return ModeParameters(own.fixed_s, own.detour, kmh, kmh, kmh)


def to_json(parameters: Parameters) -> dict[str, Any]:
    """Only what differs from the product's own, so that those can be renewed."""
    modes = {mode.name: _plain(own) for mode, own in parameters.modes.items() if own != usual(mode)}
    winter = {} if parameters.winter == Winter() else {"winter": _plain(parameters.winter)}
    return {**({"modes": modes} if modes else {}), **winter}


def from_json(told: Mapping[str, Any]) -> Parameters:
    """As they were kept."""
    modes = {Mode[name]: ModeParameters(**held) for name, held in told.get("modes", {}).items()}
    return Parameters(modes, Winter(**told.get("winter", {})))


def faults(parameters: Parameters) -> tuple[Issue, ...]:
    """Everything that forbids these parameters."""
    found: list[Issue] = []
    for mode, own in parameters.modes.items():
        found += _outside(mode.name, own, _LIMITS)
        if own.mid_from_m >= own.far_from_m:
            found.append(_fault(mode.name, "far_from_m", own.far_from_m, _ORDER))
    return (*found, *_outside("winter", parameters.winter, _WINTER_LIMITS))


def _outside(where: str, held: Any, limits: Mapping[str, tuple[float, float]]) -> list[Issue]:
    return [
        _fault(where, name, getattr(held, name), _OUTSIDE.fill(value=getattr(held, name), low=low, high=high))
        for name, (low, high) in limits.items()
        if not low <= getattr(held, name) <= high  # what is no number is in no range
    ]


def _fault(where: str, name: str, value: float, cause: Text) -> Issue:
    return Issue(Severity.ERROR, "TRAVEL-001", where, name, str(value), cause, _MEND)


def _model(own: ModeParameters | None, usual_one: TravelModel, season: float) -> TravelModel:
    if own is not None:
        return own.model(season)
    return TravelModel(usual_one.fixed_s, usual_one.per_m_s, usual_one.detour, (), season)


def _plain(held: Any) -> dict[str, Any]:
    return {name: getattr(held, name) for name in held.__dataclass_fields__}
