"""The same problem with ids a planner can read, for sentences that name visits and shifts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.problem import Group, Pin, Problem, Shift, Visit


def with_readable_ids(problem: Problem) -> Problem:
    """Visits are called by client, title and first window, shifts by carer and start: pseudonyms, no names."""
    zone = ZoneInfo(problem.zone)
    clients = {client.id: client.label for client in problem.clients}
    carers = {carer.id: carer.label for carer in problem.carers}
    visits = _unique((v.id, _visit_name(v, clients[v.client_id], zone)) for v in problem.visits)
    shifts = _unique((s.id, f"{carers[s.carer_id]} {_moment(s.start_s, zone)}") for s in problem.shifts)
    groups = _unique((g.id, visits[g.visit_ids[0]]) for g in problem.groups)
    return replace(
        problem,
        visits=tuple(_visit(v, visits, shifts, groups) for v in problem.visits),
        shifts=tuple(_shift(s, shifts) for s in problem.shifts),
        groups=tuple(Group(groups[g.id], tuple(visits[m] for m in g.visit_ids)) for g in problem.groups),
        given=None,
        baseline=None,
    )


def _unique(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Id → name, with a number behind every name that has been given before."""
    names: dict[str, str] = {}
    given: dict[str, int] = {}
    for thing, name in named:
        given[name] = given.get(name, 0) + 1
        names[thing] = name if given[name] == 1 else f"{name} ({given[name]})"
    return names


def _visit_name(visit: Visit, client: str, zone: ZoneInfo) -> str:
    when = _moment(visit.windows[0].start_s, zone) if visit.windows else ""
    return " ".join(filter(None, (client, visit.title, when)))


def _moment(moment_s: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(moment_s, zone).strftime("%Y-%m-%d %H:%M")


def _visit(visit: Visit, visits: dict[str, str], shifts: dict[str, str], groups: dict[str, str]) -> Visit:
    pin = visit.pin
    return replace(
        visit,
        id=visits[visit.id],
        group_id=None if visit.group_id is None else groups[visit.group_id],
        after=tuple(replace(after, visit_id=visits[after.visit_id]) for after in visit.after),
        pin=None if pin is None else Pin(shifts[pin.shift_id], pin.start_s),
    )


def _shift(shift: Shift, shifts: dict[str, str]) -> Shift:
    return replace(shift, id=shifts[shift.id])
