"""Ways that are known already: what routers told before, laid out for the places of a problem, without a call."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from data.repositories.travel import Leg
from data.vocabulary import IntegrationProvider, Transport, TravelSource
from data.work import ReadingWork
from services.problem import Mode, Roads, TravelModel
from services.problem.roads import UNKNOWN, Matrix
from services.travel.parameters import Parameters, from_json

ASKED_FOR = (Mode.CAR, Mode.BIKE, Mode.WALK)
"""Timetables of public transport are nobody's matrix: those ways go by the model."""
PROVIDERS = {
    TravelSource.OSRM: IntegrationProvider.OSRM,
    TravelSource.VALHALLA: IntegrationProvider.VALHALLA,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds for an organisation; version 0 is the product's own. A router's answers are kept as `kept_as`."""

    version: int
    source: TravelSource
    parameters: Parameters
    kept_as: str = ""

    def models(self, day: date) -> dict[Mode, TravelModel]:
        """The model of every mode for plans that begin on that day."""
        return self.parameters.models(day)


def chosen(work: ReadingWork) -> Chosen:
    """The settings that hold now."""
    row = work.travel_settings.newest()
    if row is None:
        return Chosen(0, TravelSource.BUILT_IN, Parameters())
    return Chosen(row.version, row.source, from_json(row.parameters), row.kept_as or "")


def cache_name(source: TravelSource, base_url: str) -> str:
    """Under which name ways are kept: another server is another source."""
    return f"{source.value}:{hashlib.sha256(base_url.encode()).hexdigest()[:16]}"


def known_roads(work: ReadingWork, place_ids: Sequence[str], modes: Collection[Mode]) -> Roads | None:
    """What is known of the ways among these places; None where the organisation travels by the model or nothing is."""
    own = chosen(work)
    if not own.kept_as:
        return None
    legs = {mode: laid(place_ids, kept_legs(work, place_ids, mode, own.kept_as)) for mode in modes if mode in ASKED_FOR}
    if not any((seconds != UNKNOWN).any() for seconds, _ in legs.values()):
        return None
    return Roads(own.source.value, tuple(place_ids), legs)


def kept_legs(work: ReadingWork, place_ids: Sequence[str], mode: Mode, kept: str) -> dict[tuple[UUID, UUID], Leg]:
    """Ways as they were told under that name."""
    return work.travel.among(map(UUID, place_ids), Transport[mode.name], kept)


def laid(place_ids: Sequence[str], legs: Mapping[tuple[UUID, UUID], Leg]) -> tuple[Matrix, Matrix]:
    """Ways as matrices in the order of the places; 0 from a place to itself."""
    row = {UUID(place): i for i, place in enumerate(place_ids)}
    seconds = np.full((len(place_ids), len(place_ids)), UNKNOWN, np.int32)
    metres = seconds.copy()
    np.fill_diagonal(seconds, 0)
    np.fill_diagonal(metres, 0)
    for (start, end), leg in legs.items():
        seconds[row[start], row[end]], metres[row[start], row[end]] = leg.duration_s, leg.distance_m
    return seconds, metres
