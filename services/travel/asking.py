"""Asks the router for the ways nobody has told yet, before a run searches; whatever happens, the run goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from data.connect import Database
from data.repositories.travel import Leg
from data.vocabulary import Transport, TravelSource
from services.connections.doors import open_door
from services.connections.ledger import DatabaseLedger
from services.connections.use_case import working_context
from services.errors import CareError
from services.integrations.outbound import InDoubt, Patience
from services.integrations.routing import BLOCK, Discreet, Osrm, Point, Router, Valhalla, blocks
from services.problem import Mode, Problem, Roads
from services.problem.roads import UNKNOWN, Matrix
from services.travel import refusals
from services.travel.known import ASKED_FOR, PROVIDERS, Chosen, chosen, kept_legs, laid

LONGEST_S = 90.0
"""How long a run waits for its ways; what came until then is kept for the next."""
QUESTION_S = 30.0
"""How long one question may take."""


@dataclass(frozen=True)
class Asking:
    """For one organisation; `is_stopped` is asked between two questions."""

    database: Database
    organization_id: UUID
    inside_hosts: Collection[str] = ()
    is_stopped: Callable[[], bool] = lambda: False
    now: Callable[[], float] = time.monotonic

    def roads_for(self, problem: Problem) -> Roads | None:
        """The ways among the problem's places; None where the organisation travels by the built-in model."""
        with self.database.reading(working_context(self.organization_id)) as work:
            own = chosen(work)
            hidden = {str(client.place_id) for client in work.people.clients() if client.protected_identity}
        if own.source is TravelSource.BUILT_IN:
            return None
        ids = [place.id for place in problem.places]
        told = {place.id: (place.lat, place.lon) for place in problem.places if place.id not in hidden}
        modes = sorted({shift.mode for shift in problem.shifts} & set(ASKED_FOR))
        fault = self._ask(own, told, modes)
        with self.database.reading(working_context(self.organization_id)) as work:
            legs = {mode: laid(ids, kept_legs(work, ids, mode, own.kept_as)) for mode in modes}
        roads = Roads(own.source.value, tuple(ids), legs, is_asked=True)
        return roads if fault is None else replace(roads, code=fault.code, cause=fault.cause)

    def _ask(self, own: Chosen, told: dict[str, Point], modes: Sequence[Mode]) -> CareError | None:
        """Keep what the router says block by block; the fault that ended it, if one did."""
        deadline_s = self.now() + LONGEST_S
        try:
            router: Router | None = None
            for mode in modes:
                for starts, ends in self._unknown(own.kept_as, list(told), mode):
                    if self.is_stopped():
                        raise refusals.STOPPED
                    if self.now() > deadline_s:
                        raise refusals.TOO_LONG
                    router = router or router_of(self.database, self.organization_id, own.source, self.inside_hosts)
                    self._keep(own.kept_as, mode, starts, ends, _answered(router, told, starts, ends, mode))
        except CareError as fault:
            return fault
        return None

    def _unknown(self, kept_as: str, ids: list[str], mode: Mode) -> Iterator[tuple[list[str], list[str]]]:
        """Blocks in which a way is not known yet."""
        with self.database.reading(working_context(self.organization_id)) as work:
            seconds, _ = laid(ids, kept_legs(work, ids, mode, kept_as))
        for rows, columns in blocks(len(ids), BLOCK):
            is_unknown = seconds[rows, columns] == UNKNOWN
            starts = [ids[rows][i] for i in np.flatnonzero(is_unknown.any(axis=1))]
            ends = [ids[columns][i] for i in np.flatnonzero(is_unknown.any(axis=0))]
            if starts:
                yield starts, ends

    def _keep(self, kept_as: str, mode: Mode, starts: list[str], ends: list[str], told: tuple[Matrix, Matrix]) -> None:
        seconds, metres = told
        legs = {
            (UUID(start), UUID(end)): Leg(int(seconds[i, j]), int(metres[i, j]))
            for i, start in enumerate(starts)
            for j, end in enumerate(ends)
            if start != end and seconds[i, j] != UNKNOWN
        }
        with self.database.writing(working_context(self.organization_id)) as work:
            work.travel.keep(legs, Transport[mode.name], kept_as)


def router_of(
    database: Database,
    organization_id: UUID,
    source: TravelSource,
    inside_hosts: Collection[str],
    most_s: float = QUESTION_S,
) -> Router:
    """The organisation's router, each question within `most_s`; raises `Unavailable` when none is connected."""
    patience = Patience(min(10.0, most_s), most_s, most_s, most_s)
    ledger = Discreet(DatabaseLedger(database, organization_id))
    opened = open_door(database, organization_id, PROVIDERS[source], inside_hosts, ledger, patience)
    if opened is None:
        raise refusals.NO_ROUTER
    return Osrm(opened.door) if source is TravelSource.OSRM else Valhalla(opened.door)


def _answered(
    router: Router, told: dict[str, Point], starts: list[str], ends: list[str], mode: Mode
) -> tuple[Matrix, Matrix]:
    """One block; an answer that broke off is asked for once more, since a question changes nothing."""
    asked = [told[each] for each in starts], [told[each] for each in ends]
    try:
        return router.table(*asked, mode)
    except InDoubt:
        return router.table(*asked, mode)
