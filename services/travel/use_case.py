"""The use case: where travel times come from, changed as a new version by who may, and a router tried."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from data.connect import Database
from data.repositories.travel_settings import TravelSettingsRow
from data.vocabulary import TravelSource, TravelWhy
from data.work import Conflict as Broken
from data.work import Context
from services.access import Actor, Capability
from services.connections.doors import open_row_of
from services.errors import BadInput
from services.planning.opening import roads_of
from services.problem import Mode, Roads
from services.problem.roads import UNKNOWN
from services.travel import refusals
from services.travel.calibration import Measured, corrected, grouped
from services.travel.known import ASKED_FOR, PROVIDERS, Chosen, cache_name, chosen
from services.travel.parameters import Parameters, faults, to_json
from services.travel.trips import trips_of

MAP_S = 6.0
"""How long a map waits for its streets."""


@dataclass(frozen=True, slots=True)
class TravelVersion:
    """Who saved what kind of settings when."""

    number: int
    source: TravelSource
    why: TravelWhy
    made_by: str
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeldTravel:
    """What holds now; version 0 is the product's own."""

    chosen: Chosen
    history: tuple[TravelVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What a router said of one way: how long, how far, and how quickly it answered."""

    seconds: int | None
    metres: int | None
    answered_ms: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured in a period against the settings of `version`; `factors` are the certain ones."""

    version: int
    by_mode: dict[Mode, Measured]
    by_hour: dict[tuple[Mode, int], Measured]
    by_band: dict[tuple[Mode, int], Measured]

    @property
    def factors(self) -> dict[Mode, float]:
        """By mode, where the difference is no chance."""
        return {mode: each.factor for mode, each in self.by_mode.items() if each.is_sure and each.factor is not None}


class TravelTimes:
    """Travel times of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database, inside_hosts: Collection[str] = ()) -> None:
        self._database, self._inside_hosts = database, inside_hosts

    def held(self, actor: Actor) -> HeldTravel:
        """What holds, and who has changed it, the newest first."""
        actor.require(Capability.CONNECT)
        with self._database.reading(_context(actor)) as work:
            rows, own = work.travel_settings.all(), chosen(work)
            users = {user.id: user.name for user in work.users.all()}
        history = (
            TravelVersion(row.version, row.source, row.why, users.get(row.made_by, ""), row.created_at) for row in rows
        )
        return HeldTravel(own, tuple(history))

    def save(
        self,
        actor: Actor,
        version: int,
        source: TravelSource,
        parameters: Parameters,
        why: TravelWhy = TravelWhy.BY_HAND,
    ) -> int:
        """New settings over `version`, as a new one; its number. Plans that stand keep what they were made with."""
        actor.require(Capability.CONNECT)
        if issues := faults(parameters):
            raise BadInput("TRAVEL-100", refusals.REFUSED.fill(cause=issues[0].cause), issues[0].action, issues)
        told = to_json(parameters)
        try:
            with self._database.writing(_context(actor)) as work:
                kept_as = None
                if source is not TravelSource.BUILT_IN:
                    row = open_row_of(work, PROVIDERS[source])
                    if row is None or row.base_url is None:
                        raise refusals.NO_ROUTER
                    kept_as = cache_name(source, row.base_url)
                held = work.travel_settings.newest()
                if (held.version if held else 0) != version:
                    raise refusals.CHANGED
                before = (held.source, held.kept_as, held.parameters) if held else (TravelSource.BUILT_IN, None, {})
                if before == (source, kept_as, told):
                    return version
                work.travel_settings.add(TravelSettingsRow(version + 1, source, kept_as, told, why, actor.user_id))
        except Broken as broken:
            raise refusals.CHANGED from broken
        return version + 1

    def measured(self, actor: Actor, first_day: date, last_day: date) -> Calibration:
        """How long ways took in performed visits against what the settings that hold say."""
        actor.require(Capability.SEE_FIGURES)
        with self._database.reading(_context(actor)) as work:
            version, trips = chosen(work).version, trips_of(work, first_day, last_day)
        return Calibration(
            version,
            grouped(trips, lambda trip: trip.mode),
            grouped(trips, lambda trip: (trip.mode, trip.hour)),
            grouped(trips, lambda trip: (trip.mode, trip.band)),
        )

    def use_measured(self, actor: Actor, found: Calibration) -> int:
        """Count with the certain factors from now on, as a new version; refused when the settings are others by now."""
        actor.require(Capability.CONNECT)
        with self._database.reading(_context(actor)) as work:
            own = chosen(work)
        parameters = corrected(own.parameters, found.factors)
        return self.save(actor, found.version, own.source, parameters, TravelWhy.CALIBRATION)

    def try_router(self, actor: Actor, source: TravelSource) -> Tried:
        """Ask for one way between two places of ours; raises what stands in the way."""
        from services.travel.asking import router_of  # a network library, for those who have a router

        actor.require(Capability.CONNECT)
        with self._database.reading(_context(actor)) as work:
            hidden = {client.place_id for client in work.people.clients() if client.protected_identity}
            places = [place for place in work.places.all().values() if place.id not in hidden][:2]
        if len(places) < 2:
            raise refusals.NO_PLACES
        spots = [(place.lat, place.lon) for place in places]
        begin = time.monotonic()
        seconds, metres = router_of(self._database, actor.organization_id, source, self._inside_hosts).table(
            spots[:1], spots[1:], Mode.CAR
        )
        took_ms = round(1000 * (time.monotonic() - begin))
        is_known = int(seconds[0, 0]) != UNKNOWN
        return Tried(int(seconds[0, 0]) if is_known else None, int(metres[0, 0]) if is_known else None, took_ms)

    def line(self, actor: Actor, place_ids: Sequence[str], mode: Mode) -> tuple[tuple[float, float], ...]:
        """The streets from place to place, for a map; empty where there is no router, no way, or somebody protected."""
        from services.travel.asking import router_of  # a network library, for those who have a router

        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            own = chosen(work)
            hidden = {client.place_id for client in work.people.clients() if client.protected_identity}
            wanted = [UUID(place) for place in place_ids]
            spots = work.places.all(set(wanted))
        if own.source is TravelSource.BUILT_IN or mode not in ASKED_FOR or hidden & set(wanted):
            return ()
        router = router_of(self._database, actor.organization_id, own.source, self._inside_hosts, MAP_S)
        return tuple(router.route([(spots[place].lat, spots[place].lon) for place in wanted], mode))

    def of_plan(self, actor: Actor, plan_id: UUID) -> Roads | None:
        """What a plan or run travels by; None: the built-in model."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            row = work.solutions.find(plan_id)
        return None if row is None else roads_of(row)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
