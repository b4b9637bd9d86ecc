"""What sets two plans of the same days apart: visit by visit, carer by carer, client by client, by id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import Timetable, timetable

LEAST_S = 60
"""A start that moves by less is the same start."""


class Happened(StrEnum):
    """What becomes of a visit."""

    HANDED_OVER = "handed-over"
    RETIMED = "retimed"
    PLANNED = "planned"
    UNPLANNED = "unplanned"
    ADDED = "added"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit stands in a plan: carer, shift and start, epoch seconds."""

    carer_id: str
    shift_id: str
    start_s: int


@dataclass(frozen=True, slots=True)
class VisitDifference:
    """One visit that is not as it was; `before` and `after` are None where nobody makes it."""

    visit_id: str
    client_id: str
    happened: Happened
    before: Place | None
    after: Place | None


@dataclass(frozen=True, slots=True)
class CarerDifference:
    """A carer whose visits differ: counts and seconds of work before and after, and the visits given and taken."""

    carer_id: str
    visits: tuple[int, int]
    worked_s: tuple[int, int]
    travel_s: tuple[int, int]
    gets: tuple[str, ...]
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClientDifference:
    """A client for whom something differs: distinct carers before and after, and the visits concerned."""

    client_id: str
    carers: tuple[int, int]
    new_carers: tuple[str, ...]
    visit_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that sets one plan apart from another; of the visits `served_in_both`, how many are with the `same_carer`."""

    visits: tuple[VisitDifference, ...]
    carers: tuple[CarerDifference, ...]
    clients: tuple[ClientDifference, ...]
    same_carer: int
    served_in_both: int


@dataclass(frozen=True)
class _Side:
    known: frozenset[str]
    where: dict[str, Place]
    visits: dict[str, int]
    worked_s: dict[str, int]
    travel_s: dict[str, int]


def differences(before: tuple[Problem, Plan], after: tuple[Problem, Plan]) -> Differences:
    """What differs, in order of time; problems may differ too, as after a cancelled visit."""
    old, new = _side(*before), _side(*after)
    clients = {v.id: v.client_id for problem in (before[0], after[0]) for v in problem.visits}
    visits = [
        VisitDifference(each, clients[each], happened, old.where.get(each), new.where.get(each))
        for each in clients
        if (happened := _happened(each, old, new)) is not None
    ]
    visits.sort(
        key=lambda d: (min(p.start_s for p in (d.before, d.after) if p) if d.before or d.after else 0, d.visit_id)
    )
    both = old.where.keys() & new.where.keys()
    return Differences(
        visits=tuple(visits),
        carers=_carers(visits, old, new),
        clients=_clients(visits, old, new, clients),
        same_carer=sum(old.where[v].carer_id == new.where[v].carer_id for v in both),
        served_in_both=len(both),
    )


def _side(problem: Problem, plan: Plan) -> _Side:
    c = columns(problem)
    t: Timetable = timetable(c, plan)
    carer = {shift.id: shift.carer_id for shift in problem.shifts}
    where = {stop.id: Place(carer[s], s, stop.start_s) for s, stop in plan.visit_stops()}
    visits: dict[str, int] = defaultdict(int)
    for place in where.values():
        visits[place.carer_id] += 1
    worked: dict[str, int] = defaultdict(int)
    travel: dict[str, int] = defaultdict(int)
    for row, shift in enumerate(problem.shifts):
        worked[shift.carer_id] += int(t.worked_s[row])
        travel[shift.carer_id] += int(t.travel_s[row])
    return _Side(frozenset(visit.id for visit in problem.visits), where, visits, worked, travel)


def _happened(visit_id: str, old: _Side, new: _Side) -> Happened | None:
    if visit_id not in old.known:
        return Happened.ADDED
    if visit_id not in new.known:
        return Happened.CANCELLED
    before, after = old.where.get(visit_id), new.where.get(visit_id)
    if before is None or after is None:
        return None if before == after else Happened.PLANNED if before is None else Happened.UNPLANNED
    if before.carer_id != after.carer_id:
        return Happened.HANDED_OVER
    return Happened.RETIMED if abs(before.start_s - after.start_s) >= LEAST_S else None


def _carers(visits: list[VisitDifference], old: _Side, new: _Side) -> tuple[CarerDifference, ...]:
    gets: dict[str, list[str]] = defaultdict(list)
    gives: dict[str, list[str]] = defaultdict(list)
    concerned: dict[str, None] = {}
    for each in visits:
        for place in filter(None, (each.before, each.after)):
            concerned[place.carer_id] = None
        if each.happened is Happened.RETIMED:
            continue
        if each.before is not None:
            gives[each.before.carer_id].append(each.visit_id)
        if each.after is not None:
            gets[each.after.carer_id].append(each.visit_id)
    return tuple(
        CarerDifference(
            carer_id=who,
            visits=(old.visits.get(who, 0), new.visits.get(who, 0)),
            worked_s=(old.worked_s.get(who, 0), new.worked_s.get(who, 0)),
            travel_s=(old.travel_s.get(who, 0), new.travel_s.get(who, 0)),
            gets=tuple(gets[who]),
            gives=tuple(gives[who]),
        )
        for who in concerned
    )


def _clients(
    visits: list[VisitDifference], old: _Side, new: _Side, clients: dict[str, str]
) -> tuple[ClientDifference, ...]:
    def faces(side: _Side) -> dict[str, set[str]]:
        met: dict[str, set[str]] = defaultdict(set)
        for visit_id, place in side.where.items():
            met[clients[visit_id]].add(place.carer_id)
        return met

    before, after = faces(old), faces(new)
    own: dict[str, list[str]] = defaultdict(list)
    for each in visits:
        own[each.client_id].append(each.visit_id)
    return tuple(
        ClientDifference(
            client_id=client,
            carers=(len(before[client]), len(after[client])),
            new_carers=tuple(sorted(after[client] - before[client])),
            visit_ids=tuple(ids),
        )
        for client, ids in own.items()
    )
